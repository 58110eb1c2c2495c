package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.AuthenticationInfo;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestClientTest {

    private static final DigestSecret SECRET = DigestSecret.ofPassword("s3cret");
    private static final DigestUser ALICE = new DigestUser("alice", "example.com", SECRET);
    private static final DigestRequest INVITE = new DigestRequest("INVITE", "sip:bob@example.com", Text.encode("v=0"));
    private static final Challenge CHALLENGE = Challenge.digest("example.com", "n0nce");

    @Test
    @Rfc(number = 3261, section = "22.1")
    @Rfc(number = 7616, section = "3.4")
    void answersAChallenge() {
        Challenge challenge =
                CHALLENGE.with("algorithm", "SHA-256").with("opaque", "o").with("qop", "auth-int,auth");

        assertThat(DigestClient.answer(challenge, ALICE, INVITE, Qop.AUTH, "c0nce", 2)
                        .text())
                .isEqualTo("""
                        Digest username="alice", realm="example.com", nonce="n0nce", uri="sip:bob@example.com",\
                         algorithm=SHA-256, opaque="o", qop=auth, nc=00000002, cnonce="c0nce",\
                         response="794867af049ad7cc4f6a44c9b42952f4a691c96a78a0e07bdb6a88a03c60e826\"""");
    }

    @Test
    @Rfc(number = 3261, section = "22.4")
    void sendsNeitherCnonceNorNcWithoutQop() {
        assertThat(DigestClient.answer(CHALLENGE, ALICE, INVITE, Qop.AUTH, "c0nce", 2)
                        .text())
                .isEqualTo("""
                        Digest username="alice", realm="example.com", nonce="n0nce", uri="sip:bob@example.com",\
                         response="df4d1ba1be4e2729b28b350185f5fc23\"""");
    }

    @Test
    @Rfc(number = 7616, section = "3.3")
    void takesThePreferredQopIfItIsOffered() {
        assertThat(qop("auth,auth-int", Qop.AUTH_INT)).isEqualTo("auth-int");
        assertThat(qop("auth-int,auth", Qop.AUTH)).isEqualTo("auth");
        assertThat(qop("auth", Qop.AUTH_INT)).isEqualTo("auth");
        assertThat(qop("x, AUTH-INT", Qop.AUTH)).isEqualTo("auth-int");
    }

    @Test
    @Rfc(number = 7616, section = "3.4.4")
    void sendsTheHashOfTheNameToWhoTakesIt() {
        Challenge challenge = CHALLENGE.with("qop", "auth").with("userhash", "true");
        Credentials credentials = DigestClient.answer(challenge, ALICE, INVITE, Qop.AUTH, "c0nce", 2);

        assertThat(credentials.userhash()).isTrue();
        assertThat(credentials.username()).isEqualTo(DigestAlgorithm.MD5.userhash("alice", "example.com"));
        assertThat(credentials.response()).isEqualTo("63d22d0e0fb3fc0f8443cca13a35a811");
    }

    @Test
    @Rfc(number = 8760, section = "2.4")
    void choosesTheTopmostChallengeThatItSupports() throws SyntaxException {
        Challenge basic = Challenge.parse("Basic realm=\"example.com\"");
        Challenge unknown = CHALLENGE.with("algorithm", "SHA-3").with("qop", "auth");
        Challenge oddQop = CHALLENGE.with("qop", "auth-conf");
        Challenge noNonce = Challenge.parse("Digest realm=\"example.com\", qop=\"auth\"");
        Challenge other = Challenge.digest("other", "n").with("qop", "auth");
        Challenge sess = CHALLENGE.with("algorithm", "MD5-sess");
        Challenge sha = CHALLENGE.with("algorithm", "SHA-256").with("qop", "auth");
        Challenge md5 = CHALLENGE.with("qop", "auth");
        List<Challenge> all = List.of(basic, unknown, oddQop, noNonce, other, sess, sha, md5);

        assertThat(DigestClient.choose(all, "example.com", SECRET)).isSameAs(sha);
        assertThat(DigestClient.choose(all.reversed(), "example.com", SECRET)).isSameAs(md5);
        assertThat(DigestClient.choose(all, "example.com", DigestSecret.ofHa1(DigestAlgorithm.MD5, "0".repeat(32))))
                .isSameAs(md5);
        assertThat(DigestClient.choose(all, "other", SECRET)).isSameAs(other);
        assertThat(DigestClient.choose(all, "nowhere", SECRET)).isNull();
    }

    @Test
    @Rfc(number = 3261, section = "22.3")
    void namesEachRealmOnce() throws SyntaxException {
        List<Challenge> challenges = List.of(
                Challenge.digest("b", "1"),
                Challenge.parse("Basic realm=\"c\""),
                Challenge.digest("a", "2"),
                Challenge.digest("b", "3"),
                Challenge.parse("Digest nonce=\"4\""));

        assertThat(DigestClient.realms(challenges)).containsExactly("b", "a");
    }

    @Test
    void refusesToAnswerWhatItWouldNotChoose() {
        for (Challenge challenge : List.of(
                Challenge.digest("other", "n"),
                CHALLENGE.with("algorithm", "SHA-3"),
                CHALLENGE.with("qop", "auth-conf"),
                CHALLENGE.with("algorithm", "SHA-256-sess"))) {
            assertThatThrownBy(() -> DigestClient.answer(challenge, ALICE, INVITE, Qop.AUTH, "c", 1))
                    .as(challenge.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    @Rfc(number = 7616, section = "3.5")
    void knowsAServerThatKnowsTheSecret() {
        Credentials sent = DigestClient.answer(CHALLENGE.with("qop", "auth"), ALICE, INVITE, Qop.AUTH, "c0nce", 2);
        AuthenticationInfo info = AuthenticationInfo.NONE
                .with("rspauth", "BECBDED770f88f70ac6f4f72ee2aafcb")
                .with("qop", "auth")
                .with("cnonce", "c0nce")
                .with("nc", "00000002");

        assertThat(isProven(info, sent)).isTrue();
        assertThat(isProven(info.with("rspauth", "becbded770f88f70ac6f4f72ee2aafcc"), sent))
                .isFalse();
        assertThat(isProven(info.with("qop", "auth-int"), sent)).isFalse();
        assertThat(isProven(info.with("cnonce", "other"), sent)).isFalse();
        assertThat(isProven(info.with("nc", "00000003"), sent)).isFalse();
        assertThat(isProven(AuthenticationInfo.NONE, sent)).isFalse();
        assertThat(isProven(info, sent.with("algorithm", "SHA-3"))).isFalse();
        assertThat(isProven(info, Credentials.digest())).isFalse();
    }

    private static boolean isProven(AuthenticationInfo info, Credentials sent) {
        return DigestClient.isProven(info, sent, ALICE, Text.encode("v=0"));
    }

    private static String qop(String offered, Qop preferred) {
        Credentials credentials = DigestClient.answer(CHALLENGE.with("qop", offered), ALICE, INVITE, preferred, "c", 1);
        return String.valueOf(credentials.qop());
    }
}
