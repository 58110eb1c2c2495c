package io.sidetone.sip.event;

import java.time.Duration;

/// Whether a subscription that has ended is to be made anew, in a dialog of its own. Immutable.
///
/// @param wish how much the other side wants it
/// @param after how long to wait at least; zero for at once
public record RetryAdvice(Wish wish, Duration after) {

    /// Do not subscribe again.
    public static final RetryAdvice NEVER = new RetryAdvice(Wish.SHOULD_NOT, Duration.ZERO);

    /// How much somebody wants it.
    public enum Wish {
        /// A new subscription is asked for.
        SHOULD,
        /// A new subscription is the subscriber's to decide on.
        MAY,
        /// A new subscription would end like this one.
        SHOULD_NOT
    }
}
