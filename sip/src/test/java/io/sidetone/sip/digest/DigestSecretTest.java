package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DigestSecretTest {

    // printf 'alice:example.com:s3cret' | openssl md5
    private static final String MD5_HA1 = "d2d0c8958e1b1c2b989afda0efb9663e";

    @Test
    @Rfc(number = 7616, section = "3.4.2")
    void aPasswordServesEveryAlgorithm() {
        DigestSecret secret = DigestSecret.ofPassword("s3cret");

        assertThat(DigestAlgorithm.values()).allMatch(secret::serves);
        assertThat(secret.ha1(DigestAlgorithm.MD5, "alice", "example.com"))
                .asString(US_ASCII)
                .isEqualTo(MD5_HA1);
        assertThat(secret.ha1(DigestAlgorithm.MD5_SESS, "alice", "example.com"))
                .asString(US_ASCII)
                .isEqualTo(MD5_HA1);
    }

    @Test
    @Rfc(number = 7616, section = "5.2")
    void aStoredHa1ServesItsHashOnly() {
        DigestSecret secret = DigestSecret.ofHa1(DigestAlgorithm.MD5, MD5_HA1.toUpperCase(Locale.ROOT));

        assertThat(secret.serves(DigestAlgorithm.MD5)).isTrue();
        assertThat(secret.serves(DigestAlgorithm.MD5_SESS)).isTrue();
        assertThat(secret.serves(DigestAlgorithm.SHA_256)).isFalse();
        assertThat(secret.ha1(DigestAlgorithm.MD5, "x", "y")).asString(US_ASCII).isEqualTo(MD5_HA1);
        assertThat(secret.ha1(DigestAlgorithm.SHA_256, "x", "y")).isNull();
    }

    @Test
    void holdsOneHa1PerHash() {
        DigestSecret md5 = DigestSecret.ofHa1(DigestAlgorithm.MD5, MD5_HA1);
        DigestSecret both = md5.withHa1(DigestAlgorithm.SHA_256, "00ff".repeat(16));

        assertThat(both.ha1(DigestAlgorithm.MD5, "x", "y")).asString(US_ASCII).isEqualTo(MD5_HA1);
        assertThat(both.ha1(DigestAlgorithm.SHA_256_SESS, "x", "y"))
                .asString(US_ASCII)
                .isEqualTo("00ff".repeat(16));
        assertThat(md5.serves(DigestAlgorithm.SHA_256)).isFalse();
    }

    @Test
    @Rfc(number = 7616, section = "5.2")
    void neverShowsItself() {
        DigestUser user = new DigestUser(
                "alice", "example.com", DigestSecret.ofPassword("s3cret").withHa1(DigestAlgorithm.MD5, MD5_HA1));

        assertThat(user.toString()).contains("alice").doesNotContain("s3cret").doesNotContain(MD5_HA1);
    }

    @Test
    void refusesAHa1ThatIsNoneAndDoesNotRepeatIt() {
        for (String hex : new String[] {"", "00", "zz".repeat(16), MD5_HA1 + "0"}) {
            assertThatThrownBy(() -> DigestSecret.ofHa1(DigestAlgorithm.MD5, hex))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No HA1 of MD5");
        }
    }
}
