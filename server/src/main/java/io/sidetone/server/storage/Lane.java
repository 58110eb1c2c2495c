package io.sidetone.server.storage;

import io.sidetone.server.storage.Database.Count;
import io.sidetone.server.storage.DatabaseException.Kind;
import io.sidetone.sip.base.Counters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A thread that writes what was submitted, in order, many works in one transaction.
///
/// A group that fails is halved until the works that fail stand alone: one bad work costs a few transactions
/// more, and its neighbours nothing. When the database is not there, all that waits fails at once instead of one
/// time-out after the other.
///
/// Thread-safe.
final class Lane {

    /// Something to be done, and who waits for it.
    static final class Entry<T extends @Nullable Object> {

        private final Work<T> work;
        private final boolean alone;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Entry(Work<T> work, boolean alone) {
            this.work = work;
            this.alone = alone;
        }

        CompletableFuture<T> done() {
            return done;
        }

        private void perform(Session session) throws SQLException {
            result = work.on(session);
        }

        // What a work returns may be null, whatever its type says.
        @SuppressWarnings("NullAway")
        private void complete() {
            done.complete(result);
            result = null;
        }
    }

    private final Transactions transactions;
    private final Counters<Count> counters;
    private final int groupLimit;
    private final Semaphore places;
    /// Behind it nothing is done any more.
    private final Entry<?> stop = new Entry<>(_ -> true, true);
    private final LinkedBlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /// Starts the thread.
    ///
    /// @param places one for each work that may wait; taken by whoever adds
    Lane(String name, Transactions transactions, Counters<Count> counters, int groupLimit, Semaphore places) {
        this.transactions = transactions;
        this.counters = counters;
        this.groupLimit = groupLimit;
        this.places = places;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /// Adds a work for which a place was taken.
    void add(Entry<?> entry, DatabaseException ifStopped) {
        queue.add(entry);
        if (!thread.isAlive()) {
            abandon(ifStopped);
        }
    }

    /// Lets the thread end when it has done what waits. Nothing may be added any more.
    void stop() {
        queue.add(stop);
    }

    /// Waits for the thread to end.
    boolean join(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    /// Fails all that waits.
    void abandon(DatabaseException failure) {
        for (Entry<?> entry = queue.poll(); entry != null; entry = queue.poll()) {
            if (entry == stop) {
                queue.add(stop);
                return;
            }
            places.release();
            fail(entry, failure);
        }
    }

    private void run() {
        List<Entry<?>> group = new ArrayList<>();
        boolean running = true;
        while (running) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(group, groupLimit - 1);
            running = !group.remove(stop);
            places.release(group.size());
            write(group);
            group.clear();
        }
    }

    /// Those that want a transaction for themselves cut the group.
    private void write(List<Entry<?>> group) {
        int from = 0;
        for (int i = 0; i < group.size(); i++) {
            if (group.get(i).alone) {
                commit(group.subList(from, i));
                commit(group.subList(i, i + 1));
                from = i + 1;
            }
        }
        commit(group.subList(from, group.size()));
    }

    private void commit(List<Entry<?>> group) {
        List<Entry<?>> wanted =
                group.stream().filter(entry -> !entry.done.isDone()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            transactions.run(
                    session -> {
                        for (Entry<?> entry : wanted) {
                            entry.perform(session);
                        }
                        return true;
                    },
                    false);
            counters.count(Count.TRANSACTIONS);
            for (Entry<?> entry : wanted) {
                counters.count(Count.WRITTEN);
                entry.complete();
            }
        } catch (DatabaseException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                wanted.forEach(entry -> fail(entry, e));
                abandon(e);
            } else {
                halve(wanted, e);
            }
        } catch (RuntimeException | Error e) {
            halve(wanted, e);
        }
    }

    private void halve(List<Entry<?>> group, Throwable failure) {
        if (group.size() == 1) {
            fail(group.getFirst(), failure);
            return;
        }
        counters.count(Count.SPLIT);
        commit(group.subList(0, group.size() / 2));
        commit(group.subList(group.size() / 2, group.size()));
    }

    private void fail(Entry<?> entry, Throwable failure) {
        counters.count(Count.FAILED);
        entry.done.completeExceptionally(failure);
    }
}
