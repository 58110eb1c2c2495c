package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.source.SourceOptions;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.Certificates;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two running servers: the script of the one chooses with which certificate its requests go to the other, which
/// says what it has seen.
@Tag("wire")
@Timeout(60)
class TlsDomainsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess far;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess near;

    private int calls;

    private ServerProcess start(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".cfg"), script);
        ServerProcess server = new ServerProcess(
                new Configuration(file.toString(), folder, SourceOptions.NONE),
                folder.resolve(name),
                Map.of(),
                List.of());
        assertThat(server.start(List.of(), false)).isEmpty();
        return server;
    }

    private static String domain(String kind, String name, String certificate, int verify) {
        String file = Certificates.file(certificate + ".pem").toString();
        String key = Certificates.file(certificate + "-key.pem").toString();
        return """
                modparam("tls_mgm", "%1$s", "%2$s")
                modparam("tls_mgm", "certificate", "[%2$s]%3$s")
                modparam("tls_mgm", "private_key", "[%2$s]%4$s")
                modparam("tls_mgm", "ca_list", "[%2$s]%5$s")
                modparam("tls_mgm", "verify_cert", "[%2$s]%6$d")
                """.formatted(kind, name, file, key, Certificates.file("authorities.pem"), verify);
    }

    private static String match(String what, String domain, String value) {
        return "modparam(\"tls_mgm\", \"match_" + what + "\", \"[" + domain + "]" + value + "\")\n";
    }

    private static int port(ServerProcess server, Transport transport) {
        return server.listeners().stream()
                .filter(each -> each.settings().transport() == transport)
                .findFirst()
                .orElseThrow()
                .local()
                .getPort();
    }

    @BeforeEach
    void begin() throws Exception {
        far = start("far", """
                loadmodule "sl.so"
                loadmodule "tls_mgm.so"
                socket = tls:127.0.0.1:0
                """ + domain("server_domain", "far", "domain", 1) + """
                route {
                    $var(told) = $tls_peer_subject_cn + "/" + $tls_my_subject_cn + "/" + $tls_version + "/"
                        + $tls_cipher_bits + "/" + $tls_peer_verified + $tls_peer_expired + $tls_peer_selfsigned + "/" + $sp;
                    sl_send_reply(200, "$var(told)");
                }
                """);
        String there = "127.0.0.1:" + port(far, Transport.TLS);
        near = start(
                "near",
                """
                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "tls_mgm.so"
                socket = udp:127.0.0.1:0
                socket = tls:127.0.0.1:0
                modparam("tls_mgm", "client_tls_domain_avp", "tls_domain")
                modparam("tls_mgm", "client_sip_domain_avp", "sip_domain")
                """ + domain("server_domain", "ours", "server", 1)
                        + domain("client_domain", "usual", "host", 0)
                        + match("ip_address", "usual", there)
                        + domain("client_domain", "elsewhere", "edwards", 0)
                        + match("ip_address", "elsewhere", "192.0.2.1")
                        + domain("client_domain", "trunk", "client", 0)
                        + match("sip_domain", "trunk", "trunk.example.org, *.example.net")
                        + match("ip_address", "trunk", there)
                        + domain("client_domain", "strict", "host", 1) + """
                route {
                    if ($rU == "by_domain") $avp(sip_domain) = "trunk.example.org";
                    if ($rU == "by_pattern") $avp(sip_domain) = "A.example.net";
                    if ($rU == "by_name") $avp(tls_domain) = "elsewhere";
                    if ($rU == "strict" || $rU == "unknown") $avp(tls_domain) = $rU;
                    $du = "sip:%s;transport=tls";
                    t_relay();
                }
                """.formatted(there));
    }

    @AfterEach
    void end() {
        near.close();
        far.close();
    }

    /// The status line that a request for somebody is answered with.
    private String answer(String user) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(20_000);
            byte[] request = """
                    OPTIONS sip:%1$s@example.com SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bK%1$s%3$d
                    Max-Forwards: 70
                    From: <sip:alice@127.0.0.1>;tag=1
                    To: <sip:127.0.0.1>
                    Call-ID: %1$s%3$d
                    CSeq: 1 OPTIONS
                    Content-Length: 0

                    """.formatted(user, socket.getLocalPort(), ++calls)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(near, Transport.UDP));
            socket.send(new DatagramPacket(request, request.length, to));
            DatagramPacket answer = new DatagramPacket(new byte[4_000], 4_000);
            String line = "SIP/2.0 1";
            while (line.startsWith("SIP/2.0 1")) {
                socket.receive(answer);
                line = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
            }
            return line.substring("SIP/2.0 ".length(), line.indexOf('\r'));
        }
    }

    @Test
    void theDestinationChooses() throws Exception {
        assertThat(answer("anybody")).startsWith("200 host.example.net/Common/TLSv1.3/128/100/");
    }

    @Test
    void theScriptChoosesBySipDomainOrByName() throws Exception {
        String first = answer("by_domain");
        assertThat(first).startsWith("200 client/Common/");
        assertThat(answer("by_name")).startsWith("200 edwards.example.net/Common/");
        assertThat(answer("anybody")).startsWith("200 host.example.net/Common/");
        // It ends with the port: the connection of before.
        assertThat(answer("by_pattern")).isEqualTo(first);
    }

    @Test
    void eachDomainSaysWhetherItTrustsAnybody() throws Exception {
        assertThat(answer("strict")).startsWith("5");
        assertThat(answer("unknown")).startsWith("473 ");
    }
}
