package io.sidetone.sip.transaction;

import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What both sides of a transaction have in common: a lock, and at most two timers, one that repeats something
/// and one that ends something. Thread-safe.
///
/// @param <E> the events of its machine
abstract class Timed<E extends Enum<E>> {

    final TransactionLayer layer;
    final TransactionLock lock;
    final Strand strand;

    /// Guarded by the lock.
    private @Nullable Alarm repeat;

    private @Nullable Alarm end;

    Timed(TransactionLayer layer, TransactionLock lock, Strand strand) {
        this.layer = layer;
        this.lock = lock;
        this.strand = strand;
    }

    /// A timer has gone off. Under the lock.
    abstract void fire(E timer);

    /// Starts one of the timers, or starts it anew. Under the lock.
    final void start(E timer, boolean repeats, Duration time) {
        stop(repeats);
        Alarm alarm = new Alarm(timer);
        if (repeats) {
            repeat = alarm;
        } else {
            end = alarm;
        }
        layer.start(time, strand, alarm);
    }

    /// Stops one of the timers, if it runs. Under the lock.
    final void stop(boolean repeats) {
        Alarm alarm = repeats ? repeat : end;
        if (alarm != null) {
            alarm.stop();
        }
        if (repeats) {
            repeat = null;
        } else {
            end = null;
        }
    }

    /// A timer and its event. One that was stopped is not heard even if it was about to go off; it knows nothing
    /// of the message that it was started for.
    private final class Alarm extends Timer {

        private final E event;

        Alarm(E event) {
            this.event = event;
        }

        @Override
        public void run() {
            lock.run(() -> {
                if (repeat == this || end == this) {
                    fire(event);
                }
            });
        }
    }
}
