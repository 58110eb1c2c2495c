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
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has a server read scripts while calls go through it. Each script marks what it forwards with its number.
/// Confined to one thread.
final class ReloadProof {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double MILLIS = 1e6;
    private static final String RELAYED = "route[relay] {\n";
    private static final String ANSWERED = "onreply_route[answer] {\n";

    /// What the server says of each reload.
    private static final Pattern SAID = Pattern.compile("(?m) (Reloaded in (\\d+) ms|Not reloaded)(.*)$");

    private static final Pattern PLACE = Pattern.compile("\\S+:\\d+:\\d+");

    private final Path home;
    private final Path folder;
    private final PrintWriter out;
    private final Clock clock = Clock.system();
    private final Marks marks = new Marks(clock);
    private int said;

    /// @param home the folder that the program lives in
    /// @param folder empty
    ReloadProof(Path home, Path folder, PrintWriter out) {
        this.home = home;
        this.folder = folder;
        this.out = out;
    }

    /// Does so.
    ///
    /// @param rate calls a second
    /// @param seconds for how long
    /// @param reloads how many; one more is of a script with an error
    /// @return whether no call was lost and each request has gone through the right script
    boolean run(int rate, int seconds, int reloads) throws CommandException, IOException, InterruptedException {
        TrialSetup.makeUsers(folder.resolve("data"), List.of(Calls.CALLER, Calls.CALLEE));
        Path configuration = folder.resolve("sidetone.cfg");
        write(configuration, 1);
        List<String> options =
                List.of("--config", configuration.toString(), "--listen", "udp:" + RunningServer.HOST + ":0");
        marks.inService(1, clock.nanoTime());
        try (RunningServer server = new RunningServer(home, folder, RunningServer.LASTING, options);
                Calls calls = new Calls(server.port("udp"), marks)) {
            int count = rate * seconds;
            CompletableFuture<Double> pace = new CompletableFuture<>();
            Thread load = Thread.ofPlatform().daemon().start(() -> {
                try {
                    pace.complete(calls.make(rate, count, clock));
                } catch (InterruptedException e) {
                    pace.completeExceptionally(e);
                    Thread.currentThread().interrupt();
                }
            });
            Patience.pause(Calls.GROWTH);
            // The calls that are fewer at the beginning come at the end.
            Duration pause =
                    Duration.ofSeconds(seconds).minus(Calls.GROWTH.dividedBy(2)).dividedBy(reloads + 2L);
            for (int number = 2; number <= reloads + 1; number++) {
                Patience.pause(pause);
                reload(server, configuration, number);
            }
            Patience.pause(pause);
            boolean refused = refuse(server, configuration);
            load.join();
            boolean ended = calls.await(count);
            out.printf(
                    Locale.ROOT,
                    "  server    %.2f ms of CPU for each call, its start included%n",
                    server.cpu().toMillis() / (double) count);
            return tell(calls, count, pace.join()) && refused && ended;
        }
    }

    private void write(Path configuration, int number) throws IOException {
        String mark = "    append_hf(\"" + Marks.FIELD + ": " + number + "\\r\\n\");\n";
        String text = TrialSetup.configuration(home);
        text = TrialSetup.replaced(text, RELAYED, RELAYED + mark);
        Files.writeString(configuration, TrialSetup.replaced(text, ANSWERED, ANSWERED + mark));
    }

    private void reload(RunningServer server, Path configuration, int number)
            throws CommandException, IOException, InterruptedException {
        write(configuration, number);
        long told = clock.nanoTime();
        Matcher answer = hangUp(server);
        marks.inService(number, told);
        if (answer.group(2) == null) {
            throw CommandException.failed("a right script is refused: " + answer.group());
        }
        out.printf(
                Locale.ROOT,
                "  reload    script %d was in service after %s ms, and said so %.0f ms after SIGHUP%n",
                number,
                answer.group(2),
                (clock.nanoTime() - told) / MILLIS);
        out.flush();
    }

    /// A script with an error changes nothing.
    private boolean refuse(RunningServer server, Path configuration) throws IOException, InterruptedException {
        Files.writeString(configuration, Files.readString(configuration) + "\nroute[broken] {\n    t_reley();\n}\n");
        Matcher answer = hangUp(server);
        Matcher place = PLACE.matcher(answer.group(3));
        boolean good = answer.group(2) == null && place.find();
        out.println((good ? "  refused   a broken script, at " + place.group() : "  NOT REFUSED " + answer.group()));
        return good;
    }

    /// Sends SIGHUP, and waits for what the server says of it.
    private Matcher hangUp(RunningServer server) throws IOException, InterruptedException {
        server.hangUp();
        boolean told =
                Patience.until(() -> SAID.matcher(server.said()).results().count() > said, LIMIT);
        Matcher answer = SAID.matcher(server.said());
        for (int i = 0; i <= said; i++) {
            if (!answer.find()) {
                throw new IOException("the server says nothing of SIGHUP" + (told ? "" : ": ") + server.said());
            }
        }
        said++;
        return answer;
    }

    private boolean tell(Calls calls, int count, double pace) {
        Queue<String> wrong = marks.wrong();
        int lost = count - Math.min(calls.answered(), calls.ended());
        out.printf(
                Locale.ROOT,
                "  calls     %d at %.0f/s: %d answered, %d ended, %d lost%n",
                count,
                pace,
                calls.answered(),
                calls.ended(),
                lost);
        out.printf(
                Locale.ROOT,
                "  scripts   %d requests and %d responses, %d of them through the wrong script; %d came back "
                        + "through an"
                        + " old one that had begun before%n",
                marks.requests(),
                marks.answers(),
                wrong.size(),
                marks.late());
        calls.failures().forEach((what, times) -> out.println("  FAILED    " + times + " times " + what));
        wrong.stream().limit(5).forEach(each -> out.println("  WRONG     " + each));
        // INVITE and BYE of each call; an ACK that was lost comes too late behind the BYE.
        boolean good = lost == 0 && calls.failures().isEmpty() && wrong.isEmpty() && marks.requests() >= 2 * count;
        out.println(
                good ? "No call was lost, and each message has gone through the script that it had to." : "NOT KEPT");
        return good;
    }
}
