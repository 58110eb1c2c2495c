package io.sidetone.bench;

/// How often and for how long calls are placed. Immutable.
///
/// @param rounds how many fresh processes of each kind
/// @param leadSeconds how long calls are placed before those that count: transactions live on for 32 seconds when
///     all is said, so that only then as many end as begin, and the compilers of the virtual machine are done
/// @param seconds how long those are placed that count
record CallPace(int rounds, int leadSeconds, int seconds) {

    /// Calls in a second, at most, in a quick run.
    static final int QUICK_RATE = 100;

    /// As short as it can be.
    CallPace quick() {
        return new CallPace(1, 1, 1);
    }

    @Override
    public String toString() {
        return rounds + " rounds of fresh processes, " + seconds + " s of calls for a measurement, after " + leadSeconds
                + " s to warm up";
    }
}
