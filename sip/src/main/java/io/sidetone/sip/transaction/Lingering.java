package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is left of a transaction that waits for repetitions when its user wants to hear no more of it. Most of what a
/// server keeps is that, for half a minute each: so it is as small as it can be, and has no timer of its own.
@Rfc(number = 3261, section = "17")
abstract class Lingering {

    /// The time of the clock at which it is over, in nanoseconds.
    private final long end;

    /// The next one of its queue, whose lock guards it.
    @Nullable
    Lingering next;

    /// @param now the time of the clock
    Lingering(long now, Duration time) {
        this.end = now + time.toNanos();
    }

    /// How many nanoseconds it still lingers; 0 or less if it is over.
    final long left(long now) {
        return end - now;
    }

    /// Forgets it: it is over.
    abstract void over();
}
