package io.sidetone.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {

    @Test
    void thePausesInALogAreCounted() {
        Pauses pauses = Pauses.of(List.of(
                "[1.234s] GC(1) Pause Young (Allocation Failure) 30M->5M(60M) 3.500ms",
                "[1.300s] GC(2) Concurrent Mark 20.000ms",
                "[2.234s] GC(3) Pause Full (System.gc()) 30M->5M(60M) 12.000ms",
                "[3.234s] GC(4) Pause Young (Normal) (G1 Evacuation Pause) 30M->5M(60M) 1.000ms"));

        assertThat(pauses.count()).isEqualTo(3);
        assertThat(pauses.p50()).isCloseTo(3.5, within(0.01));
        assertThat(pauses.longest()).isCloseTo(12, within(0.02));
    }

    @Test
    void aCollectorThatHardlyStopsTellsOfItWithItsPhases() {
        Pauses pauses = Pauses.of(List.of(
                "[1.234s] GC(1) Y: Pause Mark Start 0.010ms",
                "[1.300s] GC(1) Y: Concurrent Mark 20.000ms",
                "[2.234s] GC(1) Y: Pause Mark End 0.030ms"));

        assertThat(pauses).hasToString("p50 0.01, p99 0.03, longest 0.03, 2 in all");
    }
}
