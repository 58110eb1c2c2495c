package io.sidetone.sip.strand;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task of a strand that waits for its time. Begun once, by [TimerWheel#start]. Thread-safe.
///
/// Its place in the wheel is guarded by the slot it stands in. Who starts many timers makes a class of them, which
/// needs no task beside it.
public abstract class Timer implements Runnable {

    private TimerWheel.@Nullable Slot slot;
    private @Nullable Strand strand;
    private long tick;
    private boolean waiting;

    @Nullable
    Timer previous;

    @Nullable
    Timer next;

    /// One that was not begun yet.
    protected Timer() {}

    /// What is done when its time has come, in its strand.
    @Override
    public abstract void run();

    /// It was stopped: what it holds is not needed any more.
    void forget() {}

    void begin(TimerWheel.Slot slot, long tick, Strand strand) {
        this.slot = slot;
        this.tick = tick;
        this.strand = strand;
        waiting = true;
    }

    /// The tick of the wheel at which it fires.
    long tick() {
        return tick;
    }

    /// Where it is run.
    Strand strand() {
        return Objects.requireNonNull(strand);
    }

    /// Stops the timer. Answers whether it still waited: if not, its task runs, has run, or is about to.
    public final boolean stop() {
        TimerWheel.Slot stands = slot;
        if (stands == null) {
            return false;
        }
        synchronized (stands) {
            if (!waiting) {
                return false;
            }
            stands.remove(this);
            waiting = false;
            forget();
            return true;
        }
    }

    /// It is due. The slot has removed this timer before.
    void take() {
        waiting = false;
    }
}
