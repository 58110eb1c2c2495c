package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.DnsSettings;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls as chance has them, by thousands of seeds. By hand: `-Dsim.seeds=100000 -Dsim.first=1`.
@Rfc(number = 3261, section = "16")
class ProxySimulationTest {

    private static final System.Logger LOG = System.getLogger(ProxySimulationTest.class.getName());
    private static final int SEEDS = 1000;

    private final DnsSettings names;

    ProxySimulationTest(@TempDir Path folder) {
        this.names = SimulatedHosts.names(folder);
    }

    @Test
    void everyCallEndsAsItMayAndNothingIsLeft() {
        long first = Long.getLong("sim.first", 1);
        int seeds = Integer.getInteger("sim.seeds", SEEDS);
        ProxySimulation.Totals totals = ProxySimulation.Totals.NONE;
        for (long seed = first; seed < first + seeds; seed++) {
            totals = totals.plus(run(seed));
        }
        LOG.log(Level.INFO, "{0} seeds: {1}", seeds, totals);
        if (seeds >= SEEDS) {
            assertThat(totals.answered()).isPositive();
            assertThat(totals.more()).isPositive();
            assertThat(totals.failures()).containsKeys(3, 4, 5, 6);
            assertThat(totals.failovers()).containsOnlyKeys(SimulatedFailovers.Cause.values());
        }
    }

    private ProxySimulation.Totals run(long seed) {
        try (ProxySimulation simulation = new ProxySimulation(seed, names)) {
            try {
                return simulation.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "Seed " + seed + " (again with -Dtest=ProxySimulationTest -Dsim.seeds=1 -Dsim.first=" + seed
                                + "): " + failure.getMessage() + "\n" + simulation.ladder(),
                        failure);
            }
        }
    }

    @Test
    void withOneSeedTheSameHappens() {
        try (ProxySimulation one = new ProxySimulation(5, names);
                ProxySimulation other = new ProxySimulation(5, names)) {
            one.run();
            other.run();
            assertThat(one.ladder()).isNotEmpty().isEqualTo(other.ladder());
        }
    }
}
