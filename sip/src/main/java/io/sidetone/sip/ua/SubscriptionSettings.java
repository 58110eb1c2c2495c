package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.EventPackage;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.uri.Uri;

/// What is subscribed to. Immutable.
///
/// @param target whose state
/// @param eventPackage what is to be known of the package: the types of its bodies, and whether it forks
/// @param event the Event field, of that package
/// @param expires how long each SUBSCRIBE asks for, in seconds; 0 to be told the state once
@Rfc(number = 6665, section = "4.1.2.1")
public record SubscriptionSettings(Uri target, EventPackage eventPackage, Event event, long expires) {

    /// @throws IllegalArgumentException if the event is one of another package, or the time below 0
    public SubscriptionSettings {
        if (expires < 0 || !event.type().equals(eventPackage.type())) {
            throw new IllegalArgumentException(event + " for " + expires);
        }
    }

    /// For as long as is usual with the package.
    public static SubscriptionSettings of(Uri target, EventPackage eventPackage) {
        Event event = new Event(eventPackage.type(), Parameters.NONE);
        return new SubscriptionSettings(target, eventPackage, event, eventPackage.defaultExpires());
    }

    /// The same with other parameters of the Event field.
    public SubscriptionSettings withEvent(Event other) {
        return new SubscriptionSettings(target, eventPackage, other, expires);
    }

    /// The same for another time in seconds; 0 to be told the state once.
    public SubscriptionSettings withExpires(long seconds) {
        return new SubscriptionSettings(target, eventPackage, event, seconds);
    }
}
