package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.FreePort;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What sipsak of Debian can do to the examples. It cannot write IPv6 addresses, and it crashes before it sends
/// anything where it should call or write to itself (`-I`, `-M`).
@Tag("peers")
class SipsakTest {

    private static final int SECONDS = 30;

    @TempDir
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("sipsak");
    }

    private Example registrar(int bob) throws Exception {
        return Example.registrar(folder, "bob=sip:bob@127.0.0.1:" + bob);
    }

    private Program phone(String scenario, int port) throws Exception {
        Installed.assume("sipp");
        return new Scenarios(folder).answer(scenario, "udp", port);
    }

    /// Its hands are tied to TLS 1.2: it takes the tickets that come after a handshake of TLS 1.3 for the end.
    private Program sipsak(String user, int port, String... more) throws Exception {
        Path rules = Files.writeString(folder.resolve("gnutls.conf"), "[overrides]\ndisabled-version = tls1.3\n");
        List<String> command = new ArrayList<>(List.of(
                "env",
                "GNUTLS_SYSTEM_PRIORITY_FILE=" + rules,
                "sipsak",
                "-vv",
                "-s",
                "sip:" + user + "127.0.0.1:" + port));
        command.addAll(List.of(more));
        return Program.start(folder, command);
    }

    /// It says itself that all is as its options have it.
    private void assertContent(Example server, String transport, String user, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-E", transport, "--tls-ignore-cert-failure"));
        all.addAll(List.of(options));
        try (Program sipsak = sipsak(user, server.port(transport), all.toArray(String[]::new))) {
            assertThat(sipsak.end(SECONDS))
                    .as(() -> sipsak.output() + server.output())
                    .isZero();
        }
    }

    private void assertAnswered(Example server, String transport, String user) throws Exception {
        assertContent(server, transport, user, "-q", "SIP/2.0 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "11")
    void phonesSayWhatTheyCan(String transport) throws Exception {
        int port = FreePort.at("127.0.0.1");
        try (Program bob = phone("uas_options.xml", port);
                Example server = registrar(port)) {
            assertAnswered(server, transport, "bob@");
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    /// It asks with Max-Forwards 0 and then with 1, and with 1 for ever where there are two proxies on the way.
    @Test
    @Rfc(number = 3261, section = "16.3")
    void theWayIsTraced() throws Exception {
        int port = FreePort.at("127.0.0.1");
        try (Program bob = phone("uas_options.xml", port);
                Example stateful = registrar(port);
                Example stateless = Example.start(
                        folder, StatelessForwarder.class, "udp:127.0.0.1:0", "to=sip:127.0.0.1:" + port)) {
            assertTraced(stateful);
            assertTraced(stateless);
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    private void assertTraced(Example server) throws Exception {
        try (Program sipsak = sipsak("bob@", server.port("udp"), "-T")) {
            assertThat(sipsak.end(SECONDS)).as(sipsak::output).isZero();
            assertThat(sipsak.output().lines().filter(line -> line.startsWith("0:")))
                    .as(sipsak::output)
                    .satisfiesExactly(
                            proxy -> assertThat(proxy).contains("483 Too Many Hops"),
                            phone -> assertThat(phone).contains("200 OK"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "10.3")
    void manyRegister(String transport) throws Exception {
        try (Example server = registrar(FreePort.at("127.0.0.1"))) {
            String contact = "sip:carol@127.0.0.1:" + FreePort.at("127.0.0.1");
            assertContent(server, transport, "carol@", "-U", "-b", "1", "-e", "20", "-C", contact, "-x", "60");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3428, section = "4")
    void messagesAreDelivered(String transport) throws Exception {
        int port = FreePort.at("127.0.0.1");
        Path message = folder.resolve("message.sip");
        try (InputStream in = Objects.requireNonNull(SipsakTest.class.getResourceAsStream("message.sip"))) {
            Files.copy(in, message);
        }
        try (Program bob = phone("uas_message.xml", port);
                Example server = registrar(port)) {
            assertContent(server, transport, "bob@", "-G", "-f", message.toString());
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    /// Nobody takes the answers, and the machine says so.
    @Test
    void floodsPassBy() throws Exception {
        int port = FreePort.at("127.0.0.1");
        try (Program bob = phone("uas_options.xml", port);
                Example server = registrar(port)) {
            try (Program sipsak = sipsak("ghost@", server.port("udp"), "-F", "-e", "5000")) {
                assertThat(sipsak.end(SECONDS)).as(sipsak::output).isZero();
            }
            assertAnswered(server, "udp", "bob@");
            assertThat(bob.runsOn(0)).isTrue();
        }
    }

    /// It says whether it was answered, but what it sends need not be answerable: what counts is that the server is
    /// there afterwards.
    @Test
    @Rfc(number = 3261, section = "16.3")
    void trashDoesNoHarm() throws Exception {
        int port = FreePort.at("127.0.0.1");
        try (Program bob = phone("uas_options.xml", port);
                Example server = registrar(port)) {
            for (int trashed : List.of(1, 2, 3, 5, 8, 20, 50, 200)) {
                try (Program sipsak = sipsak("", server.port("udp"), "-R", "-t", "" + trashed, "-Z", "20")) {
                    sipsak.end(SECONDS);
                    assertThat(sipsak.output()).contains("randomized chars");
                }
            }
            assertAnswered(server, "udp", "bob@");
            assertAnswered(server, "tcp", "bob@");
            assertThat(bob.runsOn(0)).isTrue();
        }
    }
}
