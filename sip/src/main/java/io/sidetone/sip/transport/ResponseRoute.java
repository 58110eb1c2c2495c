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
        return hop(transport, address(via), port(via, transport), via.host());
    }

    /// Whether a datagram goes back to where the request came from.
    static boolean isBack(Via via, Flow origin) {
        // What is noted there is nearly always this very text, and then no address is made of it.
        if (via.maddr() == null && address(via).equals(origin.source())) {
            return port(via, Transport.UDP) == origin.remote().getPort();
        }
        NextHop hop = direct(via, Transport.UDP);
        return hop != null && hop.address().equals(origin.remote());
    }

    private static String address(Via via) {
        String received = via.received();
        return received == null ? via.host().text() : received;
    }

    /// RFC 3581 §4: the port that the request came from, for datagrams. A new connection goes to the one of the
    /// sent-by, since nobody listens where the old one came from.
    private static int port(Via via, Transport transport) {
        int noted = transport == Transport.UDP ? via.rport() : Via.RPORT_ABSENT;
        return noted > 0 ? noted : sentByPort(via, transport);
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
