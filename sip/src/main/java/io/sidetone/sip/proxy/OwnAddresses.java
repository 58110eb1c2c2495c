package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The addresses of our sockets, what they advertise, and the names that others call us by. Immutable: when a
/// socket opens or closes, another one is made.
@Rfc(number = 3261, section = "16.4")
public final class OwnAddresses implements Myself {

    /// Another name or address of ours.
    ///
    /// @param host the name or address
    /// @param port 1 to 65535, [#OUR_PORTS], or for names [#ANY_PORT]
    /// @param transport null for all
    public record Alias(Host host, int port, @Nullable Transport transport) {

        /// The ports that our sockets have, and no port.
        public static final int OUR_PORTS = -1;

        /// Every port, and no port. No address has it: `127.0.0.1` on a port of somebody else is not ours.
        public static final int ANY_PORT = 0;

        /// @throws IllegalArgumentException if the port is out of range, or an address is to have any
        public Alias {
            if (port < OUR_PORTS || port > 65_535) {
                throw new IllegalArgumentException("No port: " + port);
            }
            if (port == ANY_PORT && !host.isName()) {
                throw new IllegalArgumentException("An address must not claim all ports: " + host);
            }
        }

        /// A name or address on the ports that our sockets have.
        public static Alias of(Host host) {
            return new Alias(host, OUR_PORTS, null);
        }
    }

    /// What a URI has that names no port.
    private static final int NO_PORT = -1;

    /// A port of a host that is ours. [#NO_PORT] is that of a URI that names none.
    private record Place(int port, @Nullable Transport transport) {}

    private final Map<Host, List<Place>> places = new HashMap<>();

    /// @param listeners our sockets
    /// @param machine the addresses of this machine, which sockets on all addresses have
    /// @param aliases what else we are called
    public OwnAddresses(
            Collection<? extends Listener> listeners, Collection<InetAddress> machine, Collection<Alias> aliases) {
        for (Listener listener : listeners) {
            Transport transport = listener.settings().transport();
            Place place = new Place(listener.local().getPort(), transport);
            InetAddress bound = listener.local().getAddress();
            if (!bound.isAnyLocalAddress()) {
                add(host(bound), place);
            } else {
                for (InetAddress address : machine) {
                    if (AddressFamily.of(address) == AddressFamily.of(bound)) {
                        add(host(address), place);
                    }
                }
            }
            SentBy advertised = listener.settings().advertised();
            if (advertised != null) {
                add(advertised.host(), new Place(advertised.port(), transport));
            }
        }
        for (Alias alias : aliases) {
            add(alias, listeners);
        }
    }

    private void add(Alias alias, Collection<? extends Listener> listeners) {
        if (alias.port != Alias.OUR_PORTS) {
            add(alias.host, new Place(alias.port, alias.transport));
            return;
        }
        add(alias.host, new Place(NO_PORT, alias.transport));
        for (Listener listener : listeners) {
            Transport transport = listener.settings().transport();
            if (alias.transport == null || alias.transport == transport) {
                add(alias.host, new Place(listener.local().getPort(), transport));
            }
        }
    }

    private void add(Host host, Place place) {
        List<Place> known = places.computeIfAbsent(host, _ -> new ArrayList<>());
        if (!known.contains(place)) {
            known.add(place);
        }
    }

    private static Host host(InetAddress address) {
        return Host.ofAddress(address.getAddress());
    }

    @Override
    public boolean isMyself(SipUri uri) {
        Host host = uri.hasParameter("maddr") ? maddr(uri.parameter("maddr")) : uri.host();
        List<Place> known = host == null ? null : places.get(host);
        if (known == null) {
            return false;
        }
        if (!uri.hasParameter("transport")) {
            return isOneOf(known, null, uri.isSecure(), uri.port(), uri.portOrDefault());
        }
        String named = uri.parameter("transport");
        Transport transport = named == null ? null : Transport.of(named);
        if (transport == null) {
            return false;
        }
        // In sips URIs the parameter says what runs below TLS.
        Transport meant = transport == Transport.TCP && uri.isSecure() ? Transport.TLS : transport;
        return isOneOf(known, meant, uri.isSecure(), uri.port(), meant.defaultPort());
    }

    @Override
    public boolean isMyself(Via via) {
        List<Place> known = places.get(via.host());
        Transport transport = known == null ? null : Transport.of(via.transport());
        return known != null
                && transport != null
                && isOneOf(known, transport, false, via.port(), transport.defaultPort());
    }

    /// @param usual the port that is meant where none is written
    private static boolean isOneOf(
            List<Place> places, @Nullable Transport transport, boolean secure, int port, int usual) {
        for (Place place : places) {
            if (fits(place.transport, transport, secure) && fits(place.port, port, usual)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(@Nullable Transport ours, @Nullable Transport named, boolean secure) {
        if (ours == null) {
            return true;
        }
        // RFC 7118 §5.2: a URI says ws also where TLS carries it.
        return (!secure || ours.isSecure())
                && (named == null || ours == named || (named == Transport.WS && ours == Transport.WSS));
    }

    private static boolean fits(int ours, int port, int usual) {
        return ours == Alias.ANY_PORT || ours == port || (port == NO_PORT && ours == usual);
    }

    private static @Nullable Host maddr(@Nullable String text) {
        try {
            return Host.parseParameter(text == null ? "" : text);
        } catch (SyntaxException _) {
            return null;
        }
    }
}
