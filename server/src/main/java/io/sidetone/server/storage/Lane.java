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
import java.util.concurrent.atomic.AtomicInteger;
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
        private volatile boolean begun;
        private @Nullable T result;

        Entry(Work<T> work, boolean alone) {
            this.work = work;
            this.alone = alone;
        }

        CompletableFuture<T> done() {
            return done;
        }

        /// Whether it is being done, or was.
        boolean begun() {
            return begun;
        }

        void begin() {
            begun = true;
        }

        T perform(Session session) throws SQLException {
            T value = work.on(session);
            result = value;
            return value;
        }

        // What a work returns may be null, whatever its type says.
        @SuppressWarnings("NullAway")
        private void complete() {
            done.complete(result);
            result = null;
        }
    }

    private static final int TIMEOUTS_IN_A_ROW = 2;
    private static final int NOT_BEGUN = -1;

    private final Transactions transactions;
    private final Counters<Count> counters;
    private final int groupLimit;
    private final Semaphore places;
    /// Behind it nothing is done any more.
    private final Entry<?> stop = new Entry<>(_ -> true, true);
    private final LinkedBlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    /// Confined to the thread.
    private int timeouts;

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
        wanted.forEach(Entry::begin);
        AtomicInteger at = new AtomicInteger(NOT_BEGUN);
        try {
            transactions.run(
                    session -> {
                        for (at.set(0); at.get() < wanted.size(); at.incrementAndGet()) {
                            wanted.get(at.get()).perform(session);
                        }
                        return true;
                    },
                    false);
            timeouts = 0;
            counters.count(Count.TRANSACTIONS);
            for (Entry<?> entry : wanted) {
                counters.count(Count.WRITTEN);
                entry.complete();
            }
        } catch (DatabaseException e) {
            timeouts = e.kind() == Kind.TIMEOUT ? timeouts + 1 : 0;
            if (e.kind() == Kind.UNAVAILABLE || timeouts >= TIMEOUTS_IN_A_ROW) {
                wanted.forEach(entry -> fail(entry, e));
                abandon(e);
            } else {
                split(wanted, at.get(), e.kind() == Kind.TIMEOUT, e);
            }
        } catch (RuntimeException | Error e) {
            split(wanted, at.get(), false, e);
        }
    }

    /// Does a group that failed in smaller ones.
    ///
    /// @param at the work that failed; behind the last one: the commit; [#NOT_BEGUN]: there was no transaction,
    ///     and what is in the way of one is in the way of all
    /// @param last whether that work is not to be done again
    private void split(List<Entry<?>> group, int at, boolean last, Throwable failure) {
        int size = group.size();
        if (size == 1 || at == NOT_BEGUN) {
            group.forEach(entry -> fail(entry, failure));
            return;
        }
        counters.count(Count.SPLIT);
        if (at == size) {
            commit(group.subList(0, size / 2));
            commit(group.subList(size / 2, size));
            return;
        }
        commit(group.subList(0, at));
        if (last) {
            fail(group.get(at), failure);
        } else {
            commit(group.subList(at, at + 1));
        }
        commit(group.subList(at + 1, size));
    }

    private void fail(Entry<?> entry, Throwable failure) {
        counters.count(Count.FAILED);
        entry.done.completeExceptionally(failure);
    }
}
