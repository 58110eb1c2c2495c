package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.Resolution.Reason;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// What a URI or a Via says of its next hops, before the DNS is asked. Immutable.
///
/// @param domain the host of the URI or Via, in its canonical form
/// @param name what to ask the DNS for; null where there is an address
/// @param address the address where it is written; null where there is a name
/// @param port null where none is written
/// @param transport null where the DNS decides
/// @param secure whether only TLS will do
record Target(
        Host domain,
        @Nullable Name name,
        @Nullable InetAddress address,
        @Nullable Integer port,
        @Nullable Transport transport,
        boolean secure) {

    private static final String MADDR = "maddr";
    private static final String TRANSPORT = "transport";

    /// The next hop of a request. The parameter `maddr` stands for the host, but for the name in certificates.
    @Rfc(number = 3263, section = "4")
    static Target of(SipUri uri, Reach reach) throws Unresolvable {
        Host host = uri.hasParameter(MADDR) ? maddr(uri.parameter(MADDR)) : uri.host();
        Integer port = uri.port() < 0 ? null : uri.port();
        return of(uri.host(), host, port, transport(uri, host, reach), uri.isSecure());
    }

    /// Where a response goes when the way that its request came is closed: what the sender wrote of itself.
    @Rfc(number = 3263, section = "5")
    static Target of(Via via, Reach reach) throws Unresolvable {
        Transport transport = usable(Transport.of(via.transport()), via.transport(), false, reach);
        Integer port = via.port() == Via.NO_PORT ? null : via.port();
        return of(via.host(), via.host(), port, transport, false);
    }

    private static Target of(
            Host domain, Host host, @Nullable Integer port, @Nullable Transport transport, boolean secure)
            throws Unresolvable {
        if (port != null && port == 0) {
            throw new Unresolvable(Reason.MALFORMED, "port 0");
        }
        byte[] octets = host.address();
        return octets == null
                ? new Target(domain.canonical(), name(host), null, port, transport, secure)
                : new Target(domain.canonical(), null, Addresses.ofOctets(octets), port, transport, secure);
    }

    /// The one next hop where an address is written, so that nothing has to be asked; null where a name is.
    @Rfc(number = 3263, section = "4.2")
    @Nullable
    NextHop hop(Reach reach) throws Unresolvable {
        if (address == null) {
            return null;
        }
        if (!reach.families().contains(AddressFamily.of(address))) {
            throw new Unresolvable(Reason.NO_TRANSPORT, "no socket for " + AddressFamily.of(address));
        }
        if (address.isAnyLocalAddress()) {
            throw new Unresolvable(Reason.MALFORMED, domain + " is nobody's address");
        }
        Transport by = transportOrDefault(reach);
        return new NextHop(by, new InetSocketAddress(address, portOrDefault(by)), domain);
    }

    Transport transportOrDefault(Reach reach) throws Unresolvable {
        Transport used = transport == null ? reach.defaultTransport(secure) : transport;
        if (used == null) {
            throw new Unresolvable(Reason.NO_TRANSPORT, "no socket that " + domain + " could be reached by");
        }
        return used;
    }

    int portOrDefault(Transport by) {
        return port == null ? by.defaultPort() : port;
    }

    @Rfc(number = 3263, section = "4.1")
    private static @Nullable Transport transport(SipUri uri, Host host, Reach reach) throws Unresolvable {
        if (uri.hasParameter(TRANSPORT)) {
            String token = uri.parameter(TRANSPORT);
            Transport named = token == null ? null : Transport.of(token);
            // In sips URIs the parameter says what runs below TLS.
            return usable(named != null && uri.isSecure() ? named.secured() : named, token, uri.isSecure(), reach);
        }
        return host.isName() && uri.port() < 0
                ? null
                : usable(reach.defaultTransport(uri.isSecure()), "the default", uri.isSecure(), reach);
    }

    private static Transport usable(@Nullable Transport transport, @Nullable String token, boolean secure, Reach reach)
            throws Unresolvable {
        if (transport == null || !reach.allows(transport, secure)) {
            String where = secure ? " for sips" : "";
            throw new Unresolvable(Reason.NO_TRANSPORT, "no socket for the transport " + token + where);
        }
        return transport;
    }

    private static Host maddr(@Nullable String text) throws Unresolvable {
        try {
            return Host.parseParameter(text == null ? "" : text);
        } catch (SyntaxException e) {
            throw new Unresolvable(Reason.MALFORMED, "maddr=" + text + ": " + e.getMessage());
        }
    }

    private static Name name(Host host) throws Unresolvable {
        try {
            return Name.fromString(host.text(), Name.root);
        } catch (TextParseException e) {
            throw new Unresolvable(Reason.MALFORMED, host + " is no name for the DNS: " + e.getMessage());
        }
    }
}
