package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Transport;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends responses back the way that their requests came. Thread-safe.
///
/// The flow of the request comes first. If it is a connection that is gone, a new one is opened to where the request
/// came from, and if that fails, the host of the Via is looked up. A WebSocket client can not be connected to
/// (RFC 7118 §5): without its connection the response is lost.
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
    /// @param unsent is told if all ways have failed; where the result is not `SENT` already, that is all there is
    /// @return `SENT` too if the way has yet to be looked up
    public SendResult send(byte[] octets, Via via, @Nullable Flow origin, Unsent unsent) {
        return new Attempt(octets, via, origin, unsent).start();
    }

    /// One response, on its way through all that can be tried.
    private final class Attempt {

        private final byte[] octets;
        private final Via via;
        private final @Nullable Flow origin;
        private final Unsent unsent;

        Attempt(byte[] octets, Via via, @Nullable Flow origin, Unsent unsent) {
            this.octets = octets;
            this.via = via;
            this.origin = origin;
            this.unsent = unsent;
        }

        SendResult start() {
            if (origin == null || origin.transport() == Transport.UDP) {
                return direct();
            }
            SendResult result = transport.send(octets, origin, reason -> orElse(direct(), reason));
            return result == SendResult.SENT || result == SendResult.NO_ROOM ? result : direct();
        }

        private void orElse(SendResult next, ClosingReason reason) {
            if (next != SendResult.SENT) {
                unsent.unsent(reason);
            }
        }

        private SendResult direct() {
            NextHop hop = ResponseRoute.direct(via);
            if (hop == null) {
                return lookUp();
            }
            if (hop.transport() == Transport.WS || hop.transport() == Transport.WSS) {
                Connection connection = transport.connections().find(hop, null);
                return connection == null ? SendResult.CLOSED : transport.send(octets, connection, unsent);
            }
            Flow flow = flow(hop);
            if (flow == null) {
                return SendResult.UNREACHABLE;
            }
            boolean retry = hop.transport() != Transport.UDP && via.host().isName();
            return transport.send(octets, flow, retry ? reason -> orElse(lookUp(), reason) : unsent);
        }

        /// Datagrams go from the address that the request came to, else a NAT or a firewall drops them.
        @Rfc(number = 3581, section = "4")
        private @Nullable Flow flow(NextHop hop) {
            if (origin == null || origin.transport() != Transport.UDP || hop.transport() != Transport.UDP) {
                return transport.flow(hop);
            }
            return hop.address().equals(origin.remote())
                    ? origin
                    : origin.listener().open(hop, origin.local().getAddress());
        }

        private SendResult lookUp() {
            return switch (resolver.apply(via)) {
                case Lookup.Ready(Resolution resolution) -> send(resolution);
                case Lookup.Pending(var later) -> {
                    later.thenAccept(resolution -> orElse(send(resolution), ClosingReason.CONNECT_FAILED));
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
