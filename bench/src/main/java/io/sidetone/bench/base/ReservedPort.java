package io.sidetone.bench.base;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/// A port of the loopback address, for datagrams and for connections. As long as it is held the system gives it to
/// nobody else. Confined to one thread.
public final class ReservedPort implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final int number;
    private @Nullable ServerSocket connections;
    private @Nullable DatagramSocket datagrams;

    private ReservedPort(ServerSocket connections, DatagramSocket datagrams) {
        this.number = connections.getLocalPort();
        this.connections = connections;
        this.datagrams = datagrams;
    }

    /// Takes one that is free.
    public static ReservedPort any() throws IOException {
        while (true) {
            ServerSocket connections = new ServerSocket(0, 1, LOOPBACK);
            try {
                return new ReservedPort(connections, new DatagramSocket(connections.getLocalPort(), LOOPBACK));
            } catch (BindException _) {
                // Somebody has it for datagrams: the next one then.
                connections.close();
            }
        }
    }

    /// The number.
    public int number() {
        return number;
    }

    /// Takes it again, after somebody has used it. Does nothing if it is held, or if somebody else has it by now.
    public void hold() throws IOException {
        if (connections != null) {
            return;
        }
        try {
            connections = new ServerSocket(number, 1, LOOPBACK);
            datagrams = new DatagramSocket(number, LOOPBACK);
        } catch (BindException _) {
            close();
        }
    }

    /// Lets it go, for whom it was reserved.
    @Override
    public void close() throws IOException {
        if (connections != null) {
            connections.close();
        }
        if (datagrams != null) {
            datagrams.close();
        }
        connections = null;
        datagrams = null;
    }
}
