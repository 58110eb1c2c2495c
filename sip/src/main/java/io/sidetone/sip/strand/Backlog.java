package io.sidetone.sip.strand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts the tasks that wait, and tells those who stopped reading when to go on. Thread-safe.
final class Backlog {

    private final int limit;
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder stops = new LongAdder();
    private final List<Runnable> stopped = new ArrayList<>();

    /// Whether somebody stopped, to be looked at without the lock.
    private volatile boolean anyStopped;

    Backlog(int limit) {
        this.limit = limit;
    }

    void add() {
        size.incrementAndGet();
    }

    void remove() {
        if (size.decrementAndGet() <= limit / 2 && anyStopped) {
            resume();
        }
    }

    boolean isFull() {
        return size.get() >= limit;
    }

    int size() {
        return size.get();
    }

    long stops() {
        return stops.sum();
    }

    void whenThereIsRoom(Runnable resume) {
        synchronized (stopped) {
            stopped.add(resume);
            anyStopped = true;
        }
        stops.increment();
        // The last task may have gone between the caller's look and this one.
        if (size.get() <= limit / 2) {
            resume();
        }
    }

    private void resume() {
        List<Runnable> waiting;
        synchronized (stopped) {
            waiting = List.copyOf(stopped);
            stopped.clear();
            anyStopped = false;
        }
        waiting.forEach(Runnable::run);
    }
}
