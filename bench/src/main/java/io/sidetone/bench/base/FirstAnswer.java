package io.sidetone.bench.base;

import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Asks a server that is starting, until it answers. Thread-safe: only functions.
public final class FirstAnswer {

    private static final int PAUSE_MILLIS = 3;
    private static final int LONGEST = 2048;
    private static final String GOOD = "SIP/2.0 200 ";

    private FirstAnswer() {}

    /// Waits until OPTIONS over UDP are answered with 200.
    ///
    /// @throws IOException if that takes longer than the limit, or another answer comes
    public static void await(int port, Duration limit) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        long begin = System.nanoTime();
        try (DatagramSocket socket = new DatagramSocket(0, here)) {
            socket.setSoTimeout(PAUSE_MILLIS);
            for (int number = 1; System.nanoTime() - begin < limit.toNanos(); number++) {
                byte[] octets = Text.encode(options(number, port, socket.getLocalPort()));
                socket.send(new DatagramPacket(octets, octets.length, here, port));
                DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
                try {
                    socket.receive(answer);
                } catch (SocketTimeoutException _) {
                    continue;
                }
                String text = Text.decode(answer.getData(), 0, answer.getLength());
                if (text.startsWith(GOOD)) {
                    return;
                }
                throw new IOException("OPTIONS got another answer: " + text);
            }
        }
        throw new IOException("no answer within " + limit.toSeconds() + " s");
    }

    private static String options(int number, int port, int own) {
        return """
                OPTIONS sip:127.0.0.1:%1$d SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bKfirst%3$d;rport
                Max-Forwards: 70
                From: <sip:nobody@127.0.0.1>;tag=1
                To: <sip:127.0.0.1:%1$d>
                Call-ID: %3$d@first
                CSeq: 1 OPTIONS
                Contact: <sip:nobody@127.0.0.1:%2$d>
                User-Agent: Sidetone
                Content-Length: 0

                """.formatted(port, own, number).replace("\n", "\r\n");
    }
}
