package io.sidetone.sip.proxy;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.AdvertisedFlow;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// By which socket a request may leave and where to, and what it says of us then. Immutable.
///
/// @param sockets those that it may be sent from; none for all
/// @param host what its Via and Record-Route say of us in place of what the socket does; null for that
/// @param port the same of the port; 0 for that of the socket
/// @param allowed which next hops it may go to; null for all
/// @param seen is shown each flow that it is about to leave by, and says whether it may; null for no objection.
///     Called under the lock of the context: it must not wait
/// @param certificates what is shown and trusted by TLS on the way to a next hop; null, or null of it, for what
///     the socket has
public record Outlet(
        List<Listener> sockets,
        @Nullable Host host,
        int port,
        @Nullable Predicate<NextHop> allowed,
        @Nullable Predicate<Flow> seen,
        @Nullable Function<NextHop, @Nullable TlsContext> certificates) {

    /// Any socket, and everything as it is.
    public static final Outlet ANY = new Outlet(List.of(), null, 0, null, null, null);

    /// Copies the sockets.
    public Outlet {
        sockets = List.copyOf(sockets);
    }

    /// The same, from some sockets only.
    ///
    /// @param other none for all
    public Outlet withSockets(List<Listener> other) {
        return new Outlet(other, host, port, allowed, seen, certificates);
    }

    /// The same with other certificates.
    public Outlet withCertificates(Function<NextHop, @Nullable TlsContext> other) {
        return new Outlet(sockets, host, port, allowed, seen, other);
    }

    /// The same, but shown to somebody before it leaves.
    public Outlet seenBy(Predicate<Flow> other) {
        return new Outlet(sockets, host, port, allowed, other, certificates);
    }

    /// The same, but to no next hop by TLS.
    public Outlet withoutTls() {
        return new Outlet(
                sockets, host, port, hop -> allows(hop) && !hop.transport().isSecure(), seen, certificates);
    }

    /// Whether it may go to a next hop.
    boolean allows(NextHop hop) {
        return allowed == null || allowed.test(hop);
    }

    /// Whether the peer of a flow is one that it may go to.
    boolean allows(Flow flow) {
        InetSocketAddress peer = flow.remote();
        return allowed == null
                || allowed.test(new NextHop(
                        flow.transport(), peer, Host.ofAddress(peer.getAddress().getAddress())));
    }

    /// The flow to a next hop; null if no socket leads there.
    public @Nullable Flow flow(TransportLayer transport, NextHop hop) {
        TlsContext chosen = certificates != null && hop.transport().isSecure() ? certificates.apply(hop) : null;
        Flow flow = sockets.isEmpty() && chosen == null
                ? transport.flow(hop)
                : transport.flow(hop, sockets.isEmpty() ? transport.listeners() : sockets, chosen);
        return flow == null ? null : of(flow);
    }

    /// A flow by which messages say of us what they are to say; null if nothing may leave by it.
    @Nullable
    Flow of(Flow flow) {
        if (seen != null && !seen.test(flow)) {
            return null;
        }
        if (host == null && port == 0) {
            return flow;
        }
        SentBy usual = flow.sentBy();
        return new AdvertisedFlow(flow, SentBy.of(host == null ? usual.host() : host, port == 0 ? usual.port() : port));
    }
}
