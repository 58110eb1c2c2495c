package io.sidetone.sip.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.junit.jupiter.api.Test;

class ParameterNumbersTest {

    @Test
    void tellsAbsentFromMalformed() {
        assertThat(ParameterNumbers.get(Parameters.NONE, "n", 9)).isEqualTo(ParameterNumbers.ABSENT);
        assertThat(ParameterNumbers.get(Parameters.of("N", "9"), "n", 9)).isEqualTo(9);
        for (String value : new String[] {"10", "", "x", "-1", "1 ", "99999999999999999999999"}) {
            Parameters parameters = Parameters.of("n", value);
            assertThat(ParameterNumbers.get(parameters, "n", 9)).as(value).isEqualTo(ParameterNumbers.MALFORMED);
            assertThat(ParameterNumbers.getOrAbsent(parameters, "n", 9))
                    .as(value)
                    .isEqualTo(ParameterNumbers.ABSENT);
            assertThatThrownBy(() -> ParameterNumbers.check(parameters, "n", 9, new TextReader("")))
                    .isInstanceOf(SyntaxException.class);
        }
        assertThat(ParameterNumbers.get(Parameters.of("n", null), "n", 9)).isEqualTo(ParameterNumbers.MALFORMED);
    }

    @Test
    void knowsSmallLimitsAndTakesQuotedNumbers() {
        assertThat(ParameterNumbers.get(Parameters.of("n", "9"), "n", 5)).isEqualTo(ParameterNumbers.MALFORMED);
        assertThat(ParameterNumbers.get(Parameters.of("n", "5"), "n", 5)).isEqualTo(5);
        assertThat(ParameterNumbers.get(Parameters.of("n", "\"60\""), "n", 100)).isEqualTo(60);
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void readsPreferencesInThousandths() {
        assertThat(ParameterNumbers.q(Parameters.of("q", "0.25"))).isEqualTo(250);
        assertThat(ParameterNumbers.q(Parameters.of("q", "1.0000"))).isEqualTo(ParameterNumbers.ABSENT);
        assertThat(ParameterNumbers.q(Parameters.of("q", null))).isEqualTo(ParameterNumbers.ABSENT);
        assertThat(ParameterNumbers.q(Parameters.NONE)).isEqualTo(ParameterNumbers.ABSENT);
    }
}
