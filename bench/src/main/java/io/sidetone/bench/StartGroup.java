package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.FirstAnswer;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Launcher;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Ports;
import io.sidetone.bench.base.Scratch;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Usage;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// How long the server takes until it is ready, and what it takes when it does nothing. Immutable.
record StartGroup() implements Group {

    private static final int STARTS = 10;
    private static final int TARGET_MILLIS = 1000;
    private static final int IDLE_MILLIS = 10_000;
    private static final int QUICK_IDLE_MILLIS = 500;
    private static final int CONTACTS = 100_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// What is left of a server.
    ///
    /// @param millis until it was ready
    /// @param memory octets, when it has done nothing for a while
    /// @param heap octets of live objects
    private record Start(double millis, double memory, double heap) {}

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Table table = new Table("contacts in the database", "ready: ms", "memory, MB", "live heap, MB");
        Verdicts verdicts = new Verdicts();
        for (int contacts : quick ? List.of(0) : List.of(0, CONTACTS)) {
            double[] millis = new double[quick ? 1 : STARTS];
            try (Scratch scratch = Scratch.create()) {
                fill(scratch.path(Server.DATABASE), contacts);
                // The first one may build, and reads files that are not in memory yet.
                start(scratch, 0);
                Start last = new Start(0, 0, 0);
                for (int i = 0; i < millis.length; i++) {
                    boolean isLast = i == millis.length - 1;
                    last = start(scratch, !isLast ? 0 : quick ? QUICK_IDLE_MILLIS : IDLE_MILLIS);
                    millis[i] = last.millis();
                    progress.accept(contacts + " contacts: ready in " + Spread.show(last.millis()) + " ms");
                }
                Spread ready = Spread.of(millis);
                table.row(
                        Spread.show(contacts),
                        ready.toString(),
                        Spread.show(last.memory() / 1e6),
                        Spread.show(last.heap() / 1e6));
                if (contacts == 0) {
                    verdicts.add(
                            "ready, without contacts: in less than 1,000 ms",
                            Spread.show(ready.median()),
                            ready.median() < TARGET_MILLIS);
                }
            }
        }
        String how = STARTS + " starts after one that does not count; memory after " + IDLE_MILLIS / 1000
                + " s without a request; the server as `./sidetone run` starts it";
        return machine.block(id(), table, verdicts, how, List.of());
    }

    private static void fill(Path file, int contacts) throws IOException {
        try (Database database = Database.open(DatabaseUrl.file(file))) {
            Contacts.fill(database, contacts);
        } catch (DatabaseException e) {
            throw new IOException(e);
        }
    }

    /// @param idle milliseconds of doing nothing before the memory is looked at; 0 not to look
    private static Start start(Scratch scratch, int idle) throws IOException {
        int port = Ports.free();
        List<String> command = List.of(
                Launcher.file().toString(),
                "run",
                "--listen",
                "udp:127.0.0.1:" + port,
                "--data",
                scratch.path("").toString());
        long begin = System.nanoTime();
        try (Child server = Child.ofServer(port, scratch.path("log"), command)) {
            FirstAnswer.await(port, LIMIT);
            double millis = (System.nanoTime() - begin) / 1e6;
            if (idle == 0 || server.ends(idle)) {
                return new Start(millis, 0, 0);
            }
            ProcessHandle process = server.descendants().getFirst();
            double memory = Usage.of(List.of(process)).memory();
            return new Start(millis, memory, liveHeap(process.pid()));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; it said: " + String.join("\n", scratch.lines("log")), e);
        }
    }

    /// Octets of live objects in another virtual machine: the last line of its histogram, which collects first.
    private static double liveHeap(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Child.java().resolveSibling("jcmd").toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader output = jcmd.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                last = line;
            }
        }
        String[] words = last.strip().split(" +", -1);
        if (!words[0].equals("Total")) {
            throw new IOException("jcmd says: " + last);
        }
        return Double.parseDouble(words[2]);
    }
}
