package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;

/// What is left of a transaction that waits for repetitions when its user wants to hear no more of it. Most of what a
/// server keeps is that, for half a minute each: so it is as small as it can be, and has no timer of its own.
@Rfc(number = 3261, section = "17")
abstract class Lingering {

    /// The time of the clock at which it is over, in nanoseconds. Guarded by the lock of its queue, which sets it.
    long end;

    /// Forgets it: it is over.
    abstract void over();
}
