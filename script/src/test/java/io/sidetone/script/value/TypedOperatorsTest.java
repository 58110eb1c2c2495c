package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Operators that go by the type of their left operand, and the casts.
class TypedOperatorsTest {

    @Test
    void anythingIsANumber() {
        assertThat(TypedOperators.integer(5L)).isEqualTo(5L);
        assertThat(TypedOperators.integer("-12")).isEqualTo(-12L);
        assertThat(TypedOperators.integer("0x1f")).isEqualTo(31L);
        assertThat(TypedOperators.integer("0xfffffffff")).as("beyond 32 bits").isEqualTo(0L);
        assertThat(TypedOperators.integer("0x1g")).isEqualTo(0L);
        assertThat(TypedOperators.integer("5x")).isEqualTo(0L);
        assertThat(TypedOperators.integer("")).isEqualTo(0L);
        assertThat(TypedOperators.integer(null)).isEqualTo(0L);
        assertThat(TypedOperators.integer(true)).isEqualTo(1L);
    }

    @Test
    void anythingIsText() {
        assertThat(TypedOperators.text(5L)).isEqualTo("5");
        assertThat(TypedOperators.text(null)).isEqualTo("");
        assertThat(TypedOperators.length("abc")).isEqualTo(3L);
        assertThat(TypedOperators.length(null)).isEqualTo(0L);
        assertThat(TypedOperators.empty("")).isEqualTo(1L);
        assertThat(TypedOperators.empty(0L)).isEqualTo(0L);
    }

    @Test
    void nullIsNotDefined() {
        assertThat(TypedOperators.defined(null)).isEqualTo(0L);
        assertThat(TypedOperators.defined("")).isEqualTo(1L);
        assertThat(TypedOperators.present(null)).isEqualTo(0L);
        assertThat(TypedOperators.present("x")).isEqualTo("x");
    }

    @Test
    void theLeftOperandSaysWhatPlusDoes() {
        assertThat(TypedOperators.add(3L, "4")).isEqualTo(7L);
        assertThat(TypedOperators.add("3", 4L)).isEqualTo("34");
        assertThat(TypedOperators.add(null, 4L)).isEqualTo("4");
        assertThat(TypedOperators.add(true, null)).isEqualTo(1L);
        String half = "x".repeat(Arithmetic.MAX_LENGTH / 2 + 1);
        assertThatThrownBy(() -> TypedOperators.add(half, half)).isInstanceOf(ScriptError.class);
    }

    @Test
    void theLeftOperandSaysHowIsCompared() {
        assertThat(TypedOperators.equal(5L, "05")).isTrue();
        assertThat(TypedOperators.equal("05", 5L)).isFalse();
        assertThat(TypedOperators.equal("a", "A")).isFalse();
        assertThat(TypedOperators.equal(null, 0L)).isTrue();
        assertThat(TypedOperators.equal(null, "")).isTrue();
        assertThat(TypedOperators.equal(null, null)).isTrue();
        assertThat(TypedOperators.equal("", null)).isTrue();
        assertThat(TypedOperators.equal(0L, null)).isTrue();
        assertThat(TypedOperators.textEqual(5L, "5")).isTrue();
        assertThat(TypedOperators.textEqual("x", "X")).isFalse();
    }
}
