package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

    @Test
    void readsValues() {
        assertThat(JsonReader.read(" null ")).isNull();
        assertThat(JsonReader.read("true")).isEqualTo(true);
        assertThat(JsonReader.read("false")).isEqualTo(false);
        assertThat(JsonReader.read("-12")).isEqualTo(-12L);
        assertThat(JsonReader.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonReader.read("9223372036854775808")).isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(JsonReader.read("1.50e+2")).isEqualTo(new BigDecimal("1.50e2"));
        assertThat(JsonReader.read("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é\""))
                .isEqualTo("a\"\\/\b\f\n\r\té😀é");
        assertThat(JsonReader.read("[ ]")).isEqualTo(List.of());
        assertThat(JsonReader.read("{ }")).isEqualTo(Map.of());
        assertThat(JsonReader.read("[1, null ,[2]]")).isEqualTo(Arrays.asList(1L, null, List.of(2L)));
        assertThat(JsonReader.read("{\"a\":1, \"b\" : {\"c\":[]}, \"a\":2}"))
                .isEqualTo(Map.of("a", 2L, "b", Map.of("c", List.of())));
    }

    @Test
    void refusesWhatIsNone() {
        for (String text : new String[] {
            "",
            " ",
            "nul",
            "truely",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "\"",
            "\"a",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\n\"",
            "[",
            "[1",
            "[1,]",
            "[1 2]",
            "{",
            "{a:1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "1 1",
            "'a'",
            "NaN",
            "\"\\u\uFF11111\""
        }) {
            assertThatThrownBy(() -> JsonReader.read(text))
                    .as(text)
                    .isInstanceOf(ScriptError.class)
                    .hasMessageStartingWith("no JSON: ");
        }
        assertThatThrownBy(() -> JsonReader.read("[1,]"))
                .hasMessage("no JSON: a value should stand here (character 4)");
    }

    @Test
    void isBounded() {
        assertThat(JsonReader.read("[".repeat(65) + "]".repeat(65))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessageContaining("nested deeper than 64");
        assertThat(JsonReader.read("1e399")).isEqualTo(new BigDecimal("1e399"));
        assertThatThrownBy(() -> JsonReader.read("1e400")).hasMessageContaining("too long");
        assertThatThrownBy(() -> JsonReader.read("1e-401")).hasMessageContaining("too long");
        assertThatThrownBy(() -> JsonReader.read("1e99999999999")).hasMessageContaining("too long");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(401))).hasMessageContaining("too long");
        assertThatThrownBy(() -> JsonReader.read(" ".repeat(JsonReader.LENGTH + 1)))
                .hasMessage("JSON of 1048577 characters, but 1048576 is the most");
        assertThatThrownBy(() -> ((List<?>) JsonReader.read("[1]")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void readsWhatIsWritten() {
        Object value = JsonReader.read("{\"a\":[1,2.5,null,true,\"x\\n\\u0001\\\"\"],\"b\":{}}");
        assertThat(JsonReader.read(Values.text(value))).isEqualTo(value);
    }
}
