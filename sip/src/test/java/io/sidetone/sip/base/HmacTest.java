package io.sidetone.sip.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {

    private final Hmac hmac = new Hmac(octets("Jefe"));

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The second test case of RFC 4231.
    @Test
    @Rfc(number = 2104, section = "2")
    void isThatOfTheRfc() {
        assertThat(HexFormat.of().formatHex(hmac.of(octets("what do ya want for nothing?"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void partsAreOneText() {
        assertThat(hmac.of(octets("what do ya "), octets("want for nothing?")))
                .isEqualTo(hmac.of(octets("what do ya want for nothing?")));
    }

    @Test
    void oneUseLeavesNothingBehind() {
        byte[] first = hmac.of(octets("a"));
        assertThat(hmac.of(octets("b"))).isNotEqualTo(first);
        assertThat(hmac.of(octets("a"))).isEqualTo(first);
    }
}
