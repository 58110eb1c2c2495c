package io.sidetone.sip.strand;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task of a strand that waits for its time. Made by [TimerWheel#start]. Thread-safe.
///
/// All fields are guarded by the slot it stands in. One that fired or was stopped holds nothing any more, so who
/// keeps it keeps nothing alive.
public final class Timer {

    private final TimerWheel.Slot slot;
    private final long tick;

    private @Nullable Strand strand;
    private @Nullable Runnable task;

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    Timer(TimerWheel.Slot slot, long tick, Strand strand, Runnable task) {
        this.slot = slot;
        this.tick = tick;
        this.strand = strand;
        this.task = task;
    }

    /// The tick of the wheel at which it fires.
    long tick() {
        return tick;
    }

    /// Stops the timer. Answers whether it still waited: if not, its task runs, has run, or is about to.
    public boolean stop() {
        synchronized (slot) {
            if (task == null) {
                return false;
            }
            slot.remove(this);
            forget();
            return true;
        }
    }

    /// Gives away the task, which is due. The slot has removed this timer before.
    StrandTask take() {
        StrandTask due = new StrandTask(Objects.requireNonNull(strand), Objects.requireNonNull(task));
        forget();
        return due;
    }

    private void forget() {
        strand = null;
        task = null;
    }
}
