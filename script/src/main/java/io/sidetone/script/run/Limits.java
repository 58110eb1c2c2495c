package io.sidetone.script.run;

/// How far scripts may go. What goes further fails with a line in the log, and the script goes on, except for the
/// last one.
///
/// @param turns how often one loop may turn
/// @param depth how many route blocks may be inside each other
/// @param steps how often all loops of a run may turn and routes be called; then the script ends
public record Limits(int turns, int depth, int steps) {

    /// What is good for all but odd scripts: 10,000 turns, 100 blocks, 1,000,000 steps.
    public static final Limits USUAL = new Limits(10_000, 100, 1_000_000);

    public Limits {
        if (turns < 1 || depth < 1 || steps < 1) {
            throw new IllegalArgumentException("Limits are at least 1");
        }
    }
}
