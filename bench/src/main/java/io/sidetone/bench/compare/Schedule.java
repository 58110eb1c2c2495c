package io.sidetone.bench.compare;

/// How often and for how long the servers are measured. Immutable.
///
/// @param warmupSeconds how long ours works before the first sample, at the rate of the scenario: its compilers have to
///     see that a path is hot before they make it fast
/// @param peerWarmupSeconds the same for the peer, which comes compiled: its tables have to fill
/// @param pairs how many samples of ours and of the peer, in turns
/// @param defaults how many pairs of the peer and of the same with Debian's default allocator
/// @param seconds how long a sample takes
/// @param highestRate of any scenario
/// @param floors whether to measure what the datagrams alone cost
public record Schedule(
        int warmupSeconds,
        int peerWarmupSeconds,
        int pairs,
        int defaults,
        int seconds,
        int highestRate,
        boolean floors) {

    /// For figures that are written down. Transactions live on for 32 seconds when all is said, so that
    /// only then as many end as begin.
    static final Schedule FULL = new Schedule(100, 40, 5, 2, 10, Integer.MAX_VALUE, true);

    /// To see in minutes where we are. The compilers are still at work and fewer transactions live, so the ratios are
    /// not those of the full run.
    static final Schedule QUICK = new Schedule(14, 2, 5, 0, 2, Integer.MAX_VALUE, false);

    /// To see that everything runs.
    public static final Schedule TRIAL = new Schedule(0, 0, 1, 0, 1, 20, false);

    /// Units in a second of a sample.
    int rate(Scenario scenario) {
        return Math.min(scenario.rate(), highestRate);
    }

    @Override
    public String toString() {
        return pairs + " pairs of samples in turns, each of " + seconds + " s, after " + warmupSeconds
                + " s at its rate to warm up Sidetone and " + peerWarmupSeconds + " s to warm up Kamailio";
    }
}
