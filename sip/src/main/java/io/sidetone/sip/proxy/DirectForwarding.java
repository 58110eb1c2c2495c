package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.resolve.Resolver;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import java.util.List;

/// Sends requests on without a transaction: an ACK to a 2xx, or all that a proxy forwards that remembers nothing.
/// Thread-safe: keeps nothing.
@Rfc(number = 3261, section = "16.11")
public final class DirectForwarding {

    private final TransactionLayer layer;

    /// @param layer sends
    public DirectForwarding(TransactionLayer layer) {
        this.layer = layer;
    }

    /// Sends a copy, at once or when its next hop is known. Nobody is told what becomes of it.
    ///
    /// @param resolver finds the next hops
    public void send(ForwardedRequest copy, String branch, Resolver resolver) {
        Flow given = copy.flow();
        if (given != null) {
            Flow allowed = copy.outlet().of(given);
            if (allowed != null) {
                SendResult _ = layer.send(copy.request(), branch, allowed);
            }
            return;
        }
        switch (resolver.resolve(copy.nextHop())) {
            case Lookup.Ready(Resolution resolution) -> send(copy, branch, resolution);
            case Lookup.Pending(var later) ->
                later.thenAccept(
                        resolution -> layer.execute(copy.request().callId(), () -> send(copy, branch, resolution)));
        }
    }

    /// To the first next hop that takes it: nobody waits for an answer that would show more.
    private void send(ForwardedRequest copy, String branch, Resolution resolution) {
        SipRequest request = copy.request();
        if (resolution instanceof Resolution.Found(List<NextHop> found)) {
            for (NextHop first : found) {
                for (NextHop hop : layer.transport().hops(request, first)) {
                    Flow flow = copy.outlet().allows(hop) ? copy.outlet().flow(layer.transport(), hop) : null;
                    if (flow != null && layer.send(request, branch, flow) == SendResult.SENT) {
                        return;
                    }
                }
            }
        }
    }
}
