package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class SecurityMechanismTest {

    @Test
    @Rfc(number = 3329, section = "2.2")
    void readsMechanismAndParameters() {
        SecurityMechanism digest = read(Headers.SECURITY_SERVER, "digest;d-alg=SHA-256;d-qop=\"auth\";q=0.2");
        assertThat(digest.name()).isEqualTo("digest");
        assertThat(digest.q()).isEqualTo(200);
        assertThat(digest.digestAlgorithm()).isEqualTo("SHA-256");
        assertThat(digest.digestQop()).isEqualTo("auth");
        assertThat(read(Headers.SECURITY_CLIENT, "tls").q()).isEqualTo(-1);
        refuses(Headers.SECURITY_VERIFY, "", ";q=1", "tls;q=5", "tls, digest", "tls;");
    }
}
