package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import org.jspecify.annotations.Nullable;

/// A proxy that remembers nothing: each message is forwarded by itself, a retransmission like the first one.
/// Thread-safe.
@Rfc(number = 3261, section = "16.11")
public final class StatelessProxy extends ProxyCore implements TransactionUser {

    private final StatelessForwarding forwarding;
    private final boolean recordRoute;

    /// @param recordRoute whether it stays on the way of dialogs
    /// @param finder says where requests go that are not within a dialog: always the same for the same request.
    ///     Only its first target is taken
    public StatelessProxy(TransactionLayer layer, Myself myself, boolean recordRoute, TargetFinder finder) {
        super(layer, myself, finder, null);
        this.forwarding = new StatelessForwarding(myself, layer.random());
        this.recordRoute = recordRoute;
    }

    @Override
    public void request(Claim claim) {
        SipRequest request = claim.request();
        Refusal refusal = check(request);
        if (refusal != null) {
            refuse(claim, refusal);
            return;
        }
        RoutedRequest routed = route(request, claim.flow());
        switch (targets(routed, claim.flow())) {
            case TargetFinder.Verdict.Refuse(Refusal why) -> refuse(claim, why);
            case TargetFinder.Verdict.Forward(var targets) -> {
                if (targets.isEmpty()) {
                    refuse(claim, Refusal.of(480, "Temporarily Unavailable"));
                    return;
                }
                claim.release();
                RecordRoute route =
                        recordRoute && beginsDialog(request) ? recordRoute(routed, claim.flow(), targets) : null;
                forward(request, routed, targets.getFirst(), route);
            }
        }
    }

    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        if (check(ack) != null) {
            return;
        }
        RoutedRequest routed = route(ack, flow);
        if (targets(routed, flow) instanceof TargetFinder.Verdict.Forward(var targets) && !targets.isEmpty()) {
            forward(ack, routed, targets.getFirst(), null);
        }
    }

    /// All that belongs to one transaction has one branch, and so goes to one next hop.
    private void forward(SipRequest received, RoutedRequest routed, Target target, @Nullable RecordRoute route) {
        String branch = forwarding.branch(received);
        forward(routed.request(), target, branch, route, layer().resolver().repeatable(branch.hashCode()));
    }

    @Override
    public void stray(SipResponse response, Flow flow) {
        SipResponse rest = forwarding.response(response);
        if (rest != null) {
            SendResult _ = layer().reply(rest);
        }
    }
}
