package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestVerifierTest {

    private static final String REALM = "example.com";
    private static final DigestUser ALICE = new DigestUser("alice", REALM, DigestSecret.ofPassword("s3cret"));
    private static final DigestRequest REGISTER = new DigestRequest("REGISTER", "sip:example.com", Text.encode("body"));
    private static final DigestPolicy ALL = new DigestPolicy(
            List.of(DigestAlgorithm.values()),
            List.of(Qop.AUTH, Qop.AUTH_INT),
            DigestPolicy.UriRule.ANY,
            DigestPolicy.CountRule.ONCE);

    private final ManualClock clock = new ManualClock();
    private final NonceFactory nonces =
            new NonceFactory(Text.encode("0123456789abcdef"), NonceFactory.DEFAULT_LIFETIME, clock, new Random(1));
    private final DigestVerifier verifier = verifier(ALL);

    @Test
    @Rfc(number = 8760, section = "2.3")
    @Rfc(number = 3261, section = "22.4")
    void challengesOncePerAlgorithmThePreferredOnTop() {
        List<Challenge> challenges = verifier(DigestPolicy.DEFAULT).challenges(REALM, "", false);

        assertThat(challenges).extracting(Challenge::algorithm).containsExactly("SHA-256", "MD5");
        assertThat(challenges).extracting(Challenge::nonce).doesNotContainNull();
        assertThat(challenges).allMatch(challenge -> challenge.qopOptions().equals(List.of("auth")));
        assertThat(challenges).noneMatch(Challenge::stale);
        assertThat(verifier.challenges(REALM, "", true)).hasSize(6).allMatch(Challenge::stale);
    }

    @Test
    @Rfc(number = 3261, section = "22.1")
    @Rfc(number = 7616, section = "3.4")
    void acceptsEveryAlgorithmAndQop() {
        for (Challenge challenge : verifier.challenges(REALM, "192.0.2.1", false)) {
            for (Qop qop : Qop.values()) {
                Credentials credentials = DigestClient.answer(challenge, ALICE, REGISTER, qop, "c", 1);
                assertThat(credentials.qop()).isEqualTo(qop.text());
                assertThat(verifier(ALL).verify(credentials, REGISTER, ALICE, "192.0.2.1"))
                        .as(credentials.toString())
                        .isEqualTo(DigestVerdict.VALID);
            }
        }
    }

    @Test
    void acceptsStoredHa1() {
        // printf 'alice:example.com:s3cret' | openssl md5
        DigestSecret stored = DigestSecret.ofHa1(DigestAlgorithm.MD5, "d2d0c8958e1b1c2b989afda0efb9663e");
        DigestUser user = new DigestUser("alice", REALM, stored);

        assertThat(verifier.verify(answer(DigestAlgorithm.MD5), REGISTER, user, ""))
                .isEqualTo(DigestVerdict.VALID);
        assertThat(verifier.verify(answer(DigestAlgorithm.MD5_SESS), REGISTER, user, ""))
                .isEqualTo(DigestVerdict.VALID);
        assertThat(verifier.verify(answer(DigestAlgorithm.SHA_256), REGISTER, user, ""))
                .isEqualTo(DigestVerdict.UNKNOWN_ALGORITHM);
    }

    @Test
    void refusesTheWrongPasswordMethodBodyAndUser() {
        Credentials credentials = DigestClient.answer(challenge(), ALICE, REGISTER, Qop.AUTH_INT, "c", 1);

        assertThat(verifier.verify(credentials, REGISTER, user("alice", "S3cret"), ""))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verifier.verify(credentials, REGISTER, user("bob", "s3cret"), ""))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verify(credentials, new DigestRequest("INVITE", REGISTER.uri(), REGISTER.body())))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verify(credentials, new DigestRequest("REGISTER", REGISTER.uri(), Text.encode("Body"))))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verify(credentials, REGISTER)).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    void theNameCountsAlsoWhereTheSecretIsStored() {
        DigestSecret stored = DigestSecret.ofHa1(DigestAlgorithm.MD5, "d2d0c8958e1b1c2b989afda0efb9663e");
        DigestUser bob = new DigestUser("bob", REALM, stored);

        assertThat(verifier.verify(answer(DigestAlgorithm.MD5), REGISTER, bob, ""))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
    }

    @Test
    @Rfc(number = 7616, section = "3.3")
    void callsOldNoncesStaleOnlyToWhoKnowsTheSecret() {
        Credentials right = answer(DigestAlgorithm.SHA_256);
        clock.advance(Duration.ofMinutes(5));

        assertThat(verify(right, REGISTER)).isEqualTo(DigestVerdict.STALE);
        assertThat(verifier.verify(right, REGISTER, user("alice", "wrong"), ""))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
    }

    @Test
    void callsNoncesStaleThatAreNotItsOwn() {
        Challenge foreign = Challenge.digest(REALM, "made elsewhere").with("qop", "auth");
        Credentials credentials = DigestClient.answer(foreign, ALICE, REGISTER, Qop.AUTH, "c", 1);

        assertThat(verify(credentials, REGISTER)).isEqualTo(DigestVerdict.STALE);
        assertThat(verifier.verify(answer(DigestAlgorithm.MD5), REGISTER, ALICE, "192.0.2.1"))
                .isEqualTo(DigestVerdict.STALE);
    }

    @Test
    void aPolicyMayLeaveTheCountsAlone() {
        DigestVerifier lenient = verifier(new DigestPolicy(
                List.of(DigestAlgorithm.MD5),
                List.of(Qop.AUTH),
                DigestPolicy.UriRule.ANY,
                DigestPolicy.CountRule.IGNORED));
        Credentials credentials = DigestClient.answer(challenge(), ALICE, REGISTER, Qop.AUTH, "c", 1);

        for (int i = 0; i < 2; i++) {
            assertThat(lenient.verify(credentials, REGISTER, ALICE, "")).isEqualTo(DigestVerdict.VALID);
        }
    }

    @Test
    void credentialsShowNoProof() {
        Credentials credentials = answer(DigestAlgorithm.MD5);

        assertThat(credentials.toString())
                .contains("alice", REALM)
                .doesNotContain(String.valueOf(credentials.response()));
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void refusesAReplay() {
        Challenge challenge = challenge();
        Credentials first = DigestClient.answer(challenge, ALICE, REGISTER, Qop.AUTH, "c", 1);
        Credentials second = DigestClient.answer(challenge, ALICE, REGISTER, Qop.AUTH, "c", 2);

        assertThat(verify(second, REGISTER)).isEqualTo(DigestVerdict.VALID);
        assertThat(verify(first, REGISTER)).isEqualTo(DigestVerdict.VALID);
        assertThat(verify(first, REGISTER)).isEqualTo(DigestVerdict.NONCE_REUSED);
        assertThat(verify(second, REGISTER)).isEqualTo(DigestVerdict.NONCE_REUSED);
    }

    @Test
    void aWrongProofUsesNoCountUp() {
        Credentials right = answer(DigestAlgorithm.MD5);
        assertThat(verify(right.with("response", "00"), REGISTER)).isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verify(right, REGISTER)).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    @Rfc(number = 3261, section = "22.4")
    void acceptsClientsWithoutQopForOneRequestPerNonce() {
        Challenge old = Challenge.digest(REALM, nonces.create(""));
        Credentials credentials = DigestClient.answer(old, ALICE, REGISTER, Qop.AUTH, "c", 1);

        assertThat(credentials.qop()).isNull();
        assertThat(verify(credentials, REGISTER)).isEqualTo(DigestVerdict.VALID);
        assertThat(verify(credentials, REGISTER)).isEqualTo(DigestVerdict.NONCE_REUSED);
    }

    @Test
    void acceptsOnlyWhatItOffers() {
        DigestVerifier strict = verifier(new DigestPolicy(
                List.of(DigestAlgorithm.SHA_256),
                List.of(Qop.AUTH_INT),
                DigestPolicy.UriRule.ANY,
                DigestPolicy.CountRule.ONCE));
        Challenge old = Challenge.digest(REALM, nonces.create("")).with("algorithm", "SHA-256");
        Credentials noQop = DigestClient.answer(old, ALICE, REGISTER, Qop.AUTH, "c", 1);

        assertThat(strict.check(answer(DigestAlgorithm.SHA_256), REGISTER, REALM))
                .isEqualTo(DigestVerdict.WRONG_QOP);
        assertThat(strict.check(noQop, REGISTER, REALM)).isEqualTo(DigestVerdict.WRONG_QOP);
        assertThat(strict.check(answer(DigestAlgorithm.MD5), REGISTER, REALM))
                .isEqualTo(DigestVerdict.UNKNOWN_ALGORITHM);
        assertThat(verifier.check(answer(DigestAlgorithm.MD5).with("qop", "auth-conf"), REGISTER, REALM))
                .isEqualTo(DigestVerdict.WRONG_QOP);
        assertThat(verifier.check(answer(DigestAlgorithm.MD5).with("algorithm", "SHA-3"), REGISTER, REALM))
                .isEqualTo(DigestVerdict.UNKNOWN_ALGORITHM);
        assertThat(verifier.check(answer(DigestAlgorithm.MD5), REGISTER, "other"))
                .isEqualTo(DigestVerdict.WRONG_REALM);
    }

    @Test
    @Rfc(number = 3261, section = "22.4")
    void comparesUrisIfToldTo() {
        DigestVerifier comparing = verifier(new DigestPolicy(
                List.of(DigestAlgorithm.MD5),
                List.of(Qop.AUTH),
                DigestPolicy.UriRule.EQUIVALENT,
                DigestPolicy.CountRule.ONCE));
        Credentials credentials = answer(DigestAlgorithm.MD5);
        DigestRequest other = new DigestRequest("REGISTER", "sip:other.example");
        DigestRequest broken = new DigestRequest("REGISTER", "not a uri");

        assertThat(comparing.check(credentials, other, REALM)).isEqualTo(DigestVerdict.WRONG_URI);
        assertThat(comparing.check(credentials, broken, REALM)).isEqualTo(DigestVerdict.WRONG_URI);
        assertThat(comparing.check(credentials, new DigestRequest("REGISTER", "SIP:EXAMPLE.com"), REALM))
                .isEqualTo(DigestVerdict.VALID);
        assertThat(comparing.check(credentials, REGISTER, REALM)).isEqualTo(DigestVerdict.VALID);
        assertThat(verifier.check(credentials, other, REALM)).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    @Rfc(number = 7616, section = "3.4.4")
    void acceptsTheHashOfTheName() {
        Challenge challenge = challenge().with("userhash", "true");
        Credentials credentials = DigestClient.answer(challenge, ALICE, REGISTER, Qop.AUTH, "c", 1);

        assertThat(credentials.username()).hasSize(32);
        assertThat(verifier.verify(credentials, REGISTER, user("bob", "s3cret"), ""))
                .isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertThat(verify(credentials, REGISTER)).isEqualTo(DigestVerdict.VALID);
        assertThat(verify(credentials.with("userhash", "false"), REGISTER)).isEqualTo(DigestVerdict.WRONG_RESPONSE);
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void acceptsNamesWithControlCharacters() {
        DigestUser odd = user("tab\tand\nline", "s3cret");
        Credentials credentials = DigestClient.answer(challenge(), odd, REGISTER, Qop.AUTH, "c", 1);

        assertThat(credentials.parameters().contains("username*")).isTrue();
        assertThat(verifier.verify(credentials, REGISTER, odd, "")).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void saysWhatIsMissing() throws SyntaxException {
        Credentials right = answer(DigestAlgorithm.MD5);
        assertThat(DigestVerifier.defect(right)).isNull();
        for (String name : List.of("username", "realm", "nonce", "uri", "response", "cnonce", "nc")) {
            assertDefect(without(right, name), "no " + name);
        }
        assertDefect(right.with("nc", "0"), "no nc");
        assertDefect(right.with("nc", "x"), "no nc");
        assertDefect(without(answer(DigestAlgorithm.MD5_SESS), "qop"), "no qop");
        assertDefect(Credentials.parse(right.text() + ", NONCE=\"n\""), "parameter stands twice");
        assertDefect(right.with("username*", "UTF-8''alice"), "no username");
        assertDefect(
                without(right, "username").with("username*", "UTF-8''a").with("userhash", "true"),
                "userhash with username*");
        assertDefect(Credentials.parse("Basic abc="), "scheme is not Digest");
        assertDefect(Credentials.parse("Digest abc="), "no username");
    }

    @Test
    void isNotStrictAboutTheCaseOfDigits() {
        Credentials right = answer(DigestAlgorithm.MD5);
        String upper = String.valueOf(right.response()).toUpperCase(Locale.ROOT);

        assertThat(verify(right.with("response", upper), REGISTER)).isEqualTo(DigestVerdict.VALID);
    }

    @Test
    @Rfc(number = 7616, section = "3.5")
    void provesItselfToTheClient() {
        byte[] body = Text.encode("answer");
        for (Qop qop : Qop.values()) {
            Credentials sent = DigestClient.answer(challenge(), ALICE, REGISTER, qop, "c", 1);
            AuthenticationInfo info = DigestVerifier.prove(sent, ALICE, body);

            assertThat(DigestClient.isProven(info, sent, ALICE, body)).isTrue();
            assertThat(DigestClient.isProven(info, sent, user("alice", "wrong"), body))
                    .isFalse();
            assertThat(DigestClient.isProven(info, sent, ALICE, Text.encode("other")))
                    .isEqualTo(qop == Qop.AUTH);
        }
    }

    @Test
    void provesNothingWithoutQop() {
        Credentials old = without(answer(DigestAlgorithm.MD5), "qop");
        assertThat(DigestVerifier.prove(old, ALICE, new byte[0])).isEqualTo(AuthenticationInfo.NONE);

        DigestUser stored = new DigestUser("alice", REALM, DigestSecret.ofHa1(DigestAlgorithm.SHA_256, "0".repeat(64)));
        assertThat(DigestVerifier.prove(answer(DigestAlgorithm.MD5), stored, new byte[0]))
                .isEqualTo(AuthenticationInfo.NONE);
    }

    @Test
    void aPolicyAcceptsSomething() {
        assertThatThrownBy(() -> new DigestPolicy(
                        List.of(), List.of(Qop.AUTH), DigestPolicy.UriRule.ANY, DigestPolicy.CountRule.ONCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigestPolicy(
                        List.of(DigestAlgorithm.MD5), List.of(), DigestPolicy.UriRule.ANY, DigestPolicy.CountRule.ONCE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertDefect(Credentials credentials, String defect) {
        assertThat(DigestVerifier.defect(credentials)).isEqualTo(defect);
        assertThat(verify(credentials, REGISTER)).as(defect).isEqualTo(DigestVerdict.MALFORMED);
    }

    private DigestVerdict verify(Credentials credentials, DigestRequest request) {
        return verifier.verify(credentials, request, ALICE, "");
    }

    private Credentials answer(DigestAlgorithm algorithm) {
        return DigestClient.answer(challenge().with("algorithm", algorithm.text()), ALICE, REGISTER, Qop.AUTH, "c", 1);
    }

    private Challenge challenge() {
        return verifier.challenges(REALM, "", false).getFirst();
    }

    private DigestVerifier verifier(DigestPolicy policy) {
        return new DigestVerifier(nonces, new NonceCounts(100), policy);
    }

    private static DigestUser user(String name, String password) {
        return new DigestUser(name, REALM, DigestSecret.ofPassword(password));
    }

    private static Credentials without(Credentials credentials, String name) {
        return new Credentials("Digest", null, credentials.parameters().without(name));
    }
}
