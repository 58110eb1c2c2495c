package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.RetryAdvice;
import io.sidetone.sip.event.TerminationReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a subscription has ended. Immutable.
///
/// @param cause why
/// @param statusCode that of the response that has ended it; 200 if a NOTIFY has, 408 if none came
/// @param phrase the same in words
/// @param last what the last NOTIFY has said; null if it is not what has ended it
@Rfc(number = 6665, section = "4.1.3")
public record SubscriptionEnd(
        Cause cause,
        int statusCode,
        String phrase,
        @Nullable Notification last) {

    /// Why a subscription ends.
    public enum Cause {
        /// This side has had enough, or wanted to be told only once.
        LOCAL,
        /// The notifier has ended it, see [SubscriptionEnd#reason].
        NOTIFIER,
        /// A SUBSCRIBE was refused.
        REFUSED,
        /// A SUBSCRIBE had no answer or no NOTIFY in time, or it could not be refreshed before it lapsed.
        TIMEOUT
    }

    /// The reason that the notifier gives; null if it gives none that is known.
    public @Nullable TerminationReason reason() {
        Notification known = last;
        return known == null ? null : TerminationReason.of(known.state().reason());
    }

    /// Whether it is worth subscribing again. Where the notifier asks for that, it is done without the user and
    /// this is not yet the end.
    public RetryAdvice advice() {
        Notification known = last;
        return known == null ? new RetryAdvice(RetryAdvice.Wish.MAY, Duration.ZERO) : known.advice();
    }
}
