package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import java.util.Set;

/// Which WebSocket handshakes a socket takes. Immutable.
///
/// @param paths the paths of the HTTP request, such as `/sip`; none for all
/// @param origins the pages that may come, such as `https://phone.example.com`; none for all. A client that is no
///     browser names none and may come always
@Rfc(number = 6455, section = "10.2")
public record WebSocketRules(Set<String> paths, Set<String> origins) {

    /// Any path, any origin.
    public static final WebSocketRules ANY = new WebSocketRules(Set.of(), Set.of());

    /// Copies the sets.
    public WebSocketRules {
        paths = Set.copyOf(paths);
        origins = Set.copyOf(origins);
    }
}
