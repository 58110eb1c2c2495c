package io.sidetone.sip.transport;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Writes addresses short. Only functions.
final class Addressing {

    private Addressing() {}

    /// Such as `192.0.2.1:5060` or `2001:db8::1:5060`: the last colon is that of the port.
    static InetSocketAddress at(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(ip(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    static InetAddress ip(String text) {
        return InetAddress.ofLiteral(text);
    }

    static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// A next hop whose domain is its address.
    static NextHop hop(Transport transport, String address) {
        InetSocketAddress to = at(address);
        return new NextHop(transport, to, Host.ofAddress(to.getAddress().getAddress()));
    }

    /// A next hop of a domain.
    static NextHop hop(Transport transport, String address, String domain) {
        return new NextHop(transport, at(address), host(domain));
    }
}
