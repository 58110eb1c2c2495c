package io.sidetone.sip.peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A port for a program that cannot find a free one for itself.
public final class FreePort {

    private static final int TRIES = 50;

    private FreePort() {}

    /// A port that is free now for datagrams and connections. Somebody may take it in between; there are many.
    ///
    /// @param host the address in digits
    public static int at(String host) throws IOException {
        InetAddress address = InetAddress.ofLiteral(host);
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket connections = new ServerSocket(0, 1, address);
                    DatagramSocket datagrams =
                            new DatagramSocket(new InetSocketAddress(address, connections.getLocalPort()))) {
                return datagrams.getLocalPort();
            } catch (IOException _) {
                // Free for one of the two only.
            }
        }
        throw new IOException("No port is free");
    }
}
