package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// One run of a script: from a route block that the host starts to its end, waits included.
public final class Run {

    /// What a function that must wait returns, as [#await] gave it.
    public static final int WAITING = Integer.MIN_VALUE;

    private final Object context;
    private @Nullable Task task;

    /// @param context what the host runs it for
    public Run(Object context) {
        this.context = context;
    }

    /// What the host runs it for: its routing context.
    public Object context() {
        return context;
    }

    /// Makes the run wait. A status function that may wait calls this and returns what it returns, at once.
    public int await(Task task) {
        this.task = task;
        return WAITING;
    }

    /// What it waits for, or null.
    public @Nullable Task waitsFor() {
        return task;
    }
}
