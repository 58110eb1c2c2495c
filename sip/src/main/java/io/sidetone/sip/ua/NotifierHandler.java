package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;

/// Who decides on the subscriptions of others to one event package. Called without any lock, in order for each
/// subscription; must not wait.
public interface NotifierHandler {

    /// Somebody subscribes, or wants to be told once. It is decided on by [IncomingSubscription#accept],
    /// [IncomingSubscription#hold] or [IncomingSubscription#refuse], now or in time for the answer, which its
    /// sender waits for as long as for any other.
    ///
    /// @param request the SUBSCRIBE, which need not be kept
    void subscribed(IncomingSubscription subscription, SipRequest request);

    /// It is over: not refreshed, ended by either side, or its subscriber is gone. The last that is told of it.
    default void ended(IncomingSubscription subscription) {}
}
