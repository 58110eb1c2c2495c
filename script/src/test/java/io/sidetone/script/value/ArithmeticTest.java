package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// [Arithmetic].
class ArithmeticTest {

    private static BigDecimal decimal(String digits) {
        return new BigDecimal(digits);
    }

    @Test
    void integersHave64Bits() {
        assertThat(Arithmetic.add(4_000_000_000L, 4_000_000_000L)).isEqualTo(8_000_000_000L);
        assertThat(Arithmetic.multiply(3_000_000_000L, 3L)).isEqualTo(9_000_000_000L);
        assertThat(Arithmetic.add(Long.MAX_VALUE, 1L)).isEqualTo(Long.MIN_VALUE);
        assertThat(Arithmetic.subtract(1L, 3L)).isEqualTo(-2L);
    }

    @Test
    void divisionOfIntegersLeavesTheFractionOut() {
        assertThat(Arithmetic.divide(7L, 2L)).isEqualTo(3L);
        assertThat(Arithmetic.divide(-7L, 2L)).isEqualTo(-3L);
        assertThat(Arithmetic.modulo(-7L, 2L)).isEqualTo(-1L);
        assertThat(Arithmetic.divide(Long.MIN_VALUE, -1L)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void divisionByZeroIsAnError() {
        for (Object zero : List.of(0L, false, decimal("0.0"))) {
            assertThatThrownBy(() -> Arithmetic.divide(1L, zero))
                    .isInstanceOf(ScriptError.class)
                    .hasMessage("division by zero");
            assertThatThrownBy(() -> Arithmetic.modulo(1L, zero)).isInstanceOf(ScriptError.class);
        }
        assertThatThrownBy(() -> Arithmetic.divide(1L, null)).isInstanceOf(ScriptError.class);
    }

    @Test
    void decimalsKeepTheirDigits() {
        assertThat(Arithmetic.add(decimal("0.1"), decimal("0.2"))).isEqualTo(decimal("0.3"));
        assertThat(Arithmetic.add(1L, decimal("0.5"))).isEqualTo(decimal("1.5"));
        assertThat(Arithmetic.multiply(decimal("1.5"), 2L)).isEqualTo(decimal("3.0"));
        assertThat(Arithmetic.divide(decimal("1"), 3L)).isEqualTo(decimal("0.3333333333333333333333333333333333"));
        assertThat(Arithmetic.modulo(decimal("7.5"), 2L)).isEqualTo(decimal("1.5"));
        assertThat(Arithmetic.negate(decimal("1.5"))).isEqualTo(decimal("-1.5"));
    }

    @Test
    void aRemainderOfTooManyDigitsIsAnError() {
        assertThatThrownBy(() -> Arithmetic.modulo(decimal("1e100"), decimal("3")))
                .isInstanceOf(ScriptError.class);
    }

    @Test
    void aBooleanCountsAsANumberAndNullAsNothing() {
        assertThat(Arithmetic.add(true, true)).isEqualTo(2L);
        assertThat(Arithmetic.add(5L, null)).isEqualTo(5L);
        assertThat(Arithmetic.add("x", null)).isEqualTo("x");
        assertThat(Arithmetic.add(null, "x")).isEqualTo("x");
        assertThat(Arithmetic.add(null, 2L)).isEqualTo(2L);
        assertThat(Arithmetic.add(null, null)).isEqualTo("");
    }

    @Test
    void textIsJoinedWithTextAndListsWithLists() {
        assertThat(Arithmetic.add("sip:", "bob")).isEqualTo("sip:bob");
        assertThat(Arithmetic.add("n", 5L)).isEqualTo("n5");
        assertThat(Arithmetic.add(List.of(1L), List.of(2L))).isEqualTo(List.of(1L, 2L));
        assertThatThrownBy(() -> Arithmetic.add(List.of(1L), 2L))
                .hasMessage("'+' needs a list beside a list, not an integer");
    }

    @Test
    void joinedTextAndListsAreLimited() {
        String half = "x".repeat(Arithmetic.MAX_LENGTH / 2 + 1);
        assertThatThrownBy(() -> Arithmetic.add(half, half)).isInstanceOf(ScriptError.class);
        List<Object> list = java.util.Collections.nCopies(Arithmetic.MAX_LENGTH / 2 + 1, 1L);
        assertThatThrownBy(() -> Arithmetic.add(list, list)).isInstanceOf(ScriptError.class);
    }

    @Test
    void bitsAreThoseOf64() {
        assertThat(Arithmetic.bitAnd(6L, 3L)).isEqualTo(2L);
        assertThat(Arithmetic.bitOr(6L, 3L)).isEqualTo(7L);
        assertThat(Arithmetic.bitXor(6L, 3L)).isEqualTo(5L);
        assertThat(Arithmetic.complement(0L)).isEqualTo(-1L);
        assertThat(Arithmetic.shiftLeft(1L, 40L)).isEqualTo(1L << 40);
        assertThat(Arithmetic.shiftLeft(1L, 64L)).isEqualTo(0L);
        assertThat(Arithmetic.shiftRight(-8L, 1L)).isEqualTo(-4L);
        assertThat(Arithmetic.shiftRight(-8L, 100L)).isEqualTo(-1L);
        assertThatThrownBy(() -> Arithmetic.shiftLeft(1L, -1L)).hasMessage("'<<' by -1 bits");
    }

    @Test
    void otherOperandsAreAnErrorThatNamesThem() {
        assertThatThrownBy(() -> Arithmetic.add(1L, "5")).hasMessage("'+' is for numbers, not for a string");
        assertThatThrownBy(() -> Arithmetic.subtract("5", 1L)).hasMessage("'-' is for numbers, not for a string");
        assertThatThrownBy(() -> Arithmetic.multiply(Map.of(), 1L)).hasMessage("'*' is for numbers, not for a map");
        assertThatThrownBy(() -> Arithmetic.bitAnd(decimal("1.5"), 1L))
                .hasMessage("'&' is for numbers, not for a decimal");
        assertThatThrownBy(() -> Arithmetic.negate("x")).isInstanceOf(ScriptError.class);
    }
}
