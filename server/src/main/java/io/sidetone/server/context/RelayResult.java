package io.sidetone.server.context;

import io.sidetone.sip.proxy.Branch;

/// What becomes of a request that a script relays, as far as that is known at once.
public enum RelayResult {
    /// It is on its way, or its next hops are still looked for.
    SENT,
    /// It was answered or let go already.
    ANSWERED,
    /// There is nobody to send it to.
    NO_TARGET,
    /// The caller has given up.
    GIVEN_UP,
    /// Somebody has said for all that the call is not wanted.
    DECLINED,
    /// None of its next hops can be found.
    NOT_FOUND,
    /// Nothing may be sent to any of its next hops.
    FILTERED,
    /// It could be sent to none of its next hops.
    UNSENT;

    private static final int UNSUPPORTED_SCHEME = 416;

    /// @param status the best of what the branches have ended with, without anything being sent
    static RelayResult of(int status) {
        return switch (status) {
            case 404, UNSUPPORTED_SCHEME -> NOT_FOUND;
            case Branch.FILTERED -> FILTERED;
            default -> UNSENT;
        };
    }
}
