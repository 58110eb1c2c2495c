package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.SubscriptionState;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;

/// What a NOTIFY says of its subscription. Immutable.
///
/// @param event which subscription of the dialog it is about
/// @param state how that stands
@Rfc(number = 6665, section = "4.1.3")
public record Notification(Event event, SubscriptionState state) {

    /// Judges a NOTIFY. Whether there is such a subscription is for the caller to see, and to answer with 481.
    public static Judgement<Notification> judge(SipRequest notify) {
        Event event = notify.first(Headers.EVENT);
        if (event == null) {
            // §8.2.1: without the field, nobody can say which subscription it belongs to.
            return new Judgement.Refused<>(
                    notify.has(HeaderName.EVENT)
                            ? Refusal.of(400, "Bad Event Header Field")
                            : Refusal.of(489, "Bad Event"));
        }
        SubscriptionState state = notify.first(Headers.SUBSCRIPTION_STATE);
        return state == null
                ? new Judgement.Refused<>(Refusal.of(400, "Bad Or Missing Subscription-State"))
                : new Judgement.Accepted<>(new Notification(event, state));
    }

    /// Whether to subscribe again; only if the state is `terminated`.
    public RetryAdvice advice() {
        return TerminationReason.advice(state);
    }

    /// Puts the fields of a NOTIFY into a request within the dialog; the body is the caller's.
    @Rfc(number = 6665, section = "4.2.2")
    public SipRequest.Builder write(SipRequest.Builder notify) {
        return notify.set(Headers.EVENT, event).set(Headers.SUBSCRIPTION_STATE, state);
    }
}
