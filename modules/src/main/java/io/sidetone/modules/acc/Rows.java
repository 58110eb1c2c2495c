package io.sidetone.modules.acc;

import io.sidetone.server.stats.Counter;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.Session;
import io.sidetone.sip.base.Clock;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Rows on their way into a database: written in order, several at once, kept while the database is away, and
/// dropped with a line in the log only when too many wait or the database does not take one. Never makes a caller
/// wait. Thread-safe.
///
/// A row whose commit was not confirmed is written again, so one may be there twice after a connection was lost.
final class Rows {

    private static final System.Logger LOG = System.getLogger(Rows.class.getName());

    private static final int TOGETHER = 200;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(30);
    private static final long DRAIN_SECONDS = 5;

    private final Callable<Database> source;
    private final TableShape shape;
    private final Executor blocking;
    private final Clock clock;
    private final int most;
    private final Counter written;
    private final Counter lost;

    /// What follows is guarded by this.
    private final Deque<Row> waiting = new ArrayDeque<>();

    private boolean busy;
    /// How many rows go one by one, because they were refused together.
    private int alone;
    private @Nullable Database database;
    private long restUntil;
    private long quietUntil;
    private @Nullable CompletableFuture<Boolean> drained;

    /// One row.
    ///
    /// @param values in the order of the columns
    /// @param created for tables that have a column for it; null for none
    /// @param setup seconds, likewise
    record Row(
            String table,
            List<String> columns,
            List<Object> values,
            @Nullable Instant created,
            long setup) {}

    /// @param source opens the database, which may wait
    /// @param most how many rows wait at most
    Rows(
            Callable<Database> source,
            TableShape shape,
            Executor blocking,
            Clock clock,
            int most,
            Counter written,
            Counter lost) {
        this.source = source;
        this.shape = shape;
        this.blocking = blocking;
        this.clock = clock;
        this.most = most;
        this.written = written;
        this.lost = lost;
        this.restUntil = clock.nanoTime();
        this.quietUntil = restUntil;
    }

    /// Has a row written soon.
    void add(Row row) {
        synchronized (this) {
            if (waiting.size() >= most) {
                lost.increment();
                complain("more than " + most + " rows wait for the database: rows are lost");
                return;
            }
            waiting.add(row);
        }
        write();
    }

    synchronized long size() {
        return waiting.size();
    }

    /// Writes what waits, unless that is being done, or has failed a moment ago.
    void write() {
        boolean open;
        synchronized (this) {
            open = database != null;
            if (busy || waiting.isEmpty() || clock.nanoTime() - restUntil < 0) {
                return;
            }
            busy = true;
        }
        if (open) {
            submit();
        } else {
            blocking.execute(this::open);
        }
    }

    private void open() {
        try {
            Database opened = shape.known(source.call());
            synchronized (this) {
                database = opened;
            }
            submit();
        } catch (Exception e) {
            done(0, e);
        }
    }

    private void submit() {
        List<Row> group;
        Database to;
        synchronized (this) {
            group = waiting.stream().limit(alone > 0 ? 1 : TOGETHER).toList();
            to = database;
        }
        if (to != null) {
            CompletableFuture<Boolean> _ = to.submit("acc", session -> insert(session, group))
                    .whenComplete((_, failure) -> done(group.size(), failure));
        }
    }

    private boolean insert(Session session, List<Row> rows) throws SQLException {
        for (Row each : rows) {
            Row row = shape.fitted(session, each);
            session.update(session.engine().insert(row.table, row.columns), row.values.toArray());
        }
        return true;
    }

    private void done(int many, @Nullable Throwable failure) {
        synchronized (this) {
            busy = false;
            if (failure == null) {
                written.add(many);
                drop(many);
            } else if (many == 0 || passing(failure)) {
                restUntil = clock.nanoTime() + REST.toNanos();
                complain("the database is away, " + waiting.size() + " rows wait: " + reason(failure));
            } else if (many == 1) {
                lost.increment();
                LOG.log(Level.ERROR, "acc: the database does not take {0}: {1}", waiting.peek(), reason(failure));
                drop(1);
            } else {
                alone = many;
            }
            if (waiting.isEmpty() && drained != null) {
                drained.complete(true);
            }
        }
        write();
    }

    private void drop(int many) {
        for (int i = 0; i < many; i++) {
            waiting.remove();
        }
        alone = Math.max(0, alone - many);
    }

    private static boolean passing(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DatabaseException database && database.passing();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }

    private void complain(String what) {
        long now = clock.nanoTime();
        if (now - quietUntil >= 0) {
            quietUntil = now + BETWEEN_COMPLAINTS.toNanos();
            LOG.log(Level.WARNING, "acc: {0}", what);
        }
    }

    /// Waits a few seconds for what is still to be written.
    void close() {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            drained = end;
            restUntil = clock.nanoTime();
        }
        write();
        try {
            end.get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            LOG.log(Level.ERROR, "acc: {0} rows could not be written", size());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
