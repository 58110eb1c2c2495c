package io.sidetone.sip.socket;

import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// The other end of a TCP connection, which says whatever a test wants.
final class RawPeer implements AutoCloseable {

    private static final int WAIT_MILLIS = 10_000;

    private final Socket socket = new Socket();

    RawPeer(InetSocketAddress to) throws IOException {
        this(to, "127.0.0.1");
    }

    RawPeer(InetSocketAddress to, String from) throws IOException {
        socket.setReceiveBufferSize(8192);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(to, WAIT_MILLIS);
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /// A request that is good but for what is changed in it.
    static String request(String callId) {
        return """
                OPTIONS sip:far@example.com SIP/2.0
                Via: SIP/2.0/TCP 192.0.2.9:5060;branch=z9hG4bK%1$s;rport
                Max-Forwards: 70
                From: <sip:near@example.com>;tag=1
                To: <sip:far@example.com>
                Call-ID: %1$s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(callId).replace("\n", "\r\n");
    }

    RawPeer send(String text) throws IOException {
        return send(Text.encode(text));
    }

    RawPeer send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Reads until the text has come; everything up to its end.
    String readTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("Closed behind: " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    /// Whether the other side closes the connection, after whatever it still sends.
    boolean isClosed() throws IOException {
        try {
            return socket.getInputStream().skip(Long.MAX_VALUE) >= 0
                    && socket.getInputStream().read() < 0;
        } catch (SocketException _) {
            // Reset is closed, too.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
