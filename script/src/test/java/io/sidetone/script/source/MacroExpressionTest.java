package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.script.value.ScriptError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands behind `ifexp` and `defexp`.
class MacroExpressionTest {

    private static final Map<String, Object> NAMES = Map.of("FIVE", "5", "ONE", 1.0, "TEXT", "abc");

    private static Object value(String text) {
        return MacroExpression.value(text, name -> NAMES.getOrDefault(name, 0.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3;7",
                "(1 + 2) * 3;9",
                "10 / 4 * 2;5",
                "2 ** 10;1024",
                "7 % 4;3",
                "1 << 4 >> 2;4",
                "6 & 3 | 8;10",
                "5 ^ 1;4",
                "-3;-3",
                "!0 + !5;1",
                "~0;-1",
                "FIVE * 2;10",
                "ONE == 1;1",
                "NONE == 0;1",
                "'a' + 'b' + 1;ab1",
                "TEXT == \"abc\";1",
                "TEXT != 'abc';0",
                "'a' < 'b' && 2 > 1;1",
                "'b' <= 'b';1",
                "'b' >= 'c';0",
                "'c' > 'b';1",
                "1 <= 1;1",
                "2 >= 3;0",
                "1 < 2;1",
                "0 || TEXT;1",
                "0 && 1 || 0;0",
                "'' || '';0",
                "'a' && '';0",
                "1.5 * 2;3",
            })
    void computes(String text, String expected) {
        assertThat(MacroExpression.text(value(text))).isEqualTo(expected);
    }

    @Test
    void truthIsOfNumbersAndTexts() {
        assertThat(MacroExpression.truth(value("1"))).isTrue();
        assertThat(MacroExpression.truth(value("0"))).isFalse();
        assertThat(MacroExpression.truth(value("'0'"))).isTrue();
        assertThat(MacroExpression.truth(value("''"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"1 +", "(1", "'a", "5 5", "1 / 0", "1 % 0", "@", "5x", "=="})
    void refuses(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(ScriptError.class);
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> value("(".repeat(10_000))).isInstanceOf(ScriptError.class);
        assertThatThrownBy(() -> value("!".repeat(10_000))).isInstanceOf(ScriptError.class);
    }
}
