package io.sidetone.dist.run;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// A few requests that a server which has just started gets from itself, so that the cache that the JVM makes of
/// this run holds what answering them takes.
final class Rehearsal {

    private static final int LIMIT_MILLIS = 5_000;
    private static final int LONGEST = 4_096;

    private Rehearsal() {}

    /// Sends them to the first socket for UDP, one after the other, and waits for an answer to each.
    ///
    /// @throws IOException if none comes
    static void play(List<Listener> listeners) throws IOException {
        for (Listener listener : listeners) {
            if (listener.settings().transport() == Transport.UDP) {
                play(listener.local());
                return;
            }
        }
        throw new IOException("there is no socket for UDP");
    }

    private static void play(InetSocketAddress server) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            for (String method : List.of("OPTIONS", "REGISTER", "INVITE", "MESSAGE")) {
                byte[] octets = Text.encode(request(method, SentBy.of(server), socket.getLocalPort()));
                socket.send(new DatagramPacket(octets, octets.length, server));
                socket.receive(new DatagramPacket(new byte[LONGEST], LONGEST));
            }
        }
    }

    private static String request(String method, SentBy server, int port) {
        return """
                %1$s sip:%2$s SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%1$s;rport
                Max-Forwards: 70
                From: <sip:nobody@%2$s>;tag=1
                To: <sip:nobody@%2$s>
                Call-ID: %1$s@rehearsal
                CSeq: 1 %1$s
                Contact: <sip:nobody@127.0.0.1:%3$d>
                User-Agent: Sidetone
                Content-Length: 0

                """.formatted(method, server, port).replace("\n", "\r\n");
    }
}
