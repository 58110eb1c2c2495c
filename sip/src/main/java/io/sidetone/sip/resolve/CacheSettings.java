package io.sidetone.sip.resolve;

import java.time.Duration;

/// How long answers of the DNS are kept. Immutable.
///
/// @param limit how many answers are kept, at least 1
/// @param minTtl what the life of a positive answer is raised to; zero keeps an answer of TTL 0 for the
///     resolution that asked for it and no longer
/// @param maxTtl what the life of a positive answer is cut to
/// @param maxNegativeTtl what the life of "there is none" is cut to
/// @param failurePause how long a question that could not be answered is not asked again
/// @param stale for how long beyond its life an answer is still given if the DNS can not be asked; zero for never
public record CacheSettings(
        int limit, Duration minTtl, Duration maxTtl, Duration maxNegativeTtl, Duration failurePause, Duration stale) {

    /// 10,000 answers for at most a day, negative ones for 15 minutes; a pause of 5 seconds; nothing stale.
    public static final CacheSettings DEFAULT = new CacheSettings(
            10_000, Duration.ZERO, Duration.ofDays(1), Duration.ofMinutes(15), Duration.ofSeconds(5), Duration.ZERO);

    /// @throws IllegalArgumentException if the limit is below 1 or a duration below zero
    public CacheSettings {
        if (limit < 1
                || minTtl.isNegative()
                || maxTtl.compareTo(minTtl) < 0
                || maxNegativeTtl.isNegative()
                || failurePause.isNegative()
                || stale.isNegative()) {
            throw new IllegalArgumentException("A cache that can not be");
        }
    }
}
