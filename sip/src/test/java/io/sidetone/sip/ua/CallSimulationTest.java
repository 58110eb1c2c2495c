package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

/// Calls of chance end as the RFCs allow, whatever crosses or is lost, and leave nothing behind.
/// `-Dsim.seeds=100000` runs more of them, `-Dsim.first=N` begins at another seed.
class CallSimulationTest {

    private static final int SEEDS = 1000;

    @Test
    @Rfc(number = 3261, section = "14")
    @Rfc(number = 3262)
    @Rfc(number = 3311)
    void callsEndWhateverHappens() {
        int first = Integer.getInteger("sim.first", 1);
        int seeds = Integer.getInteger("sim.seeds", SEEDS);
        CallSimulation.Totals totals = CallSimulation.Totals.NONE;
        for (int seed = first; seed < first + seeds; seed++) {
            try (CallSimulation simulation = new CallSimulation(seed)) {
                totals = totals.plus(simulation.run());
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "Seed " + seed + "; once more: -Dtest=CallSimulationTest -Dsim.seeds=1 -Dsim.first=" + seed,
                        failure);
            }
        }
        System.getLogger(CallSimulationTest.class.getName())
                .log(System.Logger.Level.INFO, "Seeds " + first + " and on, " + seeds + " in all: " + totals);
        assertThat(totals.established()).isPositive().isLessThan(totals.calls());
        assertThat(totals.changed()).isPositive().isLessThan(totals.changes());
    }
}
