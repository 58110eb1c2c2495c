package io.sidetone.sip.peers;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Where SIPp puts its media: it opens the port that it is given and some behind it, whether it sends media or
/// not.
public final class MediaPort {

    private static final int NEEDED = 4;
    private static final int TRIES = 100;

    private MediaPort() {}

    /// The first of some free UDP ports in a row, none of which is a port that is to be opened for something
    /// else.
    ///
    /// @param host the address in digits
    /// @param taken the port for SIP, which nobody may have opened yet
    public static int free(String host, int taken) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int first = any(host);
            if ((taken < first || taken >= first + NEEDED) && areFree(host, first)) {
                return first;
            }
        }
        throw new IOException("There are no " + NEEDED + " free ports in a row");
    }

    private static int any(String host) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), 0))) {
            return socket.getLocalPort();
        }
    }

    private static boolean areFree(String host, int first) throws IOException {
        if (first + NEEDED > 65_536) {
            return false;
        }
        List<DatagramSocket> opened = new ArrayList<>();
        try {
            for (int port = first; port < first + NEEDED; port++) {
                opened.add(new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), port)));
            }
            return true;
        } catch (BindException _) {
            return false;
        } finally {
            opened.forEach(DatagramSocket::close);
        }
    }
}
