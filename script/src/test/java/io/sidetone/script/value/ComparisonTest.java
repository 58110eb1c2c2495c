package io.sidetone.script.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// [Comparison].
class ComparisonTest {

    @Test
    void textIgnoresCase() {
        assertThat(Comparison.equal("INVITE", "invite")).isTrue();
        assertThat(Comparison.equalText("INVITE", "invite")).isTrue();
        assertThat(Comparison.equal("a", "b")).isFalse();
        assertThat(Comparison.less("a", "B")).isTrue();
    }

    @Test
    void aNumberEqualsTextThatReadsAsItDoes() {
        assertThat(Comparison.equal(200L, "200")).isTrue();
        assertThat(Comparison.equal("200", 200L)).isTrue();
        assertThat(Comparison.equalInteger("200", 200)).isTrue();
        assertThat(Comparison.equalText(200L, "200")).isTrue();
        assertThat(Comparison.equal("0200", 200L)).isFalse();
        assertThat(Comparison.equal(true, "TRUE")).isTrue();
    }

    @Test
    void numbersCompareByTheirValue() {
        assertThat(Comparison.equal(1L, new BigDecimal("1.0"))).isTrue();
        assertThat(Comparison.equal(true, 1L)).isTrue();
        assertThat(Comparison.equal(false, 1L)).isFalse();
        assertThat(Comparison.less(1L, new BigDecimal("1.5"))).isTrue();
        assertThat(Comparison.greaterOrEqual(2L, 2L)).isTrue();
        assertThat(Comparison.lessOrEqual(3L, 2L)).isFalse();
        assertThat(Comparison.greater(3L, 2L)).isTrue();
    }

    @Test
    void nullEqualsOnlyNull() {
        assertThat(Comparison.equal(null, null)).isTrue();
        assertThat(Comparison.equal(null, "")).isFalse();
        assertThat(Comparison.equalInteger(null, 0)).isFalse();
        assertThat(Comparison.equalText(null, "")).isFalse();
        assertThat(Comparison.less(null, 1L)).isFalse();
        assertThat(Comparison.greaterOrEqual(null, null)).isFalse();
    }

    @Test
    void aNumberIsComparedWithTextThatReadsAsOne() {
        assertThat(Comparison.less("5", 6L)).isTrue();
        assertThat(Comparison.greaterOrEqual(1000L, "300")).isTrue();
        assertThat(Comparison.less(new BigDecimal("1.5"), "2")).isTrue();
    }

    @Test
    void whatHasNoOrderIsAnError() {
        assertThatThrownBy(() -> Comparison.less("five", 6L))
                .isInstanceOf(ScriptError.class)
                .hasMessage("'<' cannot compare a string with an integer");
        assertThatThrownBy(() -> Comparison.greater(List.of(), List.of())).isInstanceOf(ScriptError.class);
    }

    @Test
    void listsAndMapsCompareByWhatIsInThem() {
        assertThat(Comparison.equal(List.of(1L, "A"), List.of(1L, "a"))).isTrue();
        assertThat(Comparison.equal(List.of(1L), List.of(1L, 2L))).isFalse();
        assertThat(Comparison.equal(List.of(1L), List.of(2L))).isFalse();
        assertThat(Comparison.equal(Map.of("a", List.of(1L)), Map.of("a", List.of(1L))))
                .isTrue();
        assertThat(Comparison.equal(Map.of("a", 1L), Map.of("b", 1L))).isFalse();
        assertThat(Comparison.equal(Map.of("a", 1L), Map.of())).isFalse();
        assertThat(Comparison.equal(List.of(), "")).isFalse();
    }

    @Test
    void listsThatHoldThemselvesAreAnErrorAndNoLoop() {
        List<Object> one = new ArrayList<>();
        one.add(one);
        List<Object> other = new ArrayList<>();
        other.add(other);
        assertThatThrownBy(() -> Comparison.equal(one, other)).isInstanceOf(ScriptError.class);
    }

    @Test
    void addressesLieInNetworks() {
        Network network = Network.parse("10.0.0.0/8").orElseThrow();
        assertThat(Comparison.lies("10.1.2.3", network)).isTrue();
        assertThat(Comparison.lies("11.1.2.3", network)).isFalse();
        assertThat(Comparison.lies(null, network)).isFalse();
        assertThat(Comparison.lies("example.com", network)).isFalse();
    }
}
