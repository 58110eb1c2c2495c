package io.sidetone.bench.compare;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.script.value.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the same work costs the server as it is shipped, and Kamailio. Immutable.
///
/// @param scenarios what is measured; null for all that the run is about
/// @param json takes the figures as well; null for nowhere
public record ComparisonGroup(
        @Nullable List<Scenario> scenarios, @Nullable Path json) implements Group {

    /// All scenarios.
    public static ComparisonGroup ofAll() {
        return new ComparisonGroup(null, null);
    }

    /// Some of them.
    ///
    /// @param letters with commas between; null for all
    /// @param json takes the figures as well; null for nowhere
    /// @throws IllegalArgumentException if there is no such scenario
    public static ComparisonGroup of(@Nullable String letters, @Nullable Path json) {
        return new ComparisonGroup(letters == null ? null : Scenarios.named(letters), json);
    }

    @Override
    public String id() {
        return "comparison";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Comparison comparison = new Comparison(
                ServerProgram.ours(),
                ServerProgram.kamailio("fm"),
                ServerProgram.kamailio("qm"),
                quick ? Schedule.QUICK : Schedule.FULL,
                progress);
        return run(
                comparison, scenarios != null ? scenarios : quick ? Scenarios.ofQuickRuns() : Scenarios.all(), machine);
    }

    /// Runs a comparison. One scenario that does not work leaves the others alone, unless somebody ends this.
    ///
    /// @throws IOException with all that did work, if one does not
    public String run(Comparison comparison, List<Scenario> chosen, Machine machine) throws IOException {
        List<Result> results = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Scenario scenario : chosen) {
            try {
                results.add(comparison.run(scenario));
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                broken.add(scenario.title() + ": " + e.getMessage());
                comparison.progress().accept(broken.getLast());
            }
            if (json != null) {
                Files.writeString(json, json(results, machine));
            }
        }
        String block = machine.block(id(), table(results), verdicts(results), how(comparison, results), List.of());
        if (!broken.isEmpty()) {
            throw new IOException("this was not measured:\n" + String.join("\n", broken) + "\n" + block);
        }
        return block;
    }

    private static Table table(List<Result> results) {
        Table table = new Table(
                "scenario",
                "Sidetone: CPU µs",
                "Kamailio: CPU µs",
                "ratio",
                "failed",
                "retransmissions",
                "Kamailio, default allocator",
                "floor: C / Java",
                "above C's floor");
        results.forEach(result -> table.row(result.row().toArray(String[]::new)));
        return table;
    }

    private static Verdicts verdicts(List<Result> results) {
        Verdicts verdicts = new Verdicts();
        for (Result result : results) {
            Scenario scenario = result.scenario();
            verdicts.add(
                    "(" + scenario.letter() + "): at most " + Spread.showRatio(scenario.target()),
                    Spread.showRatio(result.ratio().median()),
                    result.isMet());
        }
        return verdicts;
    }

    private static String how(Comparison comparison, List<Result> results) {
        String by = results.stream().allMatch(Result::exact)
                ? "CPU time by control group"
                : "CPU time by process times, in steps of 10 ms";
        return comparison.schedule() + "; " + by;
    }

    private static String json(List<Result> results, Machine machine) {
        return JsonText.of(Map.of(
                        "machine",
                        machine.text(),
                        "peer",
                        "kamailio -x fm",
                        "scenarios",
                        results.stream().map(Result::json).toList()))
                + "\n";
    }
}
