package io.sidetone.bench;

import java.util.Objects;

/// What is written down of a run, in Markdown: the figures, and which targets they meet. Immutable.
///
/// @param group what was measured
/// @param rounds what came out
record Report(Group group, Rounds rounds) {

    private static final String NOTHING = "";

    /// Everything that is recorded of a run.
    String block(Pace pace, Machine machine) {
        return "\n" + table() + "\n" + verdicts() + "`./sidetone bench " + group.id() + " --record`: " + pace + "; "
                + machine.text() + ".\n\n";
    }

    /// One line for each comparison.
    String table() {
        StringBuilder table = new StringBuilder("""
                | operation | CPU ns | wall ns | bytes | jain-sip: CPU ns | jain-sip: bytes | times faster |
                |---|---|---|---|---|---|---|
                """);
        for (Comparison comparison : group.comparisons()) {
            String peer = comparison.peer();
            row(
                    table,
                    comparison.operation(),
                    rounds.cpu(comparison.ours()).toString(),
                    rounds.wall(comparison.ours()).toString(),
                    Spread.show(value(comparison, Target.Measure.BYTES)),
                    peer == null ? NOTHING : rounds.cpu(peer).toString(),
                    peer == null ? NOTHING : Spread.show(rounds.bytes(peer).median()),
                    peer == null ? NOTHING : Spread.show(value(comparison, Target.Measure.TIMES)));
        }
        return table.toString();
    }

    /// One line for each target; empty if the group has none.
    String verdicts() {
        StringBuilder table = new StringBuilder();
        for (Comparison comparison : group.comparisons()) {
            for (Target target : comparison.targets()) {
                double value = value(comparison, target.measure());
                row(
                        table,
                        comparison.operation() + ": " + target,
                        Spread.show(value),
                        target.isMetBy(value) ? "met" : "**missed**");
            }
        }
        return table.isEmpty() ? NOTHING : "| target | measured | |\n|---|---|---|\n" + table + "\n";
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

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
