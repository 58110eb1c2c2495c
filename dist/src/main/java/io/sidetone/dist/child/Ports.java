package io.sidetone.dist.child;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for programs that cannot find free ones for themselves. Thread-safe: only functions.
public final class Ports {

    private static final int TRIES = 50;
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /// An even port that is free now for datagrams and connections, and the next one too. Somebody may take it in
    /// between; there are many.
    public static int free() throws IOException {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        for (int i = 0; i < TRIES; i++) {
            int port = any(local) & ~1;
            try (ServerSocket _ = new ServerSocket(port, 1, local);
                    ServerSocket _ = new ServerSocket(port + 1, 1, local);
                    DatagramSocket _ = new DatagramSocket(new InetSocketAddress(local, port));
                    DatagramSocket _ = new DatagramSocket(new InetSocketAddress(local, port + 1))) {
                return port;
            } catch (IOException _) {
                // Free for some of it only.
            }
        }
        throw new IOException("no port is free");
    }

    /// A port as [#free], but one that the system gives nobody who did not ask for it, so that nobody takes it by
    /// chance.
    ///
    /// @param odd whether it is odd: two who look for ports at once do not meet
    public static int quiet(boolean odd) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = 2 * ThreadLocalRandom.current().nextInt(FIRST / 2, LAST / 2) + (odd ? 1 : 0);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(int port) {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket _ = new ServerSocket(port, 1, local);
                DatagramSocket _ = new DatagramSocket(new InetSocketAddress(local, port))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int any(InetAddress local) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
            return socket.getLocalPort();
        }
    }
}
