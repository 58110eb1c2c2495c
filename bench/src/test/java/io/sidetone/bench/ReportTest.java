package io.sidetone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.bench.Target.Measure;
import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.compare.ComparisonGroup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final OperationGroup group = new OperationGroup(
            "trial",
            List.of(
                    Comparison.of("walk", "A.ours", "A.theirs")
                            .must(Measure.CPU, 300)
                            .must(Measure.BYTES, 800)
                            .must(Measure.TIMES, 10),
                    Comparison.alone("run", "A.alone")));

    private final Rounds rounds = new Rounds();
    private final Report report = new Report(group, rounds);

    @Test
    void showsMediansRangesAndHowManyTimesFaster() {
        measure();

        assertThat(report.table()).hasToString("""
                | operation | CPU ns | wall ns | bytes | jain-sip: CPU ns | jain-sip: bytes | times faster |
                |---|---|---|---|---|---|---|
                | walk | 280 (250–900) | 300 (300–300) | 816 | 2,700 (2,600–2,800) | 18,000 | 9.6 |
                | run | 3.2 (3.2–3.2) | 3.3 (3.3–3.3) | 0 |  |  |  |
                """);
    }

    @Test
    void saysOfEachTargetWhetherItIsMet() {
        measure();

        assertThat(report.verdicts()).hasToString("""
                | target | measured |  |
                |---|---|---|
                | walk: at most 300 ns of CPU | 280 | met |
                | walk: at most 800 bytes | 816 | **missed** |
                | walk: at least 10 times faster than jain-sip | 9.6 | **missed** |

                """);
    }

    @Test
    void tellsTheCommandAndTheMachine() {
        measure();

        assertThat(report.block(Pace.FULL, new Machine("2 cores")))
                .contains(
                        "\n`./sidetone bench trial --record`: ",
                        "5 rounds in turns",
                        "; 2 cores, flags `" + String.join(" ", Child.JVM_FLAGS) + "`.\n");
    }

    @Test
    void aLimitThatIsReachedIsMet() {
        assertThat(new Target(Measure.CPU, 300).isMetBy(300)).isTrue();
        assertThat(new Target(Measure.BYTES, 300).isMetBy(301)).isFalse();
        assertThat(new Target(Measure.TIMES, 10).isMetBy(10)).isTrue();
        assertThat(new Target(Measure.TIMES, 10).isMetBy(9.9)).isFalse();
    }

    @Test
    void theMedianOfAnEvenNumberIsInTheMiddle() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void numbersHaveAsManyDigitsAsAreWorthReading() {
        assertThat(Spread.show(0.0001)).isEqualTo("0");
        assertThat(Spread.show(9.64)).isEqualTo("9.6");
        assertThat(Spread.show(9.97)).isEqualTo("10");
        assertThat(Spread.show(12345.6)).isEqualTo("12,346");
    }

    @Test
    void figuresGoBetweenTheMarksOfTheirGroup() {
        PerformancePage page = new PerformancePage("""
                Before.
                <!-- bench:other -->
                old
                <!-- /bench -->
                <!-- bench:trial -->
                old
                <!-- /bench -->
                After.
                """);

        assertThat(page.with(group, "new\n").text()).isEqualTo("""
                Before.
                <!-- bench:other -->
                old
                <!-- /bench -->
                <!-- bench:trial -->
                new
                <!-- /bench -->
                After.
                """);
        assertThatThrownBy(() -> new PerformancePage("nothing").with(group, "new\n"))
                .hasMessageContaining("<!-- bench:trial -->");
    }

    @Test
    void thePageHasAPlaceForEveryGroup() throws Exception {
        PerformancePage page = PerformancePage.read(Path.of(".."));

        for (Group each : Groups.all(ComparisonGroup.ofAll())) {
            assertThat(page.with(each, "| figures |\n").text())
                    .contains("<!-- bench:" + each.id() + " -->\n| figures |\n");
        }
    }

    private void measure() {
        rounds.add("A.ours", new Measurement(900, 300, 816));
        rounds.add("A.ours", new Measurement(250, 300, 816));
        rounds.add("A.ours", new Measurement(280, 300, 816));
        rounds.add("A.theirs", new Measurement(2600, 2600, 18000));
        rounds.add("A.theirs", new Measurement(2800, 2800, 18000));
        rounds.add("A.alone", new Measurement(3.2, 3.3, 0));
    }
}
