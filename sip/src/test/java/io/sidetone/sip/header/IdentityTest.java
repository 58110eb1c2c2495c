package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final String INFO = ";info=<https://b.example.org/c.cer?x=1;y,z>";

    @Test
    @Rfc(number = 8224, section = "4")
    void readsSignatureAndParameters() {
        Identity identity = read(Headers.IDENTITY, "eyJh.eyJk.s_-V+/==" + INFO + ";alg=ES256;ppt=\"shaken\"");
        assertThat(identity.signature()).isEqualTo("eyJh.eyJk.s_-V+/==");
        assertThat(identity.info()).isEqualTo("https://b.example.org/c.cer?x=1;y,z");
        assertThat(identity.algorithm()).isEqualTo("ES256");
        assertThat(identity.passportType()).isEqualTo("shaken");
        Identity plain = read(Headers.IDENTITY, "..sig ; info = <https://h/>");
        assertThat(plain.algorithm()).isEqualTo("ES256");
        assertThat(plain.passportType()).isNull();
        assertThat(plain).hasToString("..sig;info=<https://h/>");
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.IDENTITY,
                "",
                "..sig",
                INFO,
                "..sig;alg=ES256",
                "..sig;info",
                "..sig;info=x",
                "..sig;info=<>",
                "..sig;info=<x");
        refuses(Headers.IDENTITY, "a b" + INFO, "\"sig\"" + INFO, "sig" + INFO + ";", "sig;info=\"<x>\"", "sig;=<x>");
        assertThatThrownBy(() -> new Identity("..s", Parameters.NONE)).isInstanceOf(IllegalArgumentException.class);
    }
}
