package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.Client.Result;
import io.sidetone.sip.digest.DigestAlgorithm;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.resolve.Transport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("wire")
@Timeout(60)
class PingTest {

    @Test
    void tellsWhatWasAnsweredAndHowFast() throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            Result result = Client.run("ping", "-c", "3", "-i", "0", peer.uri("bob"));

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out())
                    .containsPattern("200 OK from udp:127\\.0\\.0\\.1:\\d+ in \\d+\\.\\d{3} ms")
                    .contains("3 sent, 3 answered, 0 % lost")
                    .containsPattern("round trip min/avg/max [\\d.]+/[\\d.]+/[\\d.]+ ms");
            assertThat(peer.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP", "TLS"})
    void goesByTheTransportThatTheUriNames(Transport transport) throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            Result result = Client.run("ping", "--json", "--insecure", peer.uri("bob", transport));

            assertThat(result.code()).as(result.out()).isZero();
            assertThat((String) result.list("answers").getFirst().get("peer"))
                    .startsWith(transport.token() + ":127.0.0.1:");
            assertThat(result.json()).containsEntry("sent", 1L).containsEntry("lossPercent", 0L);
        }
    }

    @Test
    void aTransportOfTheCommandLineIsTheOnlyOne() throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            String uri = peer.uri("bob", Transport.TCP).replace(";transport=tcp", "");

            assertThat(Client.run("ping", "--transport", "tcp", uri).out()).contains("from tcp:");
            assertThat(Client.run("ping", "--transport", "udp", peer.uri("bob", Transport.TCP))
                            .err())
                    .contains("no socket of this machine leads to");
        }
    }

    @Test
    void aServerWithoutAGoodCertificateIsNotTaken() throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            Result result = Client.run("ping", peer.uri("bob", Transport.TLS));

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).contains("can not be reached");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void everyFinalResponseIsAnAnswerUnlessOnlyGoodOnesAre() throws Exception {
        try (Peer peer = Peer.answering(404, "Not Found")) {
            assertThat(Client.run("ping", peer.uri("bob")).code()).isZero();
            Result strict = Client.run("ping", "--ok", "--json", peer.uri("bob"));

            assertThat(strict.code()).isEqualTo(1);
            assertThat(strict.list("answers").getFirst()).containsEntry("status", 404L);
            assertThat(strict.json()).containsEntry("answered", 0L);
        }
    }

    @Test
    void saysThatNothingWasHeard() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            Result result = Client.run("ping", "--timeout", "0.3", "sip:127.0.0.1:" + deaf.getLocalPort());

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).contains("nothing was heard in time").contains("1 sent, 0 answered, 100 % lost");
        }
    }

    @Test
    void saysThatThereIsNoSuchHost() throws Exception {
        Result result = Client.run("ping", "--timeout", "1", "sip:nobody.invalid..example");

        assertThat(result.code()).isIn(1, 2);
        assertThat(result.err()).startsWith("sidetone: ");
    }

    @Test
    void stopsWhenItIsInterrupted() throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            Client client = Client.start("ping", "-c", "1000", "-i", "60", peer.uri("bob"));
            client.await("200 OK");

            Result result = client.interrupt();

            assertThat(result.code()).isZero();
            assertThat(result.out()).contains("1 sent, 1 answered");
        }
    }

    @Test
    void whatStrangersSayDoesNothingToATerminal() throws Exception {
        String hostile = "O\u001b[2JK";
        try (Peer peer = Peer.answering(claim -> claim.answer(200, "OK")
                .set(HeaderName.SERVER.text(), "evil\u001b]0;x\u0007\u202e")
                .status(200, hostile)
                .build())) {
            Result text = Client.run("ping", "--trace", peer.uri("bob"));
            Result json = Client.run("ping", "--json", peer.uri("bob"));

            assertThat(text.out() + text.err() + json.out())
                    .doesNotContain("\u001b")
                    .doesNotContain("\u0007")
                    .doesNotContain("\u202e")
                    .contains("O\\x1b[2JK");
            assertThat(json.list("answers").getFirst()).containsEntry("phrase", hostile);
        }
    }

    @Test
    void tracesWhatIsSentAndReceived() throws Exception {
        try (Peer peer = Peer.answering(200, "OK")) {
            Result result = Client.run(
                    "ping", "--trace", "--header", "X-Test: one", "--header", "X-Test: two", peer.uri("bob"));

            assertThat(result.err())
                    .containsPattern("--- [\\d.]+ ms, sent to udp:127\\.0\\.0\\.1:\\d+\nOPTIONS sip:bob@")
                    .containsPattern("--- [\\d.]+ ms, received from udp:127\\.0\\.0\\.1:\\d+\nSIP/2.0 200 OK")
                    .contains("X-Test: one\n")
                    .contains("X-Test: two\n");
        }
    }

    @Test
    void provesItselfAndGoesThroughAProxy() throws Exception {
        try (Peer peer = Peer.asking(
                DigestAlgorithm.SHA_256,
                "alice",
                "secret",
                claim -> claim.answer(200, "OK").build())) {
            Result result = Client.run(
                    "ping",
                    "--ok",
                    "--from",
                    "alice@example.test",
                    "--password",
                    "secret",
                    "--proxy",
                    peer.uri("bob").replace("bob@", ""),
                    "sip:bob@example.test");

            assertThat(result.code()).as(result.out()).isZero();
            assertThat(Objects.requireNonNull(peer.requests().peek()).uriText()).isEqualTo("sip:bob@example.test");
        }
    }
}
