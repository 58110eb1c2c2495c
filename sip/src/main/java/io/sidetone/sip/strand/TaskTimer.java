package io.sidetone.sip.strand;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A timer for any task. One that fired or was stopped holds it no more, so who keeps the timer keeps nothing alive.
final class TaskTimer extends Timer {

    private @Nullable Runnable task;

    TaskTimer(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        Runnable due = Objects.requireNonNull(task);
        task = null;
        due.run();
    }

    @Override
    void forget() {
        task = null;
    }
}
