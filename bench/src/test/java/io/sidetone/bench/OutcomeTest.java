package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.bench.base.Outcome;
import io.sidetone.bench.base.Turns;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void countsByWhatCameBack() {
        Outcome outcome = Outcome.parse("1000 800 4000000 2000000000");

        assertThat(outcome).isEqualTo(new Outcome(1000, 800, 4_000_000, 2_000_000_000L));
        assertThat(outcome.cpuMicros()).isEqualTo(5);
        assertThat(outcome.perSecond()).isEqualTo(400);
        assertThat(outcome.lost()).isEqualTo(200);
    }

    @Test
    void eachTurnBeginsWithAnother() {
        assertThat(Turns.rotated(List.of(1, 2, 3), 0)).containsExactly(1, 2, 3);
        assertThat(Turns.rotated(List.of(1, 2, 3), 1)).containsExactly(2, 3, 1);
        assertThat(Turns.rotated(List.of(1, 2, 3), 5)).containsExactly(3, 1, 2);
    }
}
