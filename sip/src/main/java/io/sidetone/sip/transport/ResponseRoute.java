package io.sidetone.sip.transport;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Reads from a Via where its response goes. Thread-safe: only functions.
@Rfc(number = 3261, section = "18.2.2")
final class ResponseRoute {

    private ResponseRoute() {}

    /// Where the response to a request goes that had this Via on top when it came, and the source noted in it;
    /// null if the Via names a host only, which has to be looked up (RFC 3263 §5), or nothing that can be sent
    /// to.
    ///
    /// Of a connection this is where a new one goes, if the one that the request came over is gone.
    ///
    /// @param transport what the response goes by
    static @Nullable NextHop direct(Via via, Transport transport) {
        String maddr = via.maddr();
        boolean datagrams = transport == Transport.UDP;
        if (maddr != null && datagrams) {
            return hop(transport, maddr, sentByPort(via, transport), via.host());
        }
        String received = via.received();
        String address = received == null ? via.host().text() : received;
        // RFC 3581 §4: the port that the request came from, for datagrams. A new connection goes to the one of the
        // sent-by, since nobody listens where the old one came from.
        int port = datagrams && via.rport() > 0 ? via.rport() : sentByPort(via, transport);
        return hop(transport, address, port, via.host());
    }

    /// The other end of the connection that the request came over; null if the Via does not tell it. As its
    /// domain stands the address: that the request came from there is all that has to be proved.
    static @Nullable NextHop source(Via via, Transport transport) {
        String received = via.received();
        InetAddress address = received == null ? null : address(received);
        return address == null || via.rport() <= 0 || transport == Transport.UDP
                ? null
                : new NextHop(
                        transport, new InetSocketAddress(address, via.rport()), Host.ofAddress(address.getAddress()));
    }

    private static int sentByPort(Via via, Transport transport) {
        return via.port() == Via.NO_PORT ? transport.defaultPort() : via.port();
    }

    private static @Nullable NextHop hop(Transport transport, String host, int port, Host domain) {
        InetAddress address = address(host);
        return address == null ? null : new NextHop(transport, new InetSocketAddress(address, port), domain);
    }

    /// The address that a text names, with or without brackets; null if it is none, or stands for all addresses.
    private static @Nullable InetAddress address(String text) {
        try {
            byte[] octets = Host.parseParameter(text).address();
            InetAddress address = octets == null ? null : Addresses.ofOctets(octets);
            return address == null || address.isAnyLocalAddress() ? null : address;
        } catch (SyntaxException _) {
            // Somebody on the way wrote no address into `received` or `maddr`.
            return null;
        }
    }
}
