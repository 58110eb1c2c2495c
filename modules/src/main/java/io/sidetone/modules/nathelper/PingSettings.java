package io.sidetone.modules.nathelper;

import io.sidetone.sip.header.Method;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How contacts are pinged. Immutable.
///
/// @param interval seconds from one ping of a contact to the next
/// @param flag the branch flag that a contact must have; null for all contacts
/// @param requestFlag the branch flag of contacts that are pinged by a request; empty for none
/// @param removalFlag the branch flag of contacts that are removed if they do not answer; empty for none
/// @param from whom requests are from; null if there are none
/// @param method of requests
/// @param streams whether contacts at the end of connections are pinged, too
/// @param socket the socket for contacts of which it is not known, `udp:192.0.2.1:5060`; empty for any
/// @param threshold how long an answer may take
/// @param most how often in a row an answer may be missed
/// @param ignored status codes that are no answer
record PingSettings(
        int interval,
        @Nullable String flag,
        String requestFlag,
        String removalFlag,
        @Nullable Uri from,
        Method method,
        boolean streams,
        String socket,
        Duration threshold,
        int most,
        Set<Integer> ignored) {

    PingSettings {
        ignored = Set.copyOf(ignored);
    }
}
