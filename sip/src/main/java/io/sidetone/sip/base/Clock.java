package io.sidetone.sip.base;

/// The only source of time. Everything that needs the time is handed a clock, so that a test can hold it still.
///
/// Thread-safe.
public interface Clock {

    /// Time that never goes backwards, in nanoseconds from an arbitrary origin. For intervals and timers.
    long nanoTime();

    /// Wall-clock time in milliseconds since 1970-01-01T00:00Z. For dates that leave the process; it may jump.
    long currentTimeMillis();

    /// The machine's clock.
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
