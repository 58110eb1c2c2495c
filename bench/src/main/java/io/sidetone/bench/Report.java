package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import java.util.Objects;

/// What is written down of a run, in Markdown: the figures, and which targets they meet. Immutable.
///
/// @param group what was measured
/// @param rounds what came out
record Report(OperationGroup group, Rounds rounds) {

    private static final String NOTHING = "";

    /// Everything that is recorded of a run.
    String block(Pace pace, Machine machine) {
        return machine.block(group.id(), table(), verdicts(), pace.toString(), Child.JVM_FLAGS);
    }

    /// One line for each comparison.
    Table table() {
        Table table = new Table(
                "operation", "CPU ns", "wall ns", "bytes", "jain-sip: CPU ns", "jain-sip: bytes", "times faster");
        for (Comparison comparison : group.comparisons()) {
            String peer = comparison.peer();
            table.row(
                    comparison.operation(),
                    rounds.cpu(comparison.ours()).toString(),
                    rounds.wall(comparison.ours()).toString(),
                    Spread.show(value(comparison, Target.Measure.BYTES)),
                    peer == null ? NOTHING : rounds.cpu(peer).toString(),
                    peer == null ? NOTHING : Spread.show(rounds.bytes(peer).median()),
                    peer == null ? NOTHING : Spread.show(value(comparison, Target.Measure.TIMES)));
        }
        return table;
    }

    /// One line for each target.
    Verdicts verdicts() {
        Verdicts verdicts = new Verdicts();
        for (Comparison comparison : group.comparisons()) {
            for (Target target : comparison.targets()) {
                double value = value(comparison, target.measure());
                verdicts.add(comparison.operation() + ": " + target, Spread.show(value), target.isMetBy(value));
            }
        }
        return verdicts;
    }

    private double value(Comparison comparison, Target.Measure measure) {
        return switch (measure) {
            case CPU -> rounds.cpu(comparison.ours()).median();
            case BYTES -> rounds.bytes(comparison.ours()).median();
            case TIMES ->
                rounds.cpu(Objects.requireNonNull(comparison.peer())).median()
                        / rounds.cpu(comparison.ours()).median();
        };
    }
}
