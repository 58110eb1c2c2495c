package io.sidetone.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.Text;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NonceFactoryTest {

    private final ManualClock clock = new ManualClock();
    private final NonceFactory nonces = factory("0123456789abcdef");

    @Test
    @Rfc(number = 7616, section = "5.4")
    void knowsItsOwnNoncesAndTheirTime() {
        String nonce = nonces.create("192.0.2.1");

        assertThat(nonces.issuedAt(nonce, "192.0.2.1")).isEqualTo(clock.currentTimeMillis());
        assertThat(nonce).hasSize(44).matches("[A-Za-z0-9_-]+");
        assertThat(nonces.create("192.0.2.1")).isNotEqualTo(nonce);
    }

    @Test
    void refusesTheNonceOfAnotherBinding() {
        assertThat(nonces.issuedAt(nonces.create("192.0.2.1"), "192.0.2.2")).isEqualTo(NonceFactory.NOT_OURS);
    }

    @Test
    void sharesNoncesWithWhoHasTheSameKeyOnly() {
        assertThat(factory("0123456789abcdef").issuedAt(nonces.create(""), "")).isPositive();
        assertThat(factory("0123456789abcdeF").issuedAt(nonces.create(""), "")).isEqualTo(NonceFactory.NOT_OURS);
    }

    @Test
    @Rfc(number = 7616, section = "5.4")
    void seesEveryFlippedBit() {
        byte[] octets = Base64.getUrlDecoder().decode(nonces.create(""));
        for (int bit = 0; bit < 8 * octets.length; bit++) {
            byte[] tampered = octets.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(nonces.issuedAt(Base64.getUrlEncoder().encodeToString(tampered), ""))
                    .as("bit %d", bit)
                    .isEqualTo(NonceFactory.NOT_OURS);
        }
    }

    @Test
    void refusesWhatIsNoNonce() {
        String nonce = nonces.create("");
        for (String text : new String[] {
            "", "abc", nonce.substring(1), nonce + "A", "=" + nonce.substring(1), nonce.substring(0, 43) + "ä"
        }) {
            assertThat(nonces.issuedAt(text, "")).as(text).isEqualTo(NonceFactory.NOT_OURS);
        }
    }

    @Test
    @Rfc(number = 7616, section = "5.4")
    void ages() {
        long issuedAt = clock.currentTimeMillis();
        assertThat(nonces.isFresh(issuedAt)).isTrue();
        clock.advance(Duration.ofSeconds(299));
        assertThat(nonces.isFresh(issuedAt)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(nonces.isFresh(issuedAt)).isFalse();
    }

    @Test
    void believesOnlyInANearFuture() {
        assertThat(nonces.isFresh(clock.currentTimeMillis() + 5000)).isTrue();
        assertThat(nonces.isFresh(clock.currentTimeMillis() + 5001)).isFalse();
    }

    @Test
    void wantsALongKey() {
        assertThatThrownBy(() -> factory("0123456789abcde")).isInstanceOf(IllegalArgumentException.class);
    }

    private NonceFactory factory(String key) {
        return new NonceFactory(Text.encode(key), NonceFactory.DEFAULT_LIFETIME, clock, new Random(1));
    }
}
