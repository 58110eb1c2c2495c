package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {

    @Test
    @Rfc(number = 3840, section = "9")
    void readsListsOfValues() throws SyntaxException {
        assertThat(Feature.of("language", "en , !de").values())
                .containsExactly(new FeatureValue.Word("en", false), new FeatureValue.Word("de", true));
        assertThat(Feature.of("audio", null)).isEqualTo(Feature.of("audio", "TRUE"));
        for (String value : new String[] {"", "en,", ",en", "en de", "en;de"}) {
            assertThatThrownBy(() -> Feature.of("language", value)).as(value).isInstanceOf(SyntaxException.class);
        }
        assertThatThrownBy(() -> new Feature("x", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsNoMoreValuesThanCanBeComparedQuickly() throws SyntaxException {
        String most = "a" + ",a".repeat(Feature.MAX_VALUES - 1);

        assertThat(Feature.of("methods", most).values()).hasSize(Feature.MAX_VALUES);
        assertThatThrownBy(() -> Feature.of("methods", most + ",a")).isInstanceOf(SyntaxException.class);
    }

    @Test
    @Rfc(number = 3841, section = "7.2.4")
    void overlapsIfAnyOfItsValuesDoes() throws SyntaxException {
        assertThat(Feature.of("language", "en,de").overlaps(Feature.of("Language", "fr,DE")))
                .isTrue();
        assertThat(Feature.of("language", "en,de").overlaps(Feature.of("language", "fr")))
                .isFalse();
        assertThat(Feature.of("language", "en").overlaps(Feature.of("class", "en")))
                .isFalse();
    }
}
