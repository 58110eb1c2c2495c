package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Ports;
import io.sidetone.bench.base.Usage;
import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A server that was started and answers. Confined to the thread that uses it.
final class RunningServer implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /// The launcher may have to build.
    private static final int READY_TRIES = 60_000;

    private static final int TRY_MILLIS = 5;

    /// How often it looks whether the server still lives.
    private static final int LOOK_TRIES = 50;

    /// What any proxy answers by itself: no hop is left.
    private static final String PROBE = String.join(
            "\r\n",
            "OPTIONS sip:nobody@127.0.0.1 SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.1:PORT;branch=z9hG4bKready;rport",
            "Max-Forwards: 0",
            "From: <sip:probe@127.0.0.1>;tag=1",
            "To: <sip:nobody@127.0.0.1>",
            "Call-ID: ready",
            "CSeq: 1 OPTIONS",
            "Content-Length: 0",
            "",
            "");

    private final ServerProgram program;
    private final Child child;
    private final @Nullable ControlGroup group;
    private final Map<String, Integer> ports;
    private double readyMillis;

    private RunningServer(
            ServerProgram program, Child child, @Nullable ControlGroup group, Map<String, Integer> ports) {
        this.program = program;
        this.child = child;
        this.group = group;
        this.ports = ports;
    }

    /// Starts a server and waits until it answers.
    ///
    /// @param configuration the file that it runs
    /// @param folder takes its files, and is there
    /// @param transport what it serves beside UDP
    /// @param definitions what the configuration leaves open
    static RunningServer start(
            ServerProgram program,
            Path configuration,
            Path folder,
            Transport transport,
            Map<String, String> definitions)
            throws IOException {
        Map<String, Integer> ports = new TreeMap<>();
        for (Transport each : List.of(Transport.UDP, transport)) {
            ports.put(each.word(), Ports.free());
        }
        ControlGroup group = ControlGroup.create();
        List<String> command = new ArrayList<>(group == null ? List.of() : group.enter());
        command.addAll(program.command().of(configuration, folder, ports, definitions));
        Path log = folder.resolve("log");
        long begin = System.nanoTime();
        Child child = Child.ofServer(ports.get(transport.word()), log, command);
        RunningServer server = new RunningServer(program, child, group, ports);
        try {
            if (server.becomesReady(transport)) {
                server.readyMillis = (System.nanoTime() - begin) / 1e6;
                return server;
            }
            throw new IOException(program.name() + " does not answer: " + Files.readString(log));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private boolean becomesReady(Transport transport) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            socket.setSoTimeout(TRY_MILLIS);
            for (int i = 1; i <= READY_TRIES; i++) {
                if (answers(socket) && (transport == Transport.UDP || isConnectable())) {
                    return true;
                }
                if (i % LOOK_TRIES == 0 && isGone()) {
                    return false;
                }
            }
        }
        return false;
    }

    /// Beside the server there is a process that waits for the end.
    private boolean isGone() throws IOException {
        return child.ends(1) || child.descendants().size() < 2;
    }

    private boolean answers(DatagramSocket socket) throws IOException {
        byte[] probe = Text.encode(PROBE.replace("PORT", Integer.toString(socket.getLocalPort())));
        socket.send(new DatagramPacket(probe, probe.length, LOOPBACK, ports.get(Transport.UDP.word())));
        try {
            socket.receive(new DatagramPacket(new byte[1500], 1500));
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    /// It may take connections a little later than datagrams.
    private boolean isConnectable() throws IOException {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(LOOPBACK, port()), TRY_MILLIS);
            return true;
        } catch (ConnectException | SocketTimeoutException _) {
            return false;
        }
    }

    ServerProgram program() {
        return program;
    }

    /// The first of its processes.
    ProcessHandle process() {
        return child.descendants().getFirst();
    }

    /// How long it took until it answered.
    double readyMillis() {
        return readyMillis;
    }

    /// Leaves it alone for a while.
    void leave(int millis) throws IOException {
        if (child.ends(millis)) {
            throw new IOException(program.name() + " has ended");
        }
    }

    /// Where the traffic goes.
    int port() {
        return child.port();
    }

    /// Whether its CPU time is counted by a control group, and not in steps of 10 ms by the processes that
    /// live.
    boolean isExact() {
        return group != null;
    }

    /// CPU time of all its processes so far, in microseconds.
    long micros() throws IOException {
        return group == null ? usage().cpu().toNanos() / 1000 : group.micros();
    }

    /// Octets of memory that all its processes have.
    long memory() throws IOException {
        return usage().memory();
    }

    private Usage usage() throws IOException {
        return Usage.of(child.descendants());
    }

    @Override
    public void close() throws IOException {
        child.close();
        if (group != null) {
            group.close();
        }
    }
}
