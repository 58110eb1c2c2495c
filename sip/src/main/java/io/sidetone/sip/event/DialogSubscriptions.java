package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscriptions of one dialog, found by type and id of their Event. Confined to the lock of its owner.
///
/// @param <S> what a subscription is to the owner: a [Subscriber] or a [Notifier] with what belongs to it
@Rfc(number = 6665, section = "4.5.2")
public final class DialogSubscriptions<S> {

    /// How many one dialog holds: REFER requests of a call that were not yet done.
    public static final int MAX_SUBSCRIPTIONS = 16;

    private record Entry<S>(Event event, S subscription) {}

    private final List<Entry<S>> entries = new ArrayList<>(1);

    /// The subscription that an Event field means; null if there is none.
    @Rfc(number = 6665, section = "8.2.1")
    public @Nullable S find(Event event) {
        for (Entry<S> entry : entries) {
            if (entry.event.matches(event)) {
                return entry.subscription;
            }
        }
        return null;
    }

    /// Adds a subscription.
    ///
    /// @param shared whether something else uses the dialog already: a call, or another subscription
    /// @return false if it may not be added: there is one of this Event, the dialog is full, or it is shared and
    ///     this is no subscription that a REFER made
    public boolean add(Event event, S subscription, boolean shared) {
        // §4.5.2: dialogs are no more shared, except by REFER, which can not help it.
        boolean alone = !shared && entries.isEmpty();
        if (entries.size() >= MAX_SUBSCRIPTIONS || find(event) != null || !(alone || Refer.isRefer(event))) {
            return false;
        }
        entries.add(new Entry<>(event, subscription));
        return true;
    }

    /// Removes the subscription of an Event, if it is there.
    public void remove(Event event) {
        entries.removeIf(entry -> entry.event.matches(event));
    }

    /// Whether the dialog has no subscription any more, and ends unless something else uses it.
    @Rfc(number = 6665, section = "4.4.1")
    public boolean isEmpty() {
        return entries.isEmpty();
    }
}
