package io.sidetone.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.script.value.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

    private final Scenario scenario = Scenarios.named("b").getFirst();

    @Test
    void theMedianOfThePairsIsTheRatio() {
        Result result = result();

        assertThat(result.ratio().median()).isEqualTo(0.8);
        assertThat(result.ratio().min()).isEqualTo(0.5);
        assertThat(result.ratio().max()).isEqualTo(1.25);
        assertThat(result.isMet()).isTrue();
    }

    @Test
    void theRowSaysWhatBothHaveCost() {
        assertThat(result().row())
                .containsExactly(
                        "(b) stateful proxy with Record-Route, 1,000 calls/s",
                        "80 (50–100)",
                        "100 (80–100)",
                        "**0.80** (0.50–1.25)",
                        "1 / 0",
                        "2 / 0",
                        "300",
                        "26 / 39",
                        "54 / 74");
    }

    @Test
    void theFiguresAreThereForPrograms() {
        assertThat(JsonText.of(result().json()))
                .contains("\"name\":\"b\"", "\"rate\":1000", "\"ours_us\":80.000", "\"peer_us\":100.000")
                .contains("\"ratio\":0.800", "\"low\":0.500", "\"high\":1.250", "\"failed\":1")
                .contains("\"retransmissions\":2", "\"peer_default_us\":300.000", "\"floor_c_us\":26.000");
    }

    @Test
    void scenariosHaveLetters() {
        assertThat(Scenarios.named("c,a")).extracting(Scenario::letter).containsExactly("a", "c");
        assertThatThrownBy(() -> Scenarios.named("a,z")).hasMessage("No scenario: z");
    }

    private Result result() {
        return new Result(
                scenario,
                Schedule.FULL,
                true,
                List.of(sample(1, 80), sample(0, 50), sample(0, 100)),
                List.of(sample(0, 100), sample(0, 100), sample(0, 80)),
                List.of(sample(0, 300)),
                new Floor(26, 39));
    }

    private static Sample sample(int failed, double micros) {
        return new Sample(new Calls(1000, failed, 2 * failed), micros);
    }
}
