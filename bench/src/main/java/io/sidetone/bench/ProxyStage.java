package io.sidetone.bench;

import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// The proxies of a round, and who calls through them. Confined to the thread that uses it.
final class ProxyStage implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int READY_TRIES = 200;
    private static final int TRY_MILLIS = 100;

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

    private final Scratch folder;
    private final Sipp sipp;
    private final List<Child> children = new ArrayList<>();

    private ProxyStage(Scratch folder) throws IOException {
        this.folder = folder;
        this.sipp = new Sipp(folder);
    }

    /// A stage without proxies.
    ///
    /// @throws IOException if SIPp is not installed
    static ProxyStage open() throws IOException {
        if (Installed.find(Sipp.PROGRAM) == null) {
            throw new IOException("These benchmarks need SIPp, of the package sip-tester");
        }
        Scratch folder = Scratch.create();
        try {
            return new ProxyStage(folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /// Where files of this stage are.
    Scratch folder() {
        return folder;
    }

    /// Starts a proxy and waits until it answers.
    Child start(ProxyProgram program) throws IOException {
        int port = Sipp.freePort();
        String log = "proxy" + children.size() + ".log";
        Child child = Child.ofServer(port, folder.path(log), program.command().of(folder, port, sipp.calleePort()));
        children.add(child);
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            for (int i = 0; i < READY_TRIES; i++) {
                if (answers(socket, port) && isConnectable(port)) {
                    return child;
                }
                if (child.ends(TRY_MILLIS)) {
                    break;
                }
            }
        }
        throw new IOException(program.name() + " does not answer: " + String.join("\n", folder.lines(log)));
    }

    private static boolean answers(DatagramSocket socket, int port) throws IOException {
        byte[] probe = Text.encode(PROBE.replace("PORT", Integer.toString(socket.getLocalPort())));
        socket.setSoTimeout(TRY_MILLIS);
        socket.send(new DatagramPacket(probe, probe.length, LOOPBACK, port));
        try {
            socket.receive(new DatagramPacket(new byte[1500], 1500));
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    /// It may take connections a little later than datagrams.
    private static boolean isConnectable(int port) throws IOException {
        try (Socket connection = new Socket()) {
            connection.connect(new InetSocketAddress(LOOPBACK, port), TRY_MILLIS);
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }

    /// Places calls through a proxy and says what they have cost it.
    CallCost call(Child proxy, CallLoad load, int calls) throws IOException {
        List<ProcessHandle> processes = proxy.descendants();
        Usage before = Usage.of(processes);
        ThreadTimes threads = ThreadTimes.of(processes);
        Calls done = sipp.call(proxy.port(), load, calls);
        Usage after = Usage.of(processes);
        return new CallCost(
                done,
                after.cpu().minus(before.cpu()),
                after.memory(),
                ThreadTimes.of(processes).minus(threads));
    }

    @Override
    public void close() throws IOException {
        for (Child child : children) {
            child.close();
        }
        folder.close();
    }
}
