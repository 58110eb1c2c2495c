package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an element has sockets for, and which it likes better. Immutable.
///
/// @param transports the ones it can send by, each once; where a domain leaves the choice to us, the first
///     that the domain offers comes first
/// @param families the kinds of addresses that it has sockets for, each once, the preferred one first
public record Reach(List<Transport> transports, List<AddressFamily> families) {

    /// UDP, TCP and TLS in this order, IPv6 before IPv4 as RFC 6724 has it.
    public static final Reach DEFAULT = new Reach(
            List.of(Transport.UDP, Transport.TCP, Transport.TLS), List.of(AddressFamily.IPV6, AddressFamily.IPV4));

    /// Copies the lists; neither may be empty.
    public Reach {
        transports = List.copyOf(transports);
        families = List.copyOf(families);
        if (transports.isEmpty() || families.isEmpty()) {
            throw new IllegalArgumentException("An element without sockets");
        }
    }

    /// Whether messages to such a URI may go this way: `sips` needs TLS.
    boolean allows(Transport transport, boolean secure) {
        return transports.contains(transport) && (!secure || transport.isSecure());
    }

    /// The transport where neither the URI nor the DNS says one: UDP, for `sips` TLS, as far as the element
    /// has them.
    ///
    /// WebSockets are never chosen like this: who takes them says so.
    @Rfc(number = 3263, section = "4.1")
    @Nullable
    Transport defaultTransport(boolean secure) {
        if (allows(Transport.UDP, secure)) {
            return Transport.UDP;
        }
        for (Transport transport : transports) {
            if (transport.label() != null && allows(transport, secure)) {
                return transport;
            }
        }
        return null;
    }
}
