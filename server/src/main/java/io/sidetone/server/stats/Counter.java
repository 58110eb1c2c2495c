package io.sidetone.server.stats;

import java.util.concurrent.atomic.LongAdder;

/// Counts how often something has happened. Thread-safe; many threads can count at once without waiting.
public final class Counter {

    private final LongAdder count = new LongAdder();

    /// Counts one.
    public void increment() {
        count.increment();
    }

    /// Counts several.
    public void add(long many) {
        count.add(many);
    }

    /// How often so far, or since [#reset].
    public long value() {
        return count.sum();
    }

    /// Begins at 0 again.
    public void reset() {
        count.reset();
    }
}
