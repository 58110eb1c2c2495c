package io.sidetone.dist.prove;

import io.sidetone.dist.child.Patience;
import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import io.sidetone.sip.base.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Kills a server in the middle of registrations, and looks whether it remembers what it has answered. Confined
/// to one thread.
final class CrashProof {

    /// What the server has sent before it died has arrived after so long.
    private static final Duration AFTERMATH = Duration.ofMillis(300);

    private static final double NANOS = 1e9;

    private final Path home;
    private final Path folder;
    private final int registrations;
    private final RandomGenerator random;
    private final PrintWriter out;
    private final List<String> users;
    private final Clock clock = Clock.system();

    /// @param home the folder that the program lives in
    /// @param folder empty
    /// @param registrations requests of a run; most of them are not sent, as the server is killed before
    /// @param random when it is killed
    CrashProof(Path home, Path folder, int registrations, RandomGenerator random, PrintWriter out) {
        this.home = home;
        this.folder = folder;
        this.registrations = registrations;
        this.random = random;
        this.out = out;
        this.users = IntStream.range(0, registrations / Registrations.EACH)
                .mapToObj(i -> "user" + i)
                .toList();
    }

    /// Does so a few times, each time with a new database.
    ///
    /// @return whether all was remembered each time
    boolean run(int runs) throws CommandException, IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("sidetone.cfg"), TrialSetup.configuration(home));
        Path made = folder.resolve("users");
        TrialSetup.makeUsers(made, users);
        boolean good = true;
        double[] rates = new double[runs];
        for (int i = 0; i < runs; i++) {
            Path own = Files.createDirectories(folder.resolve("run" + i));
            copy(made, Files.createDirectory(own.resolve("data")));
            good &= once(i + 1, own, configuration, rates);
        }
        Arrays.sort(rates);
        out.printf(
                Locale.ROOT,
                "  rate      %.0f registrations/s in the median, from the first second of a new process on%n",
                rates[runs / 2]);
        out.println(good ? "Nothing that was answered is lost, and nothing that was removed is back." : "NOT KEPT");
        return good;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private boolean once(int number, Path own, Path configuration, double[] rates)
            throws CommandException, IOException, InterruptedException {
        int limit = random.nextInt(registrations / 10, registrations * 9 / 10);
        try (Registrations phones = new Registrations(users)) {
            rates[number - 1] = flood(own, configuration, phones, limit);
            try (RunningServer again = start(own, configuration)) {
                long start = clock.nanoTime();
                Contacts.Verdict verdict = phones.contacts().compare(phones.ask(again.port("udp")));
                tell(number, verdict, rates[number - 1], clock.nanoTime() - start);
                phones.refused().stream().limit(3).forEach(each -> out.println("  REFUSED   " + each));
                return verdict.isGood() && phones.refused().isEmpty();
            }
        }
    }

    private void tell(int number, Contacts.Verdict verdict, double rate, long nanos) {
        out.printf(
                Locale.ROOT,
                "  run %-5d %d contacts kept, %d lost; %d removed, %d back; %d were not answered; %.0f/s, asked in"
                        + " %.1f s%n",
                number,
                verdict.kept(),
                verdict.lost().size(),
                verdict.removed(),
                verdict.returned().size(),
                verdict.open(),
                rate,
                nanos / NANOS);
        List<String> wrong = new ArrayList<>(verdict.lost());
        wrong.addAll(verdict.returned());
        wrong.addAll(verdict.strange());
        wrong.stream().limit(3).forEach(each -> out.println("  WRONG     " + each));
        out.flush();
    }

    private RunningServer start(Path own, Path configuration)
            throws CommandException, IOException, InterruptedException {
        return new RunningServer(
                home,
                own,
                RunningServer.LASTING,
                List.of("--config", configuration.toString(), "--listen", "udp:" + RunningServer.HOST + ":0"));
    }

    /// Starts a server, and kills it when it has answered so many requests.
    ///
    /// @return how many it has answered in a second
    private double flood(Path own, Path configuration, Registrations phones, int limit)
            throws CommandException, IOException, InterruptedException {
        try (RunningServer server = start(own, configuration)) {
            int port = server.port("udp");
            CountDownLatch due = new CountDownLatch(1);
            AtomicInteger answered = new AtomicInteger();
            AtomicLong reached = new AtomicLong();
            long start = clock.nanoTime();
            Thread load = Thread.ofVirtual().start(() -> {
                try {
                    phones.run(port, () -> {
                        if (answered.incrementAndGet() == limit) {
                            reached.set(clock.nanoTime());
                            due.countDown();
                        }
                    });
                } catch (CommandException e) {
                    out.println("  FAILED    " + e.sentence());
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } finally {
                    due.countDown();
                }
            });
            due.await();
            server.kill();
            Patience.pause(AFTERMATH);
            phones.over();
            load.join();
            if (answered.get() < limit) {
                throw CommandException.failed("only " + answered + " of " + limit + " requests were answered; "
                        + phones.refused().stream().findFirst().orElse("") + server.said());
            }
            return limit / ((reached.get() - start) / NANOS);
        }
    }
}
