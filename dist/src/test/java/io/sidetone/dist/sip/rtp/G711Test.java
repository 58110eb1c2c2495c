package io.sidetone.dist.sip.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    private static final int MINUS_ZERO = 0x7F;

    @ParameterizedTest
    @EnumSource(G711.class)
    void eachOctetIsTheBestOfItsSample(G711 law) {
        for (int octet = 0; octet < 256; octet++) {
            // Of mu-law's two zeros the positive one is written.
            int expected = law == G711.PCMU && octet == MINUS_ZERO ? 0xFF : octet;
            assertThat(law.encode(law.decode(octet))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void samplesComeBackAlmostAsTheyWere(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int decoded = law.decode(law.encode(sample));
            assertThat(Math.abs(decoded - sample)).isLessThanOrEqualTo(Math.abs(sample) / 16 + 16);
        }
    }

    @Test
    void valuesAreThoseOfTheStandard() {
        // The loudest and the softest of each law.
        assertThat(G711.PCMU.decode(0x80)).isEqualTo(32_124);
        assertThat(G711.PCMU.decode(0x00)).isEqualTo(-32_124);
        assertThat(G711.PCMU.decode(0xFF)).isZero();
        assertThat(G711.PCMA.decode(0xAA)).isEqualTo(32_256);
        assertThat(G711.PCMA.decode(0x2A)).isEqualTo(-32_256);
        assertThat(G711.PCMA.decode(0xD5)).isEqualTo(8);
        assertThat(G711.PCMA.encode(new short[] {0, -1})).containsExactly(0xD5, 0x55);
    }
}
