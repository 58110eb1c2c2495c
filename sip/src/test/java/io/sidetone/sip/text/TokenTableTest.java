package io.sidetone.sip.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenTableTest {

    @Test
    void findsEachValueByItsName() {
        List<Integer> values = IntStream.range(0, 100).boxed().toList();
        TokenTable<Integer> table = new TokenTable<>(values, value -> "name" + value);
        for (Integer value : values) {
            assertThat(find(table, "name" + value)).isEqualTo(value);
        }
        assertThat(find(table, "name100")).isNull();
    }

    @Test
    void tellsLetterCaseApart() {
        TokenTable<String> table = new TokenTable<>(List.of("branch"), Function.identity());
        assertThat(find(table, "branch")).isEqualTo("branch");
        assertThat(find(table, "Branch")).isNull();
        assertThat(find(table, "bXXXXh")).isNull();
    }

    @Test
    void findsNothingInNothing() {
        assertThat(find(new TokenTable<>(List.of("a"), Function.identity()), ""))
                .isNull();
        assertThat(find(new TokenTable<>(List.<String>of(), Function.identity()), "a"))
                .isNull();
    }

    private static <T> @Nullable T find(TokenTable<T> table, String text) {
        byte[] bytes = Text.encode("<" + text + ">");
        return table.find(bytes, 1, bytes.length - 1);
    }
}
