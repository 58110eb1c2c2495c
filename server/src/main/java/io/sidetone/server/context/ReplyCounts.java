package io.sidetone.server.context;

import io.sidetone.server.stats.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// How many replies of our own have been sent without a transaction, by their class, and how many transactions
/// have not come to their end. Thread-safe.
public final class ReplyCounts {

    private static final int CLASSES = 6;

    private final List<Counter> byClass =
            Stream.generate(Counter::new).limit(CLASSES).toList();

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<CompletableFuture<Void>> none = new AtomicReference<>(new CompletableFuture<>());

    /// A transaction has begun.
    void begun() {
        open.incrementAndGet();
    }

    /// A transaction has its answer, and no branch is left.
    void ended() {
        if (open.decrementAndGet() <= 0) {
            none.get().complete(null);
        }
    }

    /// Waits until no transaction is open, or for as long as that may take.
    ///
    /// @return whether none is
    public boolean awaitNone(Duration longest) throws InterruptedException {
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        none.set(quiet);
        if (open.get() <= 0) {
            return true;
        }
        try {
            quiet.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    /// How many transactions have not come to their end.
    public int open() {
        return open.get();
    }

    /// Counts one.
    ///
    /// @param statusCode 100 to 699
    void count(int statusCode) {
        byClass.get(statusCode / 100 - 1).increment();
    }

    /// Those of a class.
    ///
    /// @param first the first digit of the status code, 1 to 6
    public Counter of(int first) {
        return byClass.get(first - 1);
    }

    /// All of them.
    public long all() {
        return byClass.stream().mapToLong(Counter::value).sum();
    }
}
