package io.sidetone.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;

/// Takes connections at a port and hands on what comes by connections to another one, TLS on one of the
/// sides. Its threads are its own; opened and closed by one thread.
final class TlsBridge implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 16;
    private static final int OCTETS = 65_536;

    private final ServerSocket listening;
    private final SocketFactory onwards;
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private TlsBridge(ServerSocket listening, SocketFactory onwards, int target) {
        this.listening = listening;
        this.onwards = onwards;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /// Takes TCP and goes on by TLS.
    static TlsBridge toTls(Certificate certificate, int target) throws IOException {
        ServerSocket listening = new ServerSocket(0, BACKLOG, LOOPBACK);
        return new TlsBridge(listening, certificate.context().getSocketFactory(), target);
    }

    /// Takes TLS and goes on by TCP.
    static TlsBridge fromTls(Certificate certificate, int target) throws IOException {
        ServerSocket listening =
                certificate.context().getServerSocketFactory().createServerSocket(0, BACKLOG, LOOPBACK);
        return new TlsBridge(listening, SocketFactory.getDefault(), target);
    }

    /// Where it takes connections.
    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket from = keep(listening.accept());
                Socket to = keep(onwards.createSocket(LOOPBACK, target));
                Thread.ofVirtual().start(() -> copy(from, to));
                Thread.ofVirtual().start(() -> copy(to, from));
            }
        } catch (IOException _) {
            // It is closed, or nobody takes what it hands on: who is measured sees that calls fail.
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private static void copy(Socket from, Socket to) {
        byte[] octets = new byte[OCTETS];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(octets); size >= 0; size = in.read(octets)) {
                out.write(octets, 0, size);
                out.flush();
            }
        } catch (IOException _) {
            // The other side has gone, and so both go.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
