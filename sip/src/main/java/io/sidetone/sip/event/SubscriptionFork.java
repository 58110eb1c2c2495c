package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The subscriptions that one SUBSCRIBE makes: one for each notifier that a NOTIFY comes from. Confined to the
/// lock of its owner.
@Rfc(number = 6665, section = "4.1.4")
public final class SubscriptionFork {

    /// How many subscriptions one SUBSCRIBE makes at most.
    public static final int MAX_FORKS = 32;

    /// Makes the machine of another subscription.
    @FunctionalInterface
    public interface Factory {
        /// A machine to which nothing has happened yet.
        Subscriber create();
    }

    private final Event event;
    private final int limit;
    private final Factory factory;
    private final Map<String, Subscriber> byRemoteTag = new HashMap<>();
    private @Nullable Subscriber unclaimed;
    private boolean open = true;

    /// @param forks whether the event package allows more than one
    /// @param first the subscription that the SUBSCRIBE was sent for
    public SubscriptionFork(Event event, boolean forks, Subscriber first, Factory factory) {
        this.event = event;
        this.limit = forks ? MAX_FORKS : 1;
        this.unclaimed = first;
        this.factory = factory;
    }

    /// The subscription that a NOTIFY for the SUBSCRIBE's Call-ID and From tag belongs to, which this may make.
    ///
    /// @param remoteTag the tag of its From
    /// @return null if there is none and none may be made; the answer is 481
    public @Nullable Subscriber match(String remoteTag, Event notified) {
        if (!event.matches(notified)) {
            return null;
        }
        Subscriber known = byRemoteTag.get(remoteTag);
        if (known != null || !open || byRemoteTag.size() >= limit) {
            return known;
        }
        Subscriber first = unclaimed;
        unclaimed = null;
        Subscriber made = first == null ? factory.create() : first;
        byRemoteTag.put(remoteTag, made);
        return made;
    }

    /// Makes no more subscriptions; to be called 64*T1 after the SUBSCRIBE.
    @Rfc(number = 6665, section = "4.1.2.4")
    public void close() {
        open = false;
    }
}
