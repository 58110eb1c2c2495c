package io.sidetone.sip.testing;

import io.sidetone.sip.base.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until a test moves it. Thread-safe.
public final class ManualClock implements Clock {

    /// When every manual clock begins, in milliseconds since 1970: some day in 2023.
    public static final long START = 1_700_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    /// Moves the clock forward.
    ///
    /// @throws IllegalArgumentException if the step is negative
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("Time does not go backwards: " + step);
        }
        nanos.addAndGet(step.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long currentTimeMillis() {
        return START + nanos.get() / 1_000_000;
    }
}
