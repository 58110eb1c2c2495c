package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Installed;
import io.sidetone.bench.base.Ports;
import io.sidetone.bench.base.ReservedPort;
import io.sidetone.bench.base.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The program SIPp, which places calls and answers them. Linux only. Confined to the thread that uses it.
final class Sipp implements AutoCloseable {

    static final String PROGRAM = "sipp";

    /// Beyond the time in which all calls are placed: for those that have to repeat a message again and again.
    private static final int EXTRA_SECONDS = 20;

    /// How long the callees have to see the end of what the caller has ended.
    private static final int END_SECONDS = 5;

    /// How long calls are held at most, and how many of them at least.
    private static final int HELD_SECONDS = 900;

    private static final double ENOUGH = 0.99;

    /// Until the statistics have counted them.
    private static final int SETTLE_SECONDS = 3;
    private static final int BIND_SECONDS = 10;
    private static final int LOOK_MILLIS = 5;
    private static final int LINES = 8;

    private final Scratch folder;
    private final Transport transport;
    private final Map<Callee, ReservedPort> ports = new LinkedHashMap<>();
    private final Map<Callee, Integer> publicPorts = new LinkedHashMap<>();
    private final List<TlsBridge> bridges = new ArrayList<>();
    private final List<Process> holding = new ArrayList<>();
    private final @Nullable Certificate certificate;

    /// @param folder for its files
    /// @param transport what its messages go by
    /// @param callees all who will answer
    /// @throws IOException if it is not installed
    Sipp(Scratch folder, Transport transport, List<Callee> callees) throws IOException {
        if (Installed.find(PROGRAM) == null) {
            throw new IOException("This needs SIPp, of the package sip-tester");
        }
        this.folder = folder;
        this.transport = transport;
        for (Callee callee : callees) {
            ReservedPort port = ReservedPort.any();
            ports.put(callee, port);
            publicPorts.put(callee, port.number());
        }
        certificate = transport == Transport.TLS ? Certificate.make(folder) : null;
        if (certificate != null) {
            for (Callee callee : callees) {
                TlsBridge bridge = TlsBridge.fromTls(certificate, port(callee).number());
                bridges.add(bridge);
                publicPorts.put(callee, bridge.port());
            }
        }
    }

    /// What configurations leave open: the addresses of the callees by name, and where the certificate is.
    Map<String, String> definitions() {
        Map<String, String> definitions = new LinkedHashMap<>();
        publicPorts.forEach((callee, port) -> definitions.put(callee.name(), callee.address(transport, port)));
        if (certificate != null) {
            definitions.put("WITH_TLS", "yes");
            definitions.put("CERTIFICATE", certificate.certificate().toString());
            definitions.put("PRIVATE_KEY", certificate.key().toString());
        }
        return definitions;
    }

    /// Places calls and waits until all are over.
    ///
    /// @param port that of the server
    /// @param rate calls in a second
    Calls call(Traffic traffic, int port, int rate, int calls) throws IOException {
        if (certificate == null) {
            return place(traffic, port, rate, calls);
        }
        try (TlsBridge bridge = TlsBridge.toTls(certificate, port)) {
            return place(traffic, bridge.port(), rate, calls);
        }
    }

    private Calls place(Traffic traffic, int port, int rate, int calls) throws IOException {
        int seconds = calls / rate + EXTRA_SECONDS;
        List<Process> answering = new ArrayList<>();
        List<List<String>> statistics = new ArrayList<>();
        try {
            for (Callee callee : traffic.callees()) {
                answering.add(answer(callee, calls, seconds));
            }
            end(startCaller("caller", traffic, port, rate, calls, seconds), seconds + END_SECONDS);
            for (Process process : answering) {
                end(process, END_SECONDS);
            }
        } finally {
            answering.forEach(Process::destroyForcibly);
            for (ReservedPort each : ports.values()) {
                each.hold();
            }
        }
        for (Callee callee : traffic.callees()) {
            statistics.add(folder.lines(callee.name() + ".csv"));
        }
        return Calls.parse(calls, folder.lines("caller.csv"), statistics);
    }

    /// Places calls that stay as they are until this is closed.
    ///
    /// @param serverPorts those of the servers; each gets so many
    /// @param rate calls in a second
    /// @throws IOException if some of them were not answered by what they should be
    void hold(Traffic traffic, List<Integer> serverPorts, int rate, int calls) throws IOException {
        for (Callee callee : traffic.callees()) {
            holding.add(answer(callee, calls * serverPorts.size(), HELD_SECONDS));
        }
        for (int port : serverPorts) {
            String name = "held" + holding.size();
            Process process = startCaller(name, traffic, port, rate, calls, HELD_SECONDS);
            holding.add(process);
            if (Child.ends(process, (calls / rate + SETTLE_SECONDS) * 1000)) {
                throw new IOException("The calls are not held: " + String.join("\n", folder.lines(name + ".log")));
            }
            int held = Calls.current(folder.lines(name + ".csv"));
            if (held < calls * ENOUGH) {
                throw new IOException("Of " + calls + " calls only " + held + " are held");
            }
        }
    }

    /// Starts a callee.
    private Process answer(Callee callee, int calls, int seconds) throws IOException {
        Path file = folder.copy(Sipp.class, callee.scenario());
        ReservedPort port = port(callee);
        port.close();
        Process process = start(callee.name(), file, port.number(), calls, seconds, List.of());
        awaitBound(callee, process);
        return process;
    }

    private ReservedPort port(Callee callee) {
        return Objects.requireNonNull(ports.get(callee));
    }

    private Process startCaller(String name, Traffic traffic, int port, int rate, int calls, int seconds)
            throws IOException {
        Path file = folder.copy(Sipp.class, traffic.caller());
        Files.writeString(file, traffic.variation().of(Files.readString(file)));
        Path users = folder.path(traffic.users().file());
        if (!Files.exists(users)) {
            Files.write(users, traffic.users().csv());
        }
        List<String> placing = List.of(
                "127.0.0.1:" + port,
                "-s",
                "bob",
                "-inf",
                users.toString(),
                "-r",
                Integer.toString(rate),
                "-l",
                Integer.toString(calls));
        return start(name, file, Ports.free(), calls, seconds, placing);
    }

    private Process start(String name, Path scenario, int port, int calls, int seconds, List<String> more)
            throws IOException {
        Files.deleteIfExists(folder.path(name + ".csv"));
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(more);
        command.addAll(List.of("-sf", scenario.toString(), "-t", transport.option()));
        command.addAll(List.of("-key", "carrier", transport.name()));
        Map<String, Integer> keys = new LinkedHashMap<>(Map.of("bob", port));
        publicPorts.forEach((callee, address) -> keys.put(callee.name().toLowerCase(Locale.ROOT), address));
        keys.forEach((user, address) -> command.addAll(List.of("-key", user + "_port", Integer.toString(address))));
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

    /// Waits until a process has ended, and ends it if it takes too long: what its statistics say by then
    /// counts.
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

    /// Waits until a callee has its socket: to try the port would take it away.
    private void awaitBound(Callee callee, Process process) throws IOException {
        Path sockets = Path.of("/proc/net/" + (transport == Transport.UDP ? "udp" : "tcp"));
        String state = transport == Transport.UDP ? "07" : "0A";
        String bound = String.format(
                Locale.ROOT, ":%04X 00000000:0000 %s ", port(callee).number(), state);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BIND_SECONDS);
        while (Files.readAllLines(sockets).stream().noneMatch(line -> line.contains(bound))) {
            if (Child.ends(process, LOOK_MILLIS) || System.nanoTime() > end) {
                throw new IOException(
                        "SIPp does not answer calls: " + String.join("\n", folder.lines(callee.name() + ".log")));
            }
        }
    }

    /// The last of what it has said while the last calls were placed, caller and callees.
    String said() throws IOException {
        List<String> all = new ArrayList<>();
        List<String> logs = new ArrayList<>(List.of("caller"));
        ports.keySet().forEach(callee -> logs.add(callee.name()));
        for (String log : logs) {
            if (Files.exists(folder.path(log + ".log"))) {
                List<String> lines = folder.lines(log + ".log");
                all.addAll(lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            }
        }
        return String.join("\n", all);
    }

    @Override
    public void close() throws IOException {
        holding.forEach(Process::destroyForcibly);
        for (ReservedPort port : ports.values()) {
            port.close();
        }
        for (TlsBridge bridge : bridges) {
            bridge.close();
        }
    }
}
