package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    @Rfc(number = 3261, section = "20.44")
    @Rfc(number = 3261, section = "20.27")
    @Rfc(number = 7616, section = "3.3")
    void readsEveryParameter() throws SyntaxException {
        Challenge challenge = Challenge.parse("""
                Digest realm="the \\"house\\"", domain="sip:a.example sip:b.example", nonce="n1",\
                 opaque="o", stale=TRUE, algorithm=SHA-256, qop="auth,auth-int, x", charset=UTF-8,\
                 userhash=true""");

        assertThat(challenge.isDigest()).isTrue();
        assertThat(challenge.realm()).isEqualTo("the \"house\"");
        assertThat(challenge.domain()).containsExactly("sip:a.example", "sip:b.example");
        assertThat(challenge.nonce()).isEqualTo("n1");
        assertThat(challenge.opaque()).isEqualTo("o");
        assertThat(challenge.stale()).isTrue();
        assertThat(challenge.algorithm()).isEqualTo("SHA-256");
        assertThat(challenge.qopOptions()).containsExactly("auth", "auth-int", "x");
        assertThat(challenge.charset()).isEqualTo("UTF-8");
        assertThat(challenge.userhash()).isTrue();
    }

    @Test
    void absentParametersAreNullEmptyOrFalse() throws SyntaxException {
        Challenge challenge = Challenge.parse("digest realm=\"r\"");

        assertThat(challenge.isDigest()).isTrue();
        assertThat(challenge.nonce()).isNull();
        assertThat(challenge.opaque()).isNull();
        assertThat(challenge.algorithm()).isNull();
        assertThat(challenge.charset()).isNull();
        assertThat(challenge.stale()).isFalse();
        assertThat(challenge.userhash()).isFalse();
        assertThat(challenge.qopOptions()).isEmpty();
        assertThat(challenge.domain()).isEmpty();
    }

    @Test
    void writesEachParameterAsTheFieldWantsIt() {
        Challenge challenge = Challenge.digest("example.com", "n\"1")
                .with("opaque", "")
                .with("domain", "sip:a.example")
                .with("stale", "false")
                .with("algorithm", "MD5")
                .with("qop", "auth,auth-int")
                .with("charset", "UTF-8")
                .with("userhash", "false")
                .with("x-more", "1");

        assertThat(challenge).hasToString("""
                Digest realm="example.com", nonce="n\\"1", opaque="", domain="sip:a.example", stale=false,\
                 algorithm=MD5, qop="auth,auth-int", charset=UTF-8, userhash=false, x-more="1\"""");
    }

    @Test
    void quotesWhatWouldBeNoToken() {
        assertThat(Challenge.digest("r", "n").with("algorithm", "a, b").with("stale", ""))
                .hasToString("Digest realm=\"r\", nonce=\"n\", algorithm=\"a, b\", stale=\"\"");
    }

    @Test
    void lineBreaksInValuesNeverReachTheWire() {
        assertThat(Challenge.digest("a\r\nEvil: b", "n")).hasToString("Digest realm=\"a  Evil: b\", nonce=\"n\"");
    }

    @Test
    void keepsTheReceivedFormWhenRewritten() throws SyntaxException {
        String received = "DIGEST Realm=\"r\", nonce=abc==, algorithm=\"md5\", qop=auth, stale=\"True\"";
        Challenge challenge = Challenge.parse(received);

        assertThat(challenge).hasToString(received);
        assertThat(challenge.nonce()).isEqualTo("abc==");
        assertThat(challenge.algorithm()).isEqualTo("md5");
        assertThat(challenge.qopOptions()).containsExactly("auth");
        assertThat(challenge.stale()).isTrue();
    }

    @Test
    void replacesAParameterInItsPlace() throws SyntaxException {
        assertThat(Challenge.parse("Digest realm=\"r\", nonce=\"1\", qop=\"auth\"")
                        .with("nonce", "2"))
                .hasToString("Digest realm=\"r\", nonce=\"2\", qop=\"auth\"");
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void toleratesWhiteSpaceAndExtraCommas() throws SyntaxException {
        assertThat(Challenge.parse("Digest\r\n\t, realm = \"r\" ,, \r\n nonce= \"n\",  "))
                .isEqualTo(Challenge.parse("Digest realm=\"r\", nonce=\"n\""));
    }

    @Test
    void readsALineFoldInQuotesAsOneSpace() throws SyntaxException {
        assertThat(Challenge.parse("Digest realm=\"a,\r\n  b\"").realm()).isEqualTo("a, b");
    }

    @Test
    void keepsSchemesThatNobodyKnows() throws SyntaxException {
        Challenge kerberos = Challenge.parse("Kerberos realm=\"r\", targetname=\"sip/a.example\", version=4");
        assertThat(kerberos.isDigest()).isFalse();
        assertThat(kerberos.parameters().get("targetname")).isEqualTo("sip/a.example");
        assertThat(kerberos).hasToString("Kerberos realm=\"r\", targetname=\"sip/a.example\", version=4");
        assertThat(Challenge.parse("Negotiate")).hasToString("Negotiate");
    }

    @Test
    void refusesWhatIsNoChallenge() {
        for (String text : new String[] {
            "",
            " ",
            "\"Digest\"",
            "Digest\"r\"",
            "Digest realm, nonce=\"n\"",
            "Digest realm \"r\"",
            "Digest realm=, ",
            "Digest realm\n==",
            "Digest realm=,nonce=\"n\"",
            "Digest realm=\"r",
            "Digest realm=\"r\" nonce=\"n\"",
            "Digest realm=\"r\"x",
            "Digest =\"r\"",
            "Digest realm=\"r\"; nonce=\"n\"",
            "Digest realm=a\"b\""
        }) {
            assertThatThrownBy(() -> Challenge.parse(text)).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void refusesMoreParametersThanAnybodyNeeds() throws SyntaxException {
        String most = "Digest realm=\"r\"" + ",x=y".repeat(AuthParameters.MAX_PARAMETERS - 1);

        assertThat(Challenge.parse(most).parameters().size()).isEqualTo(AuthParameters.MAX_PARAMETERS);
        assertThatThrownBy(() -> Challenge.parse(most + ",x=y")).isInstanceOf(SyntaxException.class);
    }

    @Test
    void namesThePlaceOfAnError() {
        assertThatThrownBy(() -> Challenge.parse("Digest realm=\"r\" nonce=\"n\""))
                .isInstanceOfSatisfying(
                        SyntaxException.class, e -> assertThat(e.offset()).isEqualTo(16));
    }

    @Test
    void isTheTypeOfBothFields() throws SyntaxException {
        byte[] octets = Text.encode("Digest realm=\"r\"");
        Challenge expected = Challenge.parse("Digest realm=\"r\"");

        assertThat(Headers.WWW_AUTHENTICATE.parse(octets, 0, octets.length)).isEqualTo(expected);
        assertThat(Headers.PROXY_AUTHENTICATE.parse(octets, 0, octets.length)).isEqualTo(expected);
        assertThat(Headers.WWW_AUTHENTICATE.isList()).isFalse();
    }
}
