package io.sidetone.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Texts in one array, at the lengths where their form changes.
class PackedTextsTest {

    private final List<Integer> lengths = List.of(0, 1, 125, 126, 127, 128, 255, 256, PackedTexts.LONGEST);

    @Test
    void whatWasPackedComesOutAgain() {
        for (int first : lengths) {
            for (int second : lengths) {
                @Nullable String[] texts = {null, "a".repeat(first), null, null, "b".repeat(second), null};
                byte[] packed = PackedTexts.pack(texts);
                @Nullable String[] unpacked = new String[texts.length];
                PackedTexts.unpack(packed, unpacked);
                assertThat(unpacked).containsExactly(texts);
                for (int i = 0; i < texts.length; i++) {
                    assertThat(PackedTexts.text(packed, i)).isEqualTo(texts[i]);
                }
            }
        }
    }

    @Test
    void whatIsNotThereTakesHardlyAnyRoom() {
        assertThat(PackedTexts.pack(new String[10])).isEmpty();
        assertThat(PackedTexts.pack(new @Nullable String[] {null, null, "x", null}))
                .hasSize(4);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> PackedTexts.pack(new String[] {"x".repeat(PackedTexts.LONGEST + 1)}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A text of 32767 octets");
    }
}
