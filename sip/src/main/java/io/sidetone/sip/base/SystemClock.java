package io.sidetone.sip.base;

/// The machine's clock: the one class that asks the JDK for the time. Thread-safe.
enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }
}
