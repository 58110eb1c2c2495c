package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.Client.Result;
import io.sidetone.sip.digest.DigestAlgorithm;
import java.math.BigDecimal;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls between two clients in this process: one calls, the other one answers.
@Tag("wire")
@Timeout(60)
class CallTest {

    private static final String HERE = "udp:127.0.0.1:0";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Client answering(String... words) {
        String[] all = new String[words.length + 5];
        System.arraycopy(new String[] {"answer", "--listen", HERE, "--seconds", "50"}, 0, all, 0, 5);
        System.arraycopy(words, 0, all, 5, words.length);
        return Client.start(all);
    }

    private static void assertTone(Map<String, @Nullable Object> facts, long hertz) {
        assertThat(facts).containsEntry("frequency", hertz).containsEntry("packetsLost", 0L);
        assertThat((BigDecimal) Objects.requireNonNull(facts.get("share"))).isGreaterThan(new BigDecimal("0.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PCMU", "PCMA"})
    void bothSidesHearEachOther(String codec) throws Exception {
        Client bob = answering("--tone", "440", "--ring", "0.2", "--max-calls", "1");
        Result alice = Client.run(
                "call",
                "--json",
                "--tone",
                "1000",
                "--codec",
                codec,
                "--duration",
                "1",
                "--header",
                "Subject: a trial",
                bob.uri("bob"));
        Result answered = bob.end();

        assertThat(alice.code()).as(alice.out() + alice.err()).isZero();
        assertThat(alice.json())
                .containsEntry("answered", true)
                .containsEntry("endedBy", "local")
                .containsEntry("status", 200L);
        assertThat(alice.list("progress").stream().map(step -> step.get("status")))
                .containsExactly(180L, 200L);
        assertTone(alice.json(), 440);
        assertThat(answered.code()).isZero();
        assertThat(answered.out())
                .contains("call from sip:anonymous@anonymous.invalid")
                .contains("the other side has hung up")
                .containsPattern("sound for \\d\\.\\d s, strongest at 1000 Hz");
    }

    @Test
    void keysArriveAsTelephoneEvents() throws Exception {
        Client bob = answering("--max-calls", "1");

        Result alice = Client.run("call", "--dtmf", "0*#d,9", "--wait", "0.1", "--duration", "0", bob.uri("bob"));

        assertThat(alice.code()).as(alice.out()).isZero();
        assertThat(alice.out()).contains("pressing 0*#D,9 by telephone events");
        assertThat(bob.end().out()).contains("keys 0*#D9");
    }

    @Test
    void theOtherSideMayHangUp() throws Exception {
        Client bob = answering("--duration", "0.5", "--max-calls", "1");

        Result alice = Client.run("call", "--duration", "30", bob.uri("bob"));

        assertThat(alice.code()).isZero();
        assertThat(alice.out()).contains("the other side has hung up");
        assertThat(bob.end().out()).contains("this side has hung up");
    }

    @ParameterizedTest
    @CsvSource({"486,4", "600,4", "480,5", "408,5", "603,3", "404,3", "302,3", "503,3"})
    void aRefusalHasItsExitCode(int status, int code) throws Exception {
        Client bob = answering("--status", "" + status, "--max-calls", "1");

        Result alice = Client.run("call", "--json", bob.uri("bob"));

        assertThat(alice.code()).isEqualTo(code);
        assertThat(alice.json())
                .containsEntry("answered", false)
                .containsEntry("status", (long) status)
                .containsEntry("exit", (long) code);
        assertThat(bob.end().out()).contains("refused with " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ring-timeout", "--cancel-after"})
    void aCallThatNobodyAnswersIsCancelled(String option) throws Exception {
        Client bob = answering("--ring", "40", "--max-calls", "1");

        Result alice = Client.run("call", option, "0.5", bob.uri("bob"));

        assertThat(alice.code()).isEqualTo(5);
        assertThat(alice.out()).contains("180 Ringing").contains("not answered: ");
        assertThat(bob.end().out()).contains("the other side has hung up");
    }

    @Test
    void whereNobodyIsThereIsNoWay() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            Result alice = Client.run("call", "--timeout", "0.5", "sip:bob@127.0.0.1:" + deaf.getLocalPort());

            assertThat(alice.code()).isEqualTo(6);
            assertThat(alice.out()).contains("nothing was heard in time");
        }
        Result refused = Client.run("call", "sip:bob@127.0.0.1:1;transport=tcp");

        assertThat(refused.code()).isEqualTo(6);
        assertThat(refused.out()).contains("can not be reached");
    }

    @Test
    void aWrongPasswordHasItsExitCode() throws Exception {
        try (Peer peer = Peer.asking(
                DigestAlgorithm.MD5,
                "alice",
                "secret",
                claim -> claim.answer(486, "Busy Here").build())) {
            String[] call = {"call", "--from", "alice@example.test", peer.uri("bob"), "--password", "wrong"};

            assertThat(Client.run(call).code()).isEqualTo(7);
            call[5] = "secret";
            Result busy = Client.run(call);

            assertThat(busy.code()).isEqualTo(4);
            assertThat(busy.out()).contains("401 Unauthorized\n486 Busy Here\n");
        }
    }

    @Test
    void aRecordingIsPlayedToItsEndAndEchoed() throws Exception {
        Path file = folder.resolve("tone.wav");
        Wav.write(file, 700, 1);
        Client bob = answering("--echo", "--max-calls", "1");

        Result alice = Client.run("call", "--json", "--play", file.toString(), bob.uri("bob"));

        assertThat(alice.code()).as(alice.out()).isZero();
        assertTone(alice.json(), 700);
        assertThat((BigDecimal) Objects.requireNonNull(alice.json().get("seconds")))
                .isBetween(new BigDecimal("0.9"), new BigDecimal("5"));
        assertThat(bob.end().out()).contains("strongest at 700 Hz");
    }

    @Test
    void whoeverIsInterruptedHangsUpFirst() throws Exception {
        Client bob = answering("--max-calls", "1");
        Client alice = Client.start("call", "--duration", "50", bob.uri("bob"));
        alice.await("answered by");

        Result interrupted = alice.interrupt();

        assertThat(interrupted.code()).isZero();
        assertThat(interrupted.out()).contains("this side has hung up");
        assertThat(bob.end().out()).contains("the other side has hung up");
    }

    @Test
    void whoeverAnswersAndIsInterruptedHangsUpFirst() throws Exception {
        Client bob = answering("--json");
        Client waiting = answering();
        Client alice = Client.start("call", "--duration", "50", waiting.uri("bob"));
        alice.await("answered by");

        Result interrupted = waiting.interrupt();

        assertThat(interrupted.code()).isZero();
        assertThat(alice.end().out()).contains("the other side has hung up");
        assertThat(bob.interrupt().json()).containsEntry("command", "answer").containsKey("listening");
    }

    @Test
    void aTelephoneRegistersAndTakesItsBindingBack() throws Exception {
        try (Peer peer = Peer.asking(
                DigestAlgorithm.SHA_256,
                "bob",
                "secret",
                claim -> claim.answer(200, "OK").build())) {
            Client bob = answering("--register", "--from", peer.uri("bob"), "--password", "secret");
            bob.await("registered as sip:bob@(?s:.*)ready");

            assertThat(bob.interrupt().code()).isZero();
            assertThat(Objects.requireNonNull(peer.requests().stream()
                                    .reduce((_, last) -> last)
                                    .orElseThrow()
                                    .field("Expires"))
                            .value())
                    .isEqualTo("0");
            Result wrong = answering("--register", "--from", peer.uri("bob"), "--password", "wrong")
                    .end();

            assertThat(wrong.code()).isEqualTo(7);
            assertThat(wrong.out()).contains("can not register: 401 Unauthorized");
        }
    }

    @Test
    void aMessageArrivesAndShowsNoControlCharacters() throws Exception {
        Client bob = answering();

        Result sent = Client.run("message", "--json", "--from", "alice@example.test", bob.uri("bob"), "Grüße\u001b[2J");

        assertThat(sent.code()).as(sent.out()).isZero();
        assertThat(sent.json()).containsEntry("status", 200L).containsEntry("command", "message");
        bob.await("message from sip:alice@example.test: Grüße\\\\x1b\\[2J");
        assertThat(bob.interrupt().code()).isZero();
    }

    @Test
    void aMessageMayBeRefused() throws Exception {
        try (Peer peer = Peer.answering(404, "Not Found")) {
            Result result = Client.run("message", peer.uri("bob"), "hello");

            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).contains("404 Not Found from udp:").contains("failed: 404 Not Found");
        }
    }
}
