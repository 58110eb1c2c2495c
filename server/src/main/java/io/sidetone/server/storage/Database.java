package io.sidetone.server.storage;

import io.sidetone.script.define.Family;
import io.sidetone.server.storage.DatabaseException.Kind;
import io.sidetone.sip.base.Counters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A database that is open. Thread-safe.
///
/// [#read] and [#write] wait for the database: they are for virtual threads and for the start, never for a thread
/// that reads the network. [#submit] does not wait.
///
/// Whatever is done may be done twice: a connection may be lost after the commit and before we heard of it. So
/// works are best written as upserts, or with a key of their own.
public final class Database implements AutoCloseable {

    /// What is counted.
    public enum Count {
        /// Works that were read.
        READ,
        /// Works that were committed.
        WRITTEN,
        /// Transactions in which that was done; fewer than works, as works share them.
        TRANSACTIONS,
        /// Groups that failed and were done in smaller ones.
        SPLIT,
        /// Transactions that were tried again.
        RETRIED,
        /// Works that failed.
        FAILED,
        /// Works that were refused because too many waited.
        REFUSED
    }

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final DatabaseUrl url;
    private final DatabaseSettings settings;
    private final Counters<Count> counters = new Counters<>(Count.class);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Semaphore places;
    private final Watch watch;
    private final Connections writing;
    private final Connections reading;
    private final Transactions writes;
    private final Transactions reads;
    private final List<Lane> lanes = new ArrayList<>();
    /// Threads that read, of SQLite only: waiting for it pins the carrier of a virtual thread.
    private final @Nullable ThreadPoolExecutor readers;

    private Database(DatabaseUrl url, DatabaseSettings settings) {
        this.url = url;
        this.settings = settings;
        places = new Semaphore(settings.queueLimit());
        watch = new Watch(url.engine(), settings.timeout());
        int writers;
        if (url.engine() == Engine.SQLITE) {
            writing = new SqliteConnections(url, settings, true);
            reading = new SqliteConnections(url, settings, false);
            readers = new ThreadPoolExecutor(
                    settings.connections(),
                    settings.connections(),
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(settings.queueLimit()),
                    Thread.ofPlatform().daemon().name("storage-reader-", 0).factory());
            writers = 1;
        } else {
            writing = new PooledConnections(url, settings);
            reading = writing;
            readers = null;
            writers = settings.writers();
        }
        Runnable retried = () -> counters.count(Count.RETRIED);
        writes = new Transactions(url, settings, writing, watch, retried, closing);
        reads = new Transactions(url, settings, reading, watch, retried, closing);
        for (int i = 0; i < writers; i++) {
            lanes.add(new Lane("storage-writer-" + i, writes, counters, settings.groupLimit(), places));
        }
    }

    /// Opens a database with the usual settings.
    public static Database open(DatabaseUrl url) throws DatabaseException {
        return open(url, DatabaseSettings.DEFAULT);
    }

    /// Opens a database and tries it. An SQLite file that is not there is made, with the tables of OpenSIPS.
    ///
    /// @throws DatabaseException if it is not there, or does not let us in
    public static Database open(DatabaseUrl url, DatabaseSettings settings) throws DatabaseException {
        if (url.engine() == Engine.SQLITE) {
            SqliteConnections.prepare(url);
        }
        Database database = new Database(url, settings);
        try {
            Schema.of(Family.OPENSIPS).prepare(database, url.engine() == Engine.SQLITE || settings.create());
            return database;
        } catch (DatabaseException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// What kind of database it is.
    public Engine engine() {
        return url.engine();
    }

    /// Where it is; its text shows no password.
    public DatabaseUrl url() {
        return url;
    }

    /// What the table `version` says of a table; empty if it says nothing, or is not there.
    public OptionalInt version(String table) throws DatabaseException {
        return Schema.version(this, table);
    }

    /// The definition that a standard table has in this database, which tells the family as well.
    ///
    /// @throws DatabaseException of kind SCHEMA, if its version is that of no family, or it is not there
    public Table table(String standard) throws DatabaseException {
        return table(standard, standard);
    }

    /// The definition of a table with a name of its own, as both families allow.
    ///
    /// @param standard the name that it has in the schemas
    /// @throws DatabaseException of kind SCHEMA, if its version is that of no family, or it is not there
    public Table table(String name, String standard) throws DatabaseException {
        return Schema.identify(this, name, standard);
    }

    /// What has happened so far.
    public Counters<Count> counters() {
        return counters;
    }

    /// Works that were submitted and not yet begun.
    public int waiting() {
        return settings.queueLimit() - places.availablePermits();
    }

    /// Reads. Waits for the database.
    ///
    /// @throws DatabaseException if that fails, also after a few attempts
    public <T extends @Nullable Object> T read(Work<T> work) throws DatabaseException {
        refuseIfClosed();
        T result = readers == null ? reads.run(work, true) : await(readOnThread(readers, work));
        counters.count(Count.READ);
        return result;
    }

    private <T extends @Nullable Object> Lane.Entry<T> readOnThread(ThreadPoolExecutor readers, Work<T> work)
            throws DatabaseException {
        Lane.Entry<T> entry = new Lane.Entry<>(work, true);
        try {
            readers.execute(() -> {
                entry.begin();
                if (!entry.done().isDone()) {
                    try {
                        entry.done().complete(reads.run(entry::perform, true));
                    } catch (DatabaseException | RuntimeException | Error e) {
                        entry.done().completeExceptionally(e);
                    }
                }
            });
            return entry;
        } catch (RejectedExecutionException e) {
            throw closed.get() ? isClosed() : full();
        }
    }

    /// The rows of one query: [Session#query] in a transaction of its own. Waits for the database.
    ///
    /// @throws DatabaseException if that fails, also after a few attempts
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws DatabaseException {
        return read(session -> session.query(sql, mapper, parameters));
    }

    /// Reads or writes in a transaction of its own, and waits until it is committed.
    ///
    /// @throws DatabaseException if that fails, also after a few attempts; then nothing was changed
    public <T extends @Nullable Object> T write(Work<T> work) throws DatabaseException {
        refuseIfClosed();
        if (engine() == Engine.SQLITE) {
            return await(enqueue(0, work, true));
        }
        T result = writes.run(work, false);
        counters.count(Count.WRITTEN);
        counters.count(Count.TRANSACTIONS);
        return result;
    }

    /// Has something written soon, together with what others submit, and does not wait.
    ///
    /// Works with equal keys are done in the order in which they were submitted; [#write] of the same data keeps
    /// that order in SQLite only. One that fails leaves the others alone.
    ///
    /// @return completed when it is committed, or with a [DatabaseException] or what the work threw; on a writing
    ///     thread, so what depends on it must not wait, or be made with the `Async` methods
    public <T extends @Nullable Object> CompletableFuture<T> submit(Object key, Work<T> work) {
        try {
            refuseIfClosed();
            return enqueue(Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 16, lanes.size()), work, false)
                    .done();
        } catch (DatabaseException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T extends @Nullable Object> Lane.Entry<T> enqueue(int lane, Work<T> work, boolean alone)
            throws DatabaseException {
        if (!places.tryAcquire()) {
            throw full();
        }
        Lane.Entry<T> entry = new Lane.Entry<>(work, alone);
        lanes.get(lane).add(entry, isClosed());
        return entry;
    }

    /// Waits, though not for ever: what has begun ends by the time-outs of its statements, so this one is for a
    /// queue that does not move.
    private <T extends @Nullable Object> T await(Lane.Entry<T> entry) throws DatabaseException {
        long limit = settings.timeout().multipliedBy(settings.attempts() + 1L).toMillis();
        while (true) {
            try {
                return entry.done().get(limit, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!entry.begun() && entry.done().cancel(false)) {
                    throw new DatabaseException(
                            Kind.TIMEOUT, "The database " + url + " was busy for " + limit + " ms", e);
                }
            } catch (InterruptedException e) {
                entry.done().cancel(false);
                Thread.currentThread().interrupt();
                throw new DatabaseException(Kind.CLOSED, "Waiting for the database " + url + " was interrupted", e);
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    private DatabaseException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case DatabaseException failure ->
                new DatabaseException(failure.kind(), String.valueOf(failure.getMessage()), failure);
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException(cause);
        };
    }

    private DatabaseException full() {
        counters.count(Count.REFUSED);
        return new DatabaseException(
                Kind.FULL,
                "More than " + settings.queueLimit() + " works wait for the database " + url
                        + ": it is too slow, or not there");
    }

    private void refuseIfClosed() throws DatabaseException {
        if (closed.get()) {
            throw isClosed();
        }
    }

    private DatabaseException isClosed() {
        return new DatabaseException(Kind.CLOSED, "The database " + url + " was closed");
    }

    /// Writes what was submitted, for some seconds at most, and closes. Later calls do nothing.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing.countDown();
        lanes.forEach(Lane::stop);
        try {
            for (Lane lane : lanes) {
                lane.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.forEach(lane -> lane.abandon(isClosed()));
        if (readers != null) {
            readers.shutdownNow();
        }
        watch.close();
        reading.close();
        writing.close();
    }
}
