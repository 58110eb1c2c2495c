package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigestAlgorithmTest {

    @Test
    @Rfc(number = 7616, section = "3.3")
    @Rfc(number = 8760, section = "2.1")
    void isFoundByNameInAnyCase() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            assertThat(DigestAlgorithm.of(algorithm.text())).isEqualTo(algorithm);
            assertThat(DigestAlgorithm.of(algorithm.text().toUpperCase(Locale.ROOT)))
                    .isEqualTo(algorithm);
        }
        assertThat(DigestAlgorithm.of("sha-512-256-SESS")).isEqualTo(DigestAlgorithm.SHA_512_256_SESS);
    }

    @Test
    @Rfc(number = 7616, section = "3.3")
    void isMd5IfAbsentAndNothingIfUnknown() {
        assertThat(DigestAlgorithm.of(null)).isEqualTo(DigestAlgorithm.MD5);
        assertThat(DigestAlgorithm.of("SHA-1")).isNull();
        assertThat(DigestAlgorithm.of("")).isNull();
        assertThat(DigestAlgorithm.of("AKAv1-MD5")).isNull();
    }

    @Test
    void sharesItsHashWithItsSessionSister() {
        assertThat(DigestAlgorithm.MD5.hashesAs(DigestAlgorithm.MD5_SESS)).isTrue();
        assertThat(DigestAlgorithm.MD5.hashesAs(DigestAlgorithm.SHA_256)).isFalse();
        assertThat(DigestAlgorithm.SHA_256_SESS.isSession()).isTrue();
        assertThat(DigestAlgorithm.SHA_256.isSession()).isFalse();
    }

    @Test
    @Rfc(number = 7616, section = "3.4.4")
    void hashesUserNames() {
        // printf 'Jäsøn Doe:api@example.org' | openssl dgst -sha512-256; RFC 7616 §3.9.2 prints another value,
        // which its erratum 4897 corrects to this one.
        assertThat(DigestAlgorithm.SHA_512_256.userhash("Jäsøn Doe", "api@example.org"))
                .isEqualTo("793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b");
        assertThat(DigestAlgorithm.MD5.userhash("a", "b")).hasSize(32);
    }
}
