package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.junit.jupiter.api.Test;

class FeatureValueTest {

    @Test
    @Rfc(number = 3840, section = "9")
    void readsEveryKind() throws SyntaxException {
        assertThat(value("en-US")).isEqualTo(new FeatureValue.Word("en-US", false));
        assertThat(value("!fixed")).isEqualTo(new FeatureValue.Word("fixed", true));
        assertThat(value("<A, b! \u4f60>")).isEqualTo(new FeatureValue.Exact("A, b! \u4f60"));
        assertThat(value("#=-5.5")).isInstanceOfSatisfying(FeatureValue.Range.class, range -> {
            assertThat(range.low()).isEqualByComparingTo("-5.5");
            assertThat(range.high()).isEqualByComparingTo("-5.5");
        });
        assertThat(value("#>=5")).isInstanceOfSatisfying(FeatureValue.Range.class, range -> {
            assertThat(range.low()).isEqualByComparingTo("5");
            assertThat(range.high()).isNull();
        });
    }

    @Test
    void refusesBrokenValues() {
        for (String text : new String[] {
            "", "!", "!!a", "#", "#5", "#>5", "#<5", "#=", "#=x", "#1:", "#:1", "#=.5", "<", "<a", "\u00e9"
        }) {
            assertThatThrownBy(() -> value(text)).as(text).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void refusesNumbersThatTakeLongToRead() throws SyntaxException {
        String longest = "1".repeat(FeatureValue.MAX_NUMBER);

        assertThat(value("#=" + longest)).isInstanceOf(FeatureValue.Range.class);
        assertThatThrownBy(() -> value("#=" + longest + "1")).isInstanceOf(SyntaxException.class);
    }

    @Test
    @Rfc(number = 3841, section = "7.2.4")
    void overlapsWhereOneThingCanHaveBoth() throws SyntaxException {
        String[][] overlapping = {
            {"en", "EN"},
            {"!en", "de"},
            {"!en", "!de"},
            {"!en", "!en"},
            {"TRUE", "true"},
            {"<a>", "<a>"},
            {"#=5", "#=5.0"},
            {"#>=5", "#<=5"},
            {"#1:3", "#2:9"},
            {"#>=1", "#>=100"},
            {"!#=5", "#4:5"},
            {"!#1:3", "#3:4"},
            {"!#=1", "!#=1"},
            {"!#>=5", "#<=9"}
        };
        for (String[] pair : overlapping) {
            assertThat(value(pair[0]).overlaps(value(pair[1])))
                    .as(String.join(" ", pair))
                    .isTrue();
            assertThat(value(pair[1]).overlaps(value(pair[0])))
                    .as(String.join(" ", pair))
                    .isTrue();
        }
        String[][] apart = {
            {"en", "de"},
            {"!en", "en"},
            {"<a>", "<A>"},
            {"<a>", "a"},
            {"#=5", "5"},
            {"#=5", "#=6"},
            {"#>=5", "#<=4"},
            {"#1:3", "#4:5"},
            {"!#=5", "#=5"},
            {"!#1:9", "#2:3"},
            {"!#>=5", "#>=5"},
            {"TRUE", "FALSE"}
        };
        for (String[] pair : apart) {
            assertThat(value(pair[0]).overlaps(value(pair[1])))
                    .as(String.join(" ", pair))
                    .isFalse();
            assertThat(value(pair[1]).overlaps(value(pair[0])))
                    .as(String.join(" ", pair))
                    .isFalse();
        }
    }

    private static FeatureValue value(String text) throws SyntaxException {
        return FeatureValue.parse(new TextReader(text));
    }
}
