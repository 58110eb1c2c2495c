package io.sidetone.bench.base;

/// Which targets a run has met. Confined to the thread that uses it.
public final class Verdicts {

    /// What stands beside a target that is missed.
    public static final String MISSED = "**missed**";

    private final Table table = new Table("target", "measured", "");
    private boolean empty = true;

    /// Adds a target.
    ///
    /// @param target of what, and the limit
    /// @param measured the figure that decides
    public void add(String target, String measured, boolean met) {
        empty = false;
        table.row(target, measured, met ? "met" : MISSED);
    }

    /// The table and an empty line; nothing at all if there is no target.
    @Override
    public String toString() {
        return empty ? "" : table + "\n";
    }
}
