package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.uri.Uri;

/// What is published where. Immutable.
///
/// @param target whose state it is
/// @param event the Event field
/// @param expires how long the state is to last without a refresh, in seconds, at least 1
@Rfc(number = 3903, section = "4.1")
public record PublicationSettings(Uri target, Event event, long expires) {

    private static final long HOUR = 3600;

    /// @throws IllegalArgumentException if the time is below 1
    public PublicationSettings {
        if (expires < 1) {
            throw new IllegalArgumentException("Expires " + expires);
        }
    }

    /// An hour.
    public static PublicationSettings of(Uri target, Event event) {
        return new PublicationSettings(target, event, HOUR);
    }

    /// The same for another time, in seconds.
    public PublicationSettings withExpires(long seconds) {
        return new PublicationSettings(target, event, seconds);
    }
}
