package io.sidetone.server.storage;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Interrupts statements of SQLite that run for too long: its driver has a time-out for locks only. The drivers
/// of the others keep time themselves. Thread-safe.
final class Watch implements AutoCloseable {

    /// A statement that is being watched, until it is closed. Confined to one thread.
    static final class Guard implements AutoCloseable {

        private final @Nullable ScheduledFuture<?> check;
        private final AtomicLong steps;

        private Guard(@Nullable ScheduledFuture<?> check, AtomicLong steps) {
            this.check = check;
            this.steps = steps;
        }

        /// It goes on: the time begins anew.
        void step() {
            if (check != null) {
                steps.lazySet(steps.getPlain() + 1);
            }
        }

        @Override
        public void close() {
            if (check != null) {
                check.cancel(false);
            }
        }
    }

    private final @Nullable ScheduledThreadPoolExecutor timer;
    private final Duration timeout;

    Watch(Engine engine, Duration timeout) {
        this.timeout = timeout;
        if (engine == Engine.SQLITE) {
            timer = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("storage-watch").factory());
            timer.setRemoveOnCancelPolicy(true);
        } else {
            timer = null;
        }
    }

    Guard guard(Statement statement) {
        AtomicLong steps = new AtomicLong();
        if (timer == null) {
            return new Guard(null, steps);
        }
        AtomicLong seen = new AtomicLong();
        Runnable check = () -> {
            long now = steps.get();
            if (now == seen.getAndSet(now)) {
                interrupt(statement);
            }
        };
        long millis = timeout.toMillis();
        return new Guard(timer.scheduleWithFixedDelay(check, millis, millis, TimeUnit.MILLISECONDS), steps);
    }

    private static void interrupt(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has just ended.
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
