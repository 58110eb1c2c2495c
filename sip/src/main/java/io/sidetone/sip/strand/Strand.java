package io.sidetone.sip.strand;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Work that never overlaps and keeps its order: what concerns one call. Made by [StrandPool#strand]. Thread-safe.
///
/// Of all tasks that were given to it, running ones included, `pending` knows how many are not done. Who raises it from
/// zero is the one who runs the strand, until it is zero again.
public final class Strand {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    Strand() {}

    /// How many tasks are not done; one of them may be running.
    int pending() {
        return pending.get();
    }

    /// Whether nothing is left to do, so that the caller may run a task right now; then it has to call [#done].
    boolean claim() {
        return pending.compareAndSet(0, 1);
    }

    /// Appends a task. Answers whether the caller has to see to it that the strand is run.
    boolean append(Runnable task) {
        tasks.add(task);
        return pending.getAndIncrement() == 0;
    }

    /// The next task; null only if all that were appended are taken.
    @Nullable
    Runnable next() {
        return tasks.poll();
    }

    /// Ends a task that was claimed or taken. Answers whether others wait, which the caller has to see to.
    boolean done() {
        return pending.decrementAndGet() > 0;
    }
}
