package io.sidetone.server.storage;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Interrupts statements of SQLite that run for too long: its driver has a time-out for locks only. The drivers
/// of the others keep time themselves. Thread-safe.
final class Watch implements AutoCloseable {

    /// A statement that is being watched, until it is closed.
    interface Guard extends AutoCloseable {

        @Override
        void close();
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
        if (timer == null) {
            return () -> {};
        }
        ScheduledFuture<?> pending =
                timer.schedule(() -> interrupt(statement), timeout.toMillis(), TimeUnit.MILLISECONDS);
        return () -> pending.cancel(false);
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
