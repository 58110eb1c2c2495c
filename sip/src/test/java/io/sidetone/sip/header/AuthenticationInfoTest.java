package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import org.junit.jupiter.api.Test;

class AuthenticationInfoTest {

    private static final String ALL = "nextnonce=\"n2\", qop=auth, rspauth=\"0123\", cnonce=\"c\", nc=00000001";

    @Test
    @Rfc(number = 3261, section = "20.6")
    @Rfc(number = 7615, section = "3")
    @Rfc(number = 7616, section = "3.5")
    void readsEveryParameter() throws SyntaxException {
        AuthenticationInfo info = AuthenticationInfo.parse(ALL);

        assertThat(info.nextnonce()).isEqualTo("n2");
        assertThat(info.qop()).isEqualTo("auth");
        assertThat(info.rspauth()).isEqualTo("0123");
        assertThat(info.cnonce()).isEqualTo("c");
        assertThat(info.nc()).isEqualTo("00000001");
    }

    @Test
    void writesEachParameterAsTheFieldWantsIt() {
        assertThat(AuthenticationInfo.NONE
                        .with("nextnonce", "n2")
                        .with("qop", "auth")
                        .with("rspauth", "0123")
                        .with("cnonce", "c")
                        .with("nc", "00000001"))
                .hasToString(ALL);
    }

    @Test
    void mayBeEmpty() throws SyntaxException {
        assertThat(AuthenticationInfo.parse("")).isEqualTo(AuthenticationInfo.NONE);
        assertThat(AuthenticationInfo.NONE).hasToString("");
        assertThat(AuthenticationInfo.NONE.nextnonce()).isNull();
        assertThat(AuthenticationInfo.NONE.qop()).isNull();
        assertThat(AuthenticationInfo.NONE.rspauth()).isNull();
        assertThat(AuthenticationInfo.NONE.cnonce()).isNull();
        assertThat(AuthenticationInfo.NONE.nc()).isNull();
    }

    @Test
    void refusesAScheme() {
        assertThatThrownBy(() -> AuthenticationInfo.parse("Digest nc=00000001")).isInstanceOf(SyntaxException.class);
    }

    @Test
    @Rfc(number = 7615, section = "4")
    void isTheTypeOfBothFields() throws SyntaxException {
        byte[] octets = Text.encode(ALL);

        assertThat(Headers.AUTHENTICATION_INFO.parse(octets, 0, octets.length)).hasToString(ALL);
        assertThat(Headers.PROXY_AUTHENTICATION_INFO.parse(octets, 0, octets.length))
                .hasToString(ALL);
    }
}
