package io.sidetone.sip.resolve;

/// How much one target may cost. Immutable.
///
/// @param questions how many different questions to the DNS may be answered for it, cached ones included; at
///     least 1. What lies behind is left out
/// @param hops how long the list may be; at least 1. What lies behind is left out
public record ResolverLimits(int questions, int hops) {

    /// 64 questions, 64 next hops.
    public static final ResolverLimits DEFAULT = new ResolverLimits(64, 64);

    /// @throws IllegalArgumentException if a limit is below 1
    public ResolverLimits {
        if (questions < 1 || hops < 1) {
            throw new IllegalArgumentException("Limits of " + questions + " questions and " + hops + " hops");
        }
    }
}
