package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.TimerWheel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// All that lingers equally long, in the order in which it ends: one timer will do. Thread-safe.
final class LingeringQueue {

    private final TimerWheel wheel;
    private final Strand strand;
    private final Clock clock;

    /// What follows is guarded by the lock of this.
    private @Nullable Lingering first;

    private @Nullable Lingering last;

    /// @param strand where the timer goes off
    LingeringQueue(TimerWheel wheel, Strand strand, Clock clock) {
        this.wheel = wheel;
        this.strand = strand;
        this.clock = clock;
    }

    /// Adds one that has just begun to linger.
    synchronized void add(Lingering lingering) {
        Lingering before = last;
        last = lingering;
        if (before != null) {
            before.next = lingering;
        } else {
            first = lingering;
            wait(lingering, clock.nanoTime());
        }
    }

    private void wait(Lingering next, long now) {
        wheel.start(Duration.ofNanos(Math.max(0, next.left(now))), strand, this::end);
    }

    /// Ends all whose time has come.
    private void end() {
        Lingering over = take();
        while (over != null) {
            Lingering next = over.next;
            // What is gone from memory in old age must not hold what is young.
            over.next = null;
            over.over();
            over = next;
        }
    }

    /// Those that are over, as a chain.
    private synchronized @Nullable Lingering take() {
        long now = clock.nanoTime();
        Lingering chain = first;
        Lingering end = null;
        while (first != null && first.left(now) <= 0) {
            end = first;
            first = first.next;
        }
        if (end != null) {
            end.next = null;
        }
        if (first == null) {
            last = null;
        } else {
            wait(first, now);
        }
        return end == null ? null : chain;
    }
}
