package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Telephones register with the example registrar, call each other through it and hear each other.
@Tag("peers")
class TelephonesTest {

    private static final int ALICES_TONE = 440;
    private static final int BOBS_TONE = 1000;

    @TempDir
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("baresip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "16")
    void theyHearEachOther(String transport) throws Exception {
        try (Example server = Example.registrar(folder);
                Baresip alice = Baresip.start(folder, "alice", transport, server.port(transport), ALICES_TONE);
                Baresip bob = Baresip.start(folder, "bob", transport, server.port(transport), BOBS_TONE)) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            alice.call("sip:bob@example.test");
            alice.await("Call established");
            bob.await("Call established");
            assertThat(Waiting.until(() -> alice.hasHeard(2) && bob.hasHeard(2), 20))
                    .as(() -> alice.output() + bob.output())
                    .isTrue();
            alice.hangUp();
            bob.await("session closed");
            awaitTone(alice, BOBS_TONE);
            awaitTone(bob, ALICES_TONE);
            assertThat(alice.heard(ALICES_TONE)).isLessThan(0.2);
        }
    }

    /// A telephone may close the file of what it has heard a moment after the other one says that the call is over.
    private static void awaitTone(Baresip telephone, int tone) throws Exception {
        assertThat(Waiting.until(() -> telephone.heard(tone) > 0.8, 10))
                .as(telephone::output)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "16")
    void linphoneCallsBaresip(String transport) throws Exception {
        Installed.assume("linphonec");
        try (Example server = Example.registrar(folder);
                Baresip bob = Baresip.start(folder, "bob", transport, server.port(transport), BOBS_TONE);
                Linphone alice = Linphone.start(folder, "alice", transport, server.port(transport), ALICES_TONE)) {
            bob.awaitRegistered();
            alice.awaitRegistered();
            alice.command("call sip:bob@example.test");
            bob.await("Call established");
            assertThat(Waiting.until(() -> alice.hasHeard(3) && bob.hasHeard(3), 20))
                    .as(() -> alice.output() + bob.output())
                    .isTrue();
            alice.command("terminate");
            bob.await("session closed");
            assertThat(Waiting.until(() -> alice.heard(BOBS_TONE) > 0.8, 10))
                    .as(() -> alice.output() + bob.output())
                    .isTrue();
            awaitTone(bob, ALICES_TONE);
        }
    }
}
