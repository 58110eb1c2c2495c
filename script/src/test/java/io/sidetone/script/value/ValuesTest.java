package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [Values].
class ValuesTest {

    @Test
    void whatIsThereAndNotZeroIsTrue() {
        assertThat(Values.truth(null)).isFalse();
        assertThat(Values.truth(0L)).isFalse();
        assertThat(Values.truth("")).isFalse();
        assertThat(Values.truth(List.of())).isFalse();
        assertThat(Values.truth(Map.of())).isFalse();
        assertThat(Values.truth(new BigDecimal("0.00"))).isFalse();
        assertThat(Values.truth(false)).isFalse();
        assertThat(Values.truth(-1L)).isTrue();
        assertThat(Values.truth("0")).isTrue();
        assertThat(Values.truth(List.of(0L))).isTrue();
    }

    @Test
    void everyValueHasAText() {
        assertThat(Values.text(null)).isEqualTo("<null>");
        assertThat(Values.text(-5L)).isEqualTo("-5");
        assertThat(Values.text(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(Values.text(true)).isEqualTo("true");
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a \"b\"", List.of(1L, "x\ny\u0001"));
        map.put("n", null);
        assertThat(Values.text(map)).isEqualTo("{\"a \\\"b\\\"\":[1,\"x\\ny\\u0001\"],\"n\":null}");
    }

    @Test
    void aListThatHoldsItselfHasNoText() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatThrownBy(() -> Values.text(list)).isInstanceOf(ScriptError.class);
    }

    @Test
    void wholeNumbersAreRead() {
        assertThat(Values.integer("42")).isEqualTo(42L);
        assertThat(Values.integer("-42")).isEqualTo(-42L);
        assertThat(Values.integer("+42")).isEqualTo(42L);
        assertThat(Values.integer("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Values.integer(true)).isEqualTo(1L);
        assertThat(Values.integer(new BigDecimal("3.0"))).isEqualTo(3L);
        for (String text : List.of("", "-", "4 2", "4.2", "0x10", "9223372036854775808", "1".repeat(30), "٣")) {
            assertThat(Values.integer(text)).as(text).isNull();
        }
        assertThat(Values.integer(new BigDecimal("3.5"))).isNull();
        assertThat(Values.integer(null)).isNull();
        assertThat(Values.integer(List.of())).isNull();
    }

    @Test
    void flagsAreRead() {
        for (Object yes : List.of(true, 1L, 5L, "1", "yes", "TRUE", "on", "Enable")) {
            assertThat(Values.flag(yes)).as("%s", yes).contains(true);
        }
        for (Object no : List.of(false, 0L, "0", "no", "False", "off", "disable")) {
            assertThat(Values.flag(no)).as("%s", no).contains(false);
        }
        assertThat(Values.flag("maybe")).isEmpty();
        assertThat(Values.flag(null)).isEmpty();
    }

    @Test
    void typesAreTold() {
        assertThat(Type.of(null)).isEqualTo(Type.NULL);
        assertThat(Type.of(1L)).isEqualTo(Type.INTEGER);
        assertThat(Type.of(Map.of())).isEqualTo(Type.MAP);
        assertThat(Type.MAP.phrase()).isEqualTo("a map");
        assertThatThrownBy(() -> Type.of(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
