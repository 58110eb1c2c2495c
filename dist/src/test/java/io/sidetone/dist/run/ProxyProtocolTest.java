package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.source.SourceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A load balancer before a running server tells where connections come from, and the script sees it.
@Tag("wire")
@Timeout(60)
class ProxyProtocolTest {

    private static final int WAIT_MILLIS = 10_000;

    /// Version 2, PROXY, TCP over IPv4, 12 octets: from 192.0.2.9:4096 to 192.0.2.8:5060.
    private static final String BINARY = "0d0a0d0a000d0a515549540a2111000cc0000209c0000208100013c4";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ServerProcess server(String options, String more) throws Exception {
        Path script = Files.writeString(folder.resolve("edge.cfg"), """
                loadmodule "sl.so"
                socket = tcp:127.0.0.1:0 %s
                %s
                route {
                    $var(told) = $proxy_protocol(src_ip) + ":" + $proxy_protocol(src_port);
                    if ($proxy_protocol(af) == NULL) $var(told) = "nothing";
                    sl_send_reply(200, "from $si:$sp to $Ri:$Rp told $var(told)");
                }
                """.formatted(options, more));
        ServerProcess server = new ServerProcess(
                new Configuration(script.toString(), folder, SourceOptions.NONE),
                folder.resolve("data"),
                Map.of(),
                List.of());
        assertThat(server.start(List.of(), false)).isEmpty();
        return server;
    }

    /// What the server answers a request with, to whoever says this before; empty if it closes the connection.
    private static String answer(ServerProcess server, String from, byte[] before) throws IOException {
        InetSocketAddress to = server.listeners().getFirst().local();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(to, WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            byte[] request = """
                    OPTIONS sip:127.0.0.1 SIP/2.0
                    Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bKedge
                    Max-Forwards: 70
                    From: <sip:alice@127.0.0.1>;tag=1
                    To: <sip:127.0.0.1>
                    Call-ID: edge
                    CSeq: 1 OPTIONS
                    Content-Length: 0

                    """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(before);
            socket.getOutputStream().write(request);
            return line(socket.getInputStream()).replace(":" + socket.getLocalPort(), ":OWN");
        } catch (SocketException _) {
            return "";
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\r'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theScriptSeesWhomTheHeaderNames() throws Exception {
        try (ServerProcess server = server("allow_proxy_protocol", "")) {
            assertThat(answer(server, "127.0.0.1", ascii("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n")))
                    .isEqualTo("SIP/2.0 200 from 192.0.2.7:40000 to 192.0.2.8:5060 told 192.0.2.7:40000");
            assertThat(answer(server, "127.0.0.1", HexFormat.of().parseHex(BINARY)))
                    .contains("from 192.0.2.9:4096 to 192.0.2.8:5060 told 192.0.2.9:4096");
        }
    }

    @Test
    void whoSendsNoHeaderIsItself() throws Exception {
        try (ServerProcess server = server("allow-proxy", "")) {
            assertThat(answer(server, "127.0.0.1", new byte[0]))
                    .contains("from 127.0.0.1:OWN to 127.0.0.1:")
                    .endsWith(" told nothing");
            assertThat(answer(server, "127.0.0.1", ascii("PROXY UNKNOWN\r\n"))).endsWith(" told nothing");
        }
    }

    @Test
    void onlyThoseWhoAreNamedAreBelieved() throws Exception {
        try (ServerProcess server = server("allow_proxy_protocol", "proxy_protocol_from = \"127.0.0.8/30\"")) {
            byte[] header = ascii("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n");
            assertThat(answer(server, "127.0.0.9", header)).contains("from 192.0.2.7:40000");
            assertThat(answer(server, "127.0.0.1", header)).isEmpty();
        }
    }

    @Test
    void withoutTheOptionAHeaderEndsTheConnection() throws Exception {
        try (ServerProcess server = server("", "")) {
            assertThat(answer(server, "127.0.0.1", ascii("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5060\r\n")))
                    .isEmpty();
            assertThat(answer(server, "127.0.0.1", HexFormat.of().parseHex(BINARY)))
                    .isEmpty();
            assertThat(answer(server, "127.0.0.1", new byte[0])).endsWith(" told nothing");
        }
    }
}
