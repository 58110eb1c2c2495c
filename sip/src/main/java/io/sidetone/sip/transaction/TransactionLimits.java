package io.sidetone.sip.transaction;

import java.time.Duration;

/// How much a transaction layer takes on. Immutable.
///
/// @param claims requests that are held and have no transaction, at most; then [Claim#hold] says no
/// @param claimTime how long such a request keeps its retransmissions away
/// @param servers server transactions, those included that linger, at most; more requests get a 503
/// @param clients client transactions, those included that linger, at most; more requests are not sent
public record TransactionLimits(int claims, Duration claimTime, int servers, int clients) {

    /// 65,536 claims of 32 s, a million transactions of each kind.
    public static final TransactionLimits DEFAULT =
            new TransactionLimits(65_536, Duration.ofSeconds(32), 1_000_000, 1_000_000);

    /// For how long those whose requests were refused because there are too many are asked to stay away: short,
    /// since it passes as it came, and long enough that they turn to others.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /// @throws IllegalArgumentException if a limit is below 1
    public TransactionLimits {
        if (Math.min(claims, Math.min(servers, clients)) < 1 || !claimTime.isPositive()) {
            throw new IllegalArgumentException("A limit below 1");
        }
    }
}
