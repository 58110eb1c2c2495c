package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final String ALL = """
            Digest username="alice", realm="example.com", nonce="n", uri="sip:bob@example.com;user=phone",\
             response="0123", algorithm=SHA-256, cnonce="c", opaque="o", qop=auth, nc=0000000A""";

    @Test
    @Rfc(number = 3261, section = "20.7")
    @Rfc(number = 3261, section = "20.28")
    @Rfc(number = 7616, section = "3.4")
    void readsEveryParameter() throws SyntaxException {
        Credentials credentials = Credentials.parse(ALL);

        assertThat(credentials.isDigest()).isTrue();
        assertThat(credentials.username()).isEqualTo("alice");
        assertThat(credentials.userhash()).isFalse();
        assertThat(credentials.realm()).isEqualTo("example.com");
        assertThat(credentials.nonce()).isEqualTo("n");
        assertThat(credentials.uri()).isEqualTo("sip:bob@example.com;user=phone");
        assertThat(credentials.response()).isEqualTo("0123");
        assertThat(credentials.algorithm()).isEqualTo("SHA-256");
        assertThat(credentials.cnonce()).isEqualTo("c");
        assertThat(credentials.opaque()).isEqualTo("o");
        assertThat(credentials.qop()).isEqualTo("auth");
        assertThat(credentials.nc()).isEqualTo("0000000A");
        assertThat(credentials.nonceCount()).isEqualTo(10);
    }

    @Test
    void writesEachParameterAsTheFieldWantsIt() {
        assertThat(Credentials.digest()
                        .withUsername("alice")
                        .with("realm", "example.com")
                        .with("nonce", "n")
                        .with("uri", "sip:bob@example.com;user=phone")
                        .with("response", "0123")
                        .with("algorithm", "SHA-256")
                        .with("cnonce", "c")
                        .with("opaque", "o")
                        .with("qop", "auth")
                        .with("nc", "0000000A")
                        .text())
                .isEqualTo(ALL);
    }

    @Test
    void readsLiberallyAndKeepsTheForm() throws SyntaxException {
        String text = "digest USERNAME=alice, uri=sip:a@b;x=y, qop=\"auth-int\", nc=\"1f\", userhash=\"TRUE\"";
        Credentials credentials = Credentials.parse(text);

        assertThat(credentials.username()).isEqualTo("alice");
        assertThat(credentials.uri()).isEqualTo("sip:a@b;x=y");
        assertThat(credentials.qop()).isEqualTo("auth-int");
        assertThat(credentials.nonceCount()).isEqualTo(31);
        assertThat(credentials.userhash()).isTrue();
        assertThat(credentials.text()).isEqualTo(text);
    }

    @Test
    void countsOnlyOneToEightHexadecimalDigits() {
        Credentials credentials = Credentials.digest();
        assertThat(credentials.nonceCount()).isEqualTo(-1);
        assertThat(credentials.with("nc", "ffffFFFF").nonceCount()).isEqualTo(0xFFFF_FFFFL);
        assertThat(credentials.with("nc", "").nonceCount()).isEqualTo(-1);
        assertThat(credentials.with("nc", "0000000g").nonceCount()).isEqualTo(-1);
        assertThat(credentials.with("nc", "-1").nonceCount()).isEqualTo(-1);
        assertThat(credentials.with("nc", "000000001").nonceCount()).isEqualTo(-1);
        assertThat(credentials.with("nc", "\u0661").nonceCount()).isEqualTo(-1);
    }

    @Test
    @Rfc(number = 8187, section = "3.2")
    void readsExtendedUserNames() throws SyntaxException {
        assertThat(Credentials.parse("Digest username*=UTF-8''J%C3%A4s%c3%b8n%20Doe")
                        .username())
                .isEqualTo("Jäsøn Doe");
        assertThat(Credentials.parse("Digest username*=utf-8'en'a%25").username())
                .isEqualTo("a%");
    }

    @Test
    @Rfc(number = 8187, section = "3.2")
    void findsNoUserInWhatCanNotBeDecoded() {
        for (String value : new String[] {
            "alice", "UTF-8'alice", "ISO-8859-1''a", "UTF-8''%", "UTF-8''%4", "UTF-8''%4g", "UTF-8''%C3", "UTF-8''ä"
        }) {
            assertThat(Credentials.digest().with("username*", value).username())
                    .as(value)
                    .isNull();
        }
        assertThat(Credentials.digest().with("username*", "UTF-8''a%41").username())
                .isEqualTo("aA");
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void twoUserNamesAreNone() {
        assertThat(Credentials.digest()
                        .with("username", "alice")
                        .with("username*", "UTF-8''alice")
                        .username())
                .isNull();
    }

    @Test
    @Rfc(number = 7616, section = "3.4")
    void extendsOnlyUserNamesWithControlCharacters() throws SyntaxException {
        assertThat(Credentials.digest().withUsername("Jäsøn \"D\"").text())
                .isEqualTo("Digest username=\"Jäsøn \\\"D\\\"\"");

        Credentials odd = Credentials.digest().withUsername("a\r\nb'ø");
        assertThat(odd.text()).isEqualTo("Digest username*=UTF-8''a%0D%0Ab%27%C3%B8");
        assertThat(Credentials.parse(odd.text()).username()).isEqualTo("a\r\nb'ø");
    }

    @Test
    @Rfc(number = 7235, section = "2.1")
    void keepsOtherSchemes() throws SyntaxException {
        Credentials basic = Credentials.parse("Basic  QWxhZGRpbjpvcGVuIHNlc2FtZQ== ");
        assertThat(basic.isDigest()).isFalse();
        assertThat(basic.token68()).isEqualTo("QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(basic.parameters().isEmpty()).isTrue();
        assertThat(basic.text()).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

        Credentials unknown = Credentials.parse("NoOneKnowsThisScheme opaque-data=here");
        assertThat(unknown.token68()).isNull();
        assertThat(unknown.parameters().get("opaque-data")).isEqualTo("here");
        assertThat(unknown.text()).isEqualTo("NoOneKnowsThisScheme opaque-data=here");

        assertThat(Credentials.parse("Bearer a.b-c_d~e+f/g").token68()).isEqualTo("a.b-c_d~e+f/g");
    }

    @Test
    void refusesWhatAreNoCredentials() {
        for (String text :
                new String[] {"", ",", "Digest username,", "Digest a=\"b", "Bearer a b", "Basic ==", "Di/gest"}) {
            assertThatThrownBy(() -> Credentials.parse(text)).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void isTheTypeOfBothFields() throws SyntaxException {
        byte[] octets = Text.encode(ALL);

        assertThat(Headers.AUTHORIZATION.parse(octets, 0, octets.length).text()).isEqualTo(ALL);
        assertThat(Headers.PROXY_AUTHORIZATION.parse(octets, 0, octets.length).text())
                .isEqualTo(ALL);
    }
}
