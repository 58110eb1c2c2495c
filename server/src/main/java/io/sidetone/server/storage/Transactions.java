package io.sidetone.server.storage;

import io.sidetone.server.storage.DatabaseException.Kind;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs works in transactions on connections that it borrows, and tries again what may succeed. Thread-safe.
final class Transactions {

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final DatabaseUrl url;
    private final DatabaseSettings settings;
    private final Connections connections;
    private final Watch watch;
    private final Runnable retried;
    /// Open once the database is being closed: nobody pauses then.
    private final CountDownLatch closing;

    Transactions(
            DatabaseUrl url,
            DatabaseSettings settings,
            Connections connections,
            Watch watch,
            Runnable retried,
            CountDownLatch closing) {
        this.url = url;
        this.settings = settings;
        this.connections = connections;
        this.watch = watch;
        this.retried = retried;
        this.closing = closing;
    }

    /// One transaction, again after a lost connection or a conflict.
    ///
    /// @throws DatabaseException what is wrong in the end; exceptions of the work that are not SQL's come as they
    ///     are
    <T extends @Nullable Object> T run(Work<T> work, boolean readOnly) throws DatabaseException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, readOnly);
            } catch (SQLException e) {
                Kind kind = Failure.kind(e, url.engine());
                boolean again = kind == Kind.CONFLICT || (kind == Kind.UNAVAILABLE && !Failure.waited(e));
                if (!again || attempt >= settings.attempts() || pause(attempt)) {
                    throw failed(kind, e);
                }
                retried.run();
            }
        }
    }

    /// Whether the database is being closed.
    private boolean pause(int attempt) {
        try {
            return closing.await(FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 6), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private <T extends @Nullable Object> T once(Work<T> work, boolean readOnly) throws SQLException {
        Connection connection = connections.take();
        boolean broken = true;
        try {
            connections.begin(connection);
            T result = work.on(new Session(connection, url.engine(), settings, watch));
            if (readOnly) {
                connections.rollback(connection);
            } else {
                connections.commit(connection);
            }
            broken = false;
            return result;
        } catch (SQLException e) {
            broken = isLost(e) || !rolledBack(connection);
            throw e;
        } catch (RuntimeException | Error e) {
            broken = !rolledBack(connection);
            throw e;
        } finally {
            connections.giveBack(connection, broken);
        }
    }

    private boolean isLost(SQLException e) {
        return Failure.kind(e, url.engine()) == Kind.UNAVAILABLE;
    }

    private boolean rolledBack(Connection connection) {
        try {
            connections.rollback(connection);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private DatabaseException failed(Kind kind, SQLException e) {
        String what = switch (kind) {
            case UNAVAILABLE -> "is not available";
            case TIMEOUT -> "did not answer in time";
            case CONFLICT -> "was kept busy by others";
            default -> "refused a statement";
        };
        String reason = reason(e).strip();
        return new DatabaseException(
                kind, "The database " + url + " " + what + ": " + reason + (reason.endsWith(".") ? "" : "."), e);
    }

    /// The pool's own words say less than what it met.
    private static String reason(SQLException e) {
        Throwable cause = e instanceof SQLTransientConnectionException && e.getCause() != null ? e.getCause() : e;
        if (cause.getCause() instanceof UnknownHostException) {
            return "there is no host of this name";
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
