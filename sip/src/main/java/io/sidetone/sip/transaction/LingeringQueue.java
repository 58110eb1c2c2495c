package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.TimerWheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// All that lingers equally long, in the order in which it ends: one timer will do. Thread-safe.
final class LingeringQueue {

    private final Duration time;
    private final TimerWheel wheel;
    private final Strand strand;
    private final Clock clock;

    /// Guarded by its own lock.
    private final Queue<Lingering> waiting = new ArrayDeque<>();

    /// @param time how long each of them lingers
    /// @param strand where the timer goes off
    LingeringQueue(Duration time, TimerWheel wheel, Strand strand, Clock clock) {
        this.time = time;
        this.wheel = wheel;
        this.strand = strand;
        this.clock = clock;
    }

    /// Adds one that begins to linger now.
    void add(Lingering lingering) {
        synchronized (waiting) {
            lingering.end = clock.nanoTime() + time.toNanos();
            waiting.add(lingering);
            if (waiting.size() == 1) {
                wheel.start(time, strand, this::end);
            }
        }
    }

    /// Ends all whose time has come.
    private void end() {
        List<Lingering> over = new ArrayList<>();
        synchronized (waiting) {
            long now = clock.nanoTime();
            Lingering next = waiting.peek();
            while (next != null && next.end - now <= 0) {
                over.add(waiting.remove());
                next = waiting.peek();
            }
            if (next != null) {
                wheel.start(Duration.ofNanos(next.end - now), strand, this::end);
            }
        }
        over.forEach(Lingering::over);
    }
}
