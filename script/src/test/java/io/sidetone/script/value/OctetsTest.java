package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetsTest {

    @Test
    void textIsUtf8() {
        assertThat(Octets.of("aé€😀")).isEqualTo("aé€😀".getBytes(StandardCharsets.UTF_8));
        assertThat(Octets.text("aé€😀\uFFFD".getBytes(StandardCharsets.UTF_8))).isEqualTo("aé€😀\uFFFD");
    }

    @Test
    void strayOctetsComeBack() {
        assertThat(Octets.text(HexFormat.of().parseHex("61ff62"))).isEqualTo("a\uDCFFb");
        for (String octets :
                new String[] {"ff", "c3", "c328", "80", "f09f98", "edb2ff", "edb280", "f09f988080", "00"}) {
            assertThat(HexFormat.of()
                            .formatHex(Octets.of(Octets.text(HexFormat.of().parseHex(octets)))))
                    .isEqualTo(octets);
        }
    }

    @Test
    void noOctetsAreLost() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] octets = new byte[random.nextInt(12)];
            random.nextBytes(octets);
            assertThat(Octets.of(Octets.text(octets))).isEqualTo(octets);
        }
    }
}
