package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DigestSessionTest {

    private static final DigestUser ALICE = new DigestUser("alice", "example.com", DigestSecret.ofPassword("s3cret"));
    private static final DigestRequest REGISTER = new DigestRequest("REGISTER", "sip:example.com");
    private static final Challenge CHALLENGE =
            Challenge.digest("example.com", "n1").with("qop", "auth");

    @Test
    @Rfc(number = 7616, section = "3.4")
    void countsTheUsesOfANonce() {
        DigestSession session = session(CHALLENGE);
        Credentials first = session.answer(REGISTER);
        Credentials second = session.answer(REGISTER);

        assertThat(first.nc()).isEqualTo("00000001");
        assertThat(second.nc()).isEqualTo("00000002");
        assertThat(first.cnonce()).isEqualTo(second.cnonce()).hasSize(32);
        assertThat(first.response()).isNotEqualTo(second.response());
    }

    @Test
    @Rfc(number = 3261, section = "22.2")
    void startsAnewWithAnotherChallenge() {
        DigestSession session = session(CHALLENGE);
        Credentials before = session.answer(REGISTER);
        session.challenged(CHALLENGE.with("nonce", "n2").with("stale", "true"));
        Credentials after = session.answer(REGISTER);

        assertThat(after.nonce()).isEqualTo("n2");
        assertThat(after.nc()).isEqualTo("00000001");
        assertThat(after.cnonce()).isNotEqualTo(before.cnonce());
    }

    @Test
    @Rfc(number = 7616, section = "3.5")
    void followsTheServerToTheNextNonce() {
        DigestSession session = session(CHALLENGE);
        session.answer(REGISTER);
        session.accepted(AuthenticationInfo.NONE.with("nextnonce", "n2"));
        assertThat(session.answer(REGISTER).nonce()).isEqualTo("n2");

        session.accepted(AuthenticationInfo.NONE);
        assertThat(session.answer(REGISTER).nonce()).isEqualTo("n2");
        assertThat(session.answer(REGISTER).nc()).isEqualTo("00000003");
    }

    @Test
    @Rfc(number = 7616, section = "3.4.2")
    void keepsTheFirstNonceOfASessionAlgorithm() {
        DigestSession session = session(CHALLENGE.with("algorithm", "MD5-sess"));
        session.answer(REGISTER);
        session.accepted(AuthenticationInfo.NONE.with("nextnonce", "n2"));

        assertThat(session.answer(REGISTER).nonce()).isEqualTo("n1");
    }

    @Test
    void givesEachThreadACountOfItsOwn() throws InterruptedException {
        DigestSession session = session(CHALLENGE);
        Set<String> counts = ConcurrentHashMap.newKeySet();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 250; j++) {
                    counts.add(String.valueOf(session.answer(REGISTER).nc()));
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counts).hasSize(1000).contains("000003e8");
    }

    @Test
    void neverShowsItsSecret() {
        assertThat(session(CHALLENGE)).hasToString("DigestSession[alice in example.com]");
    }

    private static DigestSession session(Challenge challenge) {
        return new DigestSession(challenge, ALICE, Qop.AUTH, new Random(1));
    }
}
