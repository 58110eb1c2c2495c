package io.sidetone.sip.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    @Rfc(number = 3261, section = "25.1")
    void readsWhatIsNoUtf8AsLatin1() {
        // The last is the beginning of a character of four octets, as long as the replacement character.
        for (String text : new String[] {"Andr\u00e9", "\u00ff", "\u00f0\u009f\u0098", "x\u00f0\u009f\u0098y"}) {
            byte[] octets = text.getBytes(ISO_8859_1);

            assertThat(Text.decode(octets, 0, octets.length)).isEqualTo(text);
        }
    }

    @Test
    void keepsAReplacementCharacterThatWasSent() {
        byte[] octets = Text.encode("a\ufffdb");

        assertThat(Text.decode(octets, 0, octets.length)).isEqualTo("a\ufffdb");
        assertThat(Text.decode(octets, 1, octets.length - 1)).isEqualTo("\ufffd");
    }
}
