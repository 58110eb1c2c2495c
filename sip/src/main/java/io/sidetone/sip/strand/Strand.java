package io.sidetone.sip.strand;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Work that never overlaps and keeps its order: what concerns one call. Made by [StrandPool#strand].
/// Thread-safe.
///
/// At any time one thread runs it, or none. Who finds that none does becomes the one.
public final class Strand {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    Strand() {}

    /// How many tasks wait.
    synchronized int waiting() {
        return tasks.size();
    }

    /// Whether there is nothing to do, so that the caller may run a task right now; then it has to [#release] the
    /// strand.
    synchronized boolean claim() {
        if (running) {
            return false;
        }
        running = true;
        return true;
    }

    /// Ends a claim. Answers whether tasks have come in the meantime: then the caller has to see to it that they
    /// are run.
    synchronized boolean release() {
        running = !tasks.isEmpty();
        return running;
    }

    /// Appends a task. Answers whether the caller has to see to it that the strand is run.
    synchronized boolean append(Runnable task) {
        tasks.add(task);
        return claim();
    }

    /// The next task; null if there is none, which ends the run.
    synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        running = task != null;
        return task;
    }
}
