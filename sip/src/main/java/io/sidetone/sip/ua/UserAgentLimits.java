package io.sidetone.sip.ua;

import java.time.Duration;

/// How much a user agent takes on. Immutable.
///
/// @param calls how many calls there are at most, of both sides; more INVITEs get a 503
/// @param merged of how many requests it is remembered that they came, to tell those that come by two ways
/// @param targets how many targets a request is sent to by redirections at most, the first one included
/// @param ringing how long a call rings that nobody answers, if its caller wants no less
public record UserAgentLimits(int calls, int merged, int targets, Duration ringing) {

    /// 100,000 calls, 65,536 requests, 10 targets, 5 minutes.
    public static final UserAgentLimits DEFAULT = new UserAgentLimits(100_000, 65_536, 10, Duration.ofMinutes(5));

    /// @throws IllegalArgumentException if a limit is below 1
    public UserAgentLimits {
        if (Math.min(calls, Math.min(merged, targets)) < 1 || !ringing.isPositive()) {
            throw new IllegalArgumentException("A limit below 1");
        }
    }
}
