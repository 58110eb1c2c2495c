package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends responses back the way that their requests came. Thread-safe.
///
/// The flow of the request comes first. If it is a connection that is gone, a new one is opened to where the
/// request came from, and if that fails, the host of the Via is looked up. A WebSocket client can not be
/// connected to (RFC 7118 §5.3): without its connection the response is lost.
@Rfc(number = 3261, section = "18.2.2")
@Rfc(number = 3263, section = "5")
public final class ResponseSender {

    private final TransportLayer transport;
    private final Function<Via, Lookup> resolver;

    /// @param resolver finds the next hops of a Via that names a host
    public ResponseSender(TransportLayer transport, Function<Via, Lookup> resolver) {
        this.transport = transport;
        this.resolver = resolver;
    }

    /// Sends a response.
    ///
    /// @param octets the whole response; belong to the flow from now on
    /// @param via the one that the request had on top when it came, with the source noted; of a response that is
    ///     forwarded, the one that is on top now
    /// @param origin the flow that the request came over; null if nobody knows any more
    /// @param unsent is told if all ways have failed; where the result is not `SENT` already, that is all there
    ///     is
    /// @return `SENT` too if the way has yet to be looked up
    public SendResult send(byte[] octets, Via via, @Nullable Flow origin, Unsent unsent) {
        return origin != null && isWayBack(via, origin)
                ? back(octets, origin, unsent)
                : new Attempt(octets, via, origin, unsent).start();
    }

    /// Whether responses simply go back by the flow that the request came over: a datagram, to the address that it
    /// came from. Then the Via need not be kept, and [#back] sends them.
    @Rfc(number = 3581, section = "4")
    public static boolean isWayBack(Via via, Flow origin) {
        return origin.transport() == Transport.UDP && ResponseRoute.isBack(via, origin);
    }

    /// Sends a response where [#isWayBack].
    ///
    /// @param octets the whole response; belong to the flow from now on
    public SendResult back(byte[] octets, Flow origin, Unsent unsent) {
        return transport.send(octets, origin, unsent);
    }

    /// One response, on its way through all that can be tried.
    private final class Attempt {

        private final byte[] octets;
        private final Via via;
        private final @Nullable Flow origin;
        private final Unsent unsent;

        /// What the request came by, whatever its Via says; null if the Via names nothing that we have.
        private final @Nullable Transport by;

        Attempt(byte[] octets, Via via, @Nullable Flow origin, Unsent unsent) {
            this.octets = octets;
            this.via = via;
            this.origin = origin;
            this.unsent = unsent;
            this.by = origin == null ? Transport.of(via.transport()) : origin.transport();
        }

        SendResult start() {
            Flow came = origin == null ? cameOver() : origin;
            if (came == null || came.transport() == Transport.UDP) {
                return direct();
            }
            SendResult result = transport.send(octets, came, reason -> orElse(direct(), reason));
            return isFinal(result) ? result : direct();
        }

        /// The connection that the Via tells of, for those who have not kept it.
        private @Nullable Flow cameOver() {
            NextHop source = by == null ? null : ResponseRoute.source(via, by);
            return source == null ? null : transport.connections().find(source);
        }

        private void orElse(SendResult next, ClosingReason reason) {
            if (next != SendResult.SENT) {
                unsent.unsent(reason);
            }
        }

        private static boolean isFinal(SendResult result) {
            return result == SendResult.SENT || result == SendResult.NO_ROOM;
        }

        private SendResult direct() {
            NextHop hop = by == null ? null : ResponseRoute.direct(via, by);
            if (by == Transport.WS || by == Transport.WSS) {
                Connection connection =
                        hop == null ? null : transport.connections().find(hop);
                return connection == null ? SendResult.CLOSED : transport.send(octets, connection, unsent);
            }
            if (hop == null) {
                return lookUp();
            }
            boolean retry = hop.transport() != Transport.UDP && !isHost(hop.address());
            Flow flow = flow(hop);
            SendResult result = flow == null
                    ? SendResult.UNREACHABLE
                    : transport.send(octets, flow, retry ? reason -> orElse(lookUp(), reason) : unsent);
            return retry && !isFinal(result) ? lookUp() : result;
        }

        /// Whether the Via names this very address, so that there is nothing more to be looked up.
        private boolean isHost(InetSocketAddress address) {
            return Host.ofAddress(address.getAddress().getAddress()).equals(via.host());
        }

        /// Datagrams go from the address that the request came to, else a NAT or a firewall drops them.
        @Rfc(number = 3581, section = "4")
        private @Nullable Flow flow(NextHop hop) {
            if (origin == null || origin.transport() != Transport.UDP || hop.transport() != Transport.UDP) {
                return transport.flow(hop);
            }
            if (hop.address().equals(origin.remote())) {
                return origin;
            }
            InetAddress ours = origin.local().getAddress();
            return AddressFamily.of(ours) == AddressFamily.of(hop.address().getAddress())
                    ? origin.listener().open(hop, ours)
                    : transport.flow(hop);
        }

        private SendResult lookUp() {
            return switch (resolver.apply(via)) {
                case Lookup.Ready(Resolution resolution) -> send(resolution);
                case Lookup.Pending(var later) -> {
                    // On a worker: it may be there by now, and nobody is told by the call that sends.
                    later.thenAcceptAsync(
                            resolution -> orElse(send(resolution), ClosingReason.CONNECT_FAILED),
                            task -> transport.execute(via.hashCode(), task));
                    yield SendResult.SENT;
                }
            };
        }

        private SendResult send(Resolution resolution) {
            return switch (resolution) {
                case Resolution.Found(List<NextHop> hops) -> send(hops.iterator());
                case Resolution.Failed _ -> SendResult.UNREACHABLE;
            };
        }

        /// One after the other, until one takes it.
        private SendResult send(Iterator<NextHop> hops) {
            SendResult result = SendResult.UNREACHABLE;
            while (hops.hasNext() && result != SendResult.SENT) {
                Flow flow = flow(hops.next());
                result = flow == null
                        ? SendResult.UNREACHABLE
                        : transport.send(octets, flow, reason -> orElse(send(hops), reason));
            }
            return result;
        }
    }
}
