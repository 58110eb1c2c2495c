package io.sidetone.sip.ua;

/// Who wants to know of a subscription. Called in order, never twice at once, and without any lock; must not
/// wait.
public interface SubscriptionHandler {

    /// Does not care.
    SubscriptionHandler NONE = new SubscriptionHandler() {};

    /// The notifier tells something, and be it that this is the end.
    default void notified(Subscription subscription, Notice notice) {}

    /// It is over. The last that is told of it.
    default void ended(Subscription subscription, SubscriptionEnd end) {}
}
