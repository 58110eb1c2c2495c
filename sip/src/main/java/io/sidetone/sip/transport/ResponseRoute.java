package io.sidetone.sip.transport;

import io.sidetone.sip.base.Addresses;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Reads from a Via where its response goes. Thread-safe: only functions.
@Rfc(number = 3261, section = "18.2.2")
final class ResponseRoute {

    private ResponseRoute() {}

    /// The transport of a Via; null for one that nobody here has.
    static @Nullable Transport transport(Via via) {
        return Transport.of(via.transport());
    }

    /// Where the response to a request goes that had this Via on top when it came, and the source noted in it; null if
    /// the Via names a host only, which has to be looked up (RFC 3263 §5), or nothing that can be sent to.
    ///
    /// Of a connection this is where a new one goes, if the one that the request came over is gone.
    static @Nullable NextHop direct(Via via) {
        Transport transport = transport(via);
        if (transport == null) {
            return null;
        }
        String maddr = via.maddr();
        boolean datagrams = transport == Transport.UDP;
        if (maddr != null && datagrams) {
            return hop(via, transport, maddr, sentByPort(via, transport));
        }
        String received = via.received();
        String address = received == null ? via.host().text() : received;
        // RFC 3581 §4: the port that the request came from, for datagrams. A new connection goes to the one of the
        // sent-by, since nobody listens where the old one came from.
        int port = datagrams && via.rport() > 0 ? via.rport() : sentByPort(via, transport);
        return hop(via, transport, address, port);
    }

    private static int sentByPort(Via via, Transport transport) {
        return via.port() == Via.NO_PORT ? transport.defaultPort() : via.port();
    }

    private static @Nullable NextHop hop(Via via, Transport transport, String address, int port) {
        try {
            boolean bare = address.indexOf(':') >= 0 && !address.startsWith("[");
            byte[] octets = Host.parse(bare ? "[" + address + "]" : address).address();
            return octets == null
                    ? null
                    : new NextHop(transport, new InetSocketAddress(Addresses.ofOctets(octets), port), via.host());
        } catch (SyntaxException _) {
            // Somebody on the way wrote no address into `received` or `maddr`.
            return null;
        }
    }
}
