package io.sidetone.sip.digest;

import io.sidetone.sip.base.Clock;

/// A clock that stands still until a test moves it.
final class ManualClock implements Clock {

    private long millis = 1_700_000_000_000L;

    void advanceSeconds(long seconds) {
        millis += seconds * 1000;
    }

    @Override
    public long nanoTime() {
        return millis * 1_000_000;
    }

    @Override
    public long currentTimeMillis() {
        return millis;
    }
}
