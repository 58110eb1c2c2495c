package io.sidetone.sip.ua;

import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionLock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The timers of something that has a lock: each runs at most once at a time, and what is stopped never goes off.
/// Confined to that lock.
final class Timers<E extends Enum<E>> {

    private final TransactionLayer layer;
    private final TransactionLock lock;
    private final @Nullable String callId;
    private final Map<E, Running> running;
    private boolean closed;

    Timers(Class<E> kinds, TransactionLayer layer, TransactionLock lock, @Nullable String callId) {
        this.layer = layer;
        this.lock = lock;
        this.callId = callId;
        this.running = new EnumMap<>(kinds);
    }

    /// A timer under its lock: one that was stopped too late finds another in its place, or none.
    private static final class Running {
        private @Nullable Timer timer;
    }

    /// Starts a timer, anew if it runs. The step is made under the lock.
    void start(E which, Duration after, Runnable step) {
        stop(which);
        if (closed) {
            return;
        }
        Running mine = new Running();
        running.put(which, mine);
        mine.timer = layer.start(
                after,
                callId,
                () -> lock.run(() -> {
                    if (running.remove(which, mine)) {
                        step.run();
                    }
                }));
    }

    void stop(E which) {
        Running known = running.remove(which);
        Timer timer = known == null ? null : known.timer;
        if (timer != null) {
            timer.stop();
        }
    }

    void stopAll() {
        for (E which : List.copyOf(running.keySet())) {
            stop(which);
        }
    }

    /// Stops all, and starts none any more: an answer that comes late must not wake up what is over.
    void close() {
        closed = true;
        stopAll();
    }
}
