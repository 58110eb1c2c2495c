package io.sidetone.bench;

import java.time.Duration;

/// What calls have cost the proxy between. Immutable.
///
/// @param calls what came of them
/// @param cpu CPU time of all its processes
/// @param memory octets of memory that it has after them
/// @param threads the same CPU time by thread
record CallCost(Calls calls, Duration cpu, long memory, ThreadTimes threads) {

    /// Microseconds of CPU time for each call.
    double cpuMicros() {
        return cpu.toNanos() / 1e3 / calls.placed();
    }

    /// In words: the whole, and the part of each thread.
    @Override
    public String toString() {
        return Spread.show(cpuMicros()) + " us CPU a call (" + threads.each(calls.placed()) + "), " + calls.failed()
                + " failed, " + calls.retransmissions() + " retransmissions";
    }

    /// The memory in units of 1,000,000 octets.
    double megabytes() {
        return memory / 1e6;
    }
}
