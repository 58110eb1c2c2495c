package io.sidetone.bench.base;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/// The ports of this machine. Thread-safe: only functions.
public final class Ports {

    private Ports() {}

    /// A port of the loopback address that is free for datagrams and for connections.
    public static int free() throws IOException {
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
}
