package io.sidetone.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.testing.GoldenCases;
import io.sidetone.script.testing.Scenario;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Whether and where a script waits makes no difference to what it does: all golden scripts that can run are run
/// with functions that wait, one at a time at every point, two at a time at every pair of points of the smaller
/// ones, and at random points.
class ResumptionTest {

    /// Pairs are tried in scripts with so many points.
    private static final int PAIRS = 20;

    /// Random sets of points for each script; fewer where it has many points, so that so many calls are made in
    /// all.
    private static final int RANDOM = 1_000;

    private static final int RANDOM_CALLS = 20_000;
    private static final int FEWEST_SCRIPTS = 150;
    private static final int FEWEST_POINTS = 500;

    @TestFactory
    Stream<DynamicTest> waitingMakesNoDifference() throws IOException {
        return GoldenCases.sources()
                .filter(source -> Scenario.of(source.text()).isPresent())
                .map(source -> DynamicTest.dynamicTest(
                        source.name(), () -> check(Scenario.of(source.text()).orElseThrow())));
    }

    private static void check(Scenario scenario) {
        String expected = scenario.runSuspended(_ -> false);
        int points = scenario.points();
        assertThat(scenario.runSuspended(_ -> true)).as("waiting everywhere").isEqualTo(expected);
        for (int point = 0; point < points; point++) {
            int only = point;
            assertThat(scenario.runSuspended(at -> at == only))
                    .as("waiting at %d", point)
                    .isEqualTo(expected);
        }
        if (points <= PAIRS) {
            checkPairs(scenario, points, expected);
        }
        if (points > 2) {
            checkRandom(scenario, points, expected);
        }
    }

    private static void checkPairs(Scenario scenario, int points, String expected) {
        for (int first = 0; first < points; first++) {
            for (int second = first + 1; second < points; second++) {
                int one = first;
                int other = second;
                assertThat(scenario.runSuspended(at -> at == one || at == other))
                        .as("waiting at %d and %d", one, other)
                        .isEqualTo(expected);
            }
        }
    }

    private static void checkRandom(Scenario scenario, int points, String expected) {
        int sets = Math.min(RANDOM, RANDOM_CALLS / points);
        for (int seed = 0; seed < sets; seed++) {
            BitSet set = new BitSet();
            Random random = new Random(seed);
            double share = random.nextDouble();
            for (int point = 0; point < points; point++) {
                set.set(point, random.nextDouble() < share);
            }
            assertThat(scenario.runSuspended(set::get))
                    .as("waiting as seed %d says", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        int scripts = 0;
        int points = 0;
        for (GoldenCases.Source source : GoldenCases.sources().toList()) {
            Optional<Scenario> scenario = Scenario.of(source.text());
            scripts += scenario.isPresent() ? 1 : 0;
            points += scenario.map(Scenario::points).orElse(0);
        }
        assertThat(scripts).isGreaterThanOrEqualTo(FEWEST_SCRIPTS);
        assertThat(points).isGreaterThanOrEqualTo(FEWEST_POINTS);
    }
}
