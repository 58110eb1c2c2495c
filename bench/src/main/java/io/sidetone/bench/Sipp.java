package io.sidetone.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The program SIPp, which places calls and answers them. Linux only. Confined to the thread that uses it.
final class Sipp {

    static final String PROGRAM = "sipp";

    /// Beyond the time in which all calls are placed: for those that have to repeat a message again and again.
    private static final int EXTRA_SECONDS = 60;

    /// How long the callee has to see the end of what the caller has ended.
    private static final int END_SECONDS = 5;

    private static final int BIND_SECONDS = 10;
    private static final int LOOK_MILLIS = 5;

    private final Scratch folder;
    private final Path callerScenario;
    private final Path calleeScenario;
    private final int calleePort;

    /// @param folder for its files
    Sipp(Scratch folder) throws IOException {
        this.folder = folder;
        this.callerScenario = folder.copy("caller.xml");
        this.calleeScenario = folder.copy("callee.xml");
        this.calleePort = freePort();
    }

    /// A port of the loopback address that is free for datagrams and for connections.
    static int freePort() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        while (true) {
            try (ServerSocket connections = new ServerSocket(0, 1, loopback);
                    DatagramSocket _ = new DatagramSocket(connections.getLocalPort(), loopback)) {
                return connections.getLocalPort();
            } catch (BindException _) {
                // Somebody has it for datagrams: the next one then.
            }
        }
    }

    /// Where it answers.
    int calleePort() {
        return calleePort;
    }

    /// Places calls and waits until all are over.
    ///
    /// @param port that of the proxy
    Calls call(int port, CallLoad load, int calls) throws IOException {
        int seconds = calls / load.rate() + EXTRA_SECONDS;
        Process callee = start("callee", calleeScenario, calleePort, load, calls, seconds, List.of());
        try {
            awaitBound(load.transport(), callee);
            List<String> placing = List.of(
                    "127.0.0.1:" + port,
                    "-s",
                    load.transport().user(),
                    "-r",
                    Integer.toString(load.rate()),
                    "-l",
                    Integer.toString(calls));
            Process caller = start("caller", callerScenario, freePort(), load, calls, seconds, placing);
            end(caller, seconds + END_SECONDS);
            end(callee, END_SECONDS);
        } finally {
            callee.destroyForcibly();
        }
        return Calls.parse(calls, folder.lines("caller.csv"), folder.lines("callee.csv"));
    }

    private Process start(
            String name, Path scenario, int port, CallLoad load, int calls, int seconds, List<String> more)
            throws IOException {
        Files.deleteIfExists(folder.path(name + ".csv"));
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(more);
        command.addAll(
                List.of("-sf", scenario.toString(), "-t", load.transport().option()));
        command.addAll(List.of("-i", "127.0.0.1", "-p", Integer.toString(port), "-nostdin"));
        command.addAll(List.of("-m", Integer.toString(calls), "-timeout", Integer.toString(seconds)));
        command.addAll(List.of(
                "-trace_stat", "-fd", "1", "-stf", folder.path(name + ".csv").toString()));
        // It would give up on a machine that has much to do.
        command.addAll(List.of("-watchdog_minor_maxtriggers", "1000000", "-watchdog_major_maxtriggers", "1000000"));
        command.addAll(List.of("-buff_size", "1048576"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.path(name + ".log").toFile())
                .start();
    }

    /// Waits until a process has ended, and ends it if it takes too long: what its statistics say by then counts.
    private static void end(Process process, int seconds) throws IOException {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /// Waits until the callee has its socket: to try the port would take it away.
    private void awaitBound(CallLoad.Transport transport, Process callee) throws IOException {
        Path sockets = Path.of("/proc/net/" + transport.name().toLowerCase(Locale.ROOT));
        String state = transport == CallLoad.Transport.UDP ? "07" : "0A";
        String bound = String.format(Locale.ROOT, ":%04X 00000000:0000 %s ", calleePort, state);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BIND_SECONDS);
        while (Files.readAllLines(sockets).stream().noneMatch(line -> line.contains(bound))) {
            if (Child.ends(callee, LOOK_MILLIS) || System.nanoTime() > end) {
                throw new IOException("SIPp does not answer calls: " + String.join("\n", folder.lines("callee.log")));
            }
        }
    }
}
