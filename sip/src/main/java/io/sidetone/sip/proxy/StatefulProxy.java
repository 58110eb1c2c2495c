package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transaction.TransactionUser;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import org.jspecify.annotations.Nullable;

/// A proxy with transactions: it forks, tries other addresses, and answers for all of them. Thread-safe.
///
/// It stays on the way of dialogs, so that requests within them come by.
@Rfc(number = 3261, section = "16.2")
public final class StatefulProxy extends ProxyCore implements TransactionUser {

    private final ProxySettings settings;
    private final LoopDetection loops;
    private final ProxyUser user;

    /// @param finder says where requests go that are not within a dialog
    public StatefulProxy(TransactionLayer layer, ProxySettings settings, Myself myself, TargetFinder finder) {
        this(layer, settings, myself, finder, ProxyUser.NONE);
    }

    /// @param finder says where requests go that are not within a dialog
    /// @param user looks at all branches and responses
    public StatefulProxy(
            TransactionLayer layer, ProxySettings settings, Myself myself, TargetFinder finder, ProxyUser user) {
        this(layer, settings, myself, finder, null, user);
    }

    private StatefulProxy(
            TransactionLayer layer,
            ProxySettings settings,
            Myself myself,
            TargetFinder finder,
            @Nullable FlowTokens flows,
            ProxyUser user) {
        super(layer, myself, finder, flows);
        this.settings = settings;
        this.loops = new LoopDetection(myself, layer.random());
        this.user = user;
    }

    /// The same for devices that nobody can connect to: requests within their dialogs go over the flows that they
    /// keep to us.
    ///
    /// @param tokens names the flows
    @Rfc(number = 5626, section = "5")
    public StatefulProxy keepingFlows(FlowTokens tokens) {
        return new StatefulProxy(layer(), settings, myself(), finder(), tokens, user);
    }

    @Override
    public void request(Claim claim) {
        SipRequest request = claim.request();
        if (request.method().equals(Method.CANCEL)) {
            cancel(claim);
            return;
        }
        Refusal refusal = check(request);
        long hash = refusal == null ? loops.hash(request) : 0;
        if (refusal == null && loops.isLoop(request, hash)) {
            refusal = LoopDetection.LOOP;
        }
        if (refusal != null) {
            refuse(claim, refusal);
            return;
        }
        RoutedRequest routed = route(request, claim.flow());
        switch (targets(routed, claim.flow())) {
            case TargetFinder.Verdict.Refuse(Refusal why) -> refuse(claim, why);
            case TargetFinder.Verdict.Forward(var targets) -> {
                ProxyContext context = new ProxyContext(layer(), settings, claim, routed.request(), hash, user);
                if (beginsDialog(request)) {
                    context.recordRoute(recordRoute(routed, claim.flow(), targets));
                }
                context.forward(targets);
            }
        }
    }

    /// DEVIATION: §16.10 has a CANCEL forwarded whose INVITE is not known. Its branch could not be that of the
    /// INVITE that went before, so nobody would know it: the caller learns that here.
    @Rfc(number = 3261, section = "16.10")
    private void cancel(Claim claim) {
        if (claim.cancelInvite()) {
            claim.reply(claim.answer(200, "OK").build());
        } else {
            claim.reply(claim.answer(481, "Call/Transaction Does Not Exist").build());
        }
    }

    /// An ACK to a 2xx goes its own way.
    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        if (check(ack) != null) {
            return;
        }
        RoutedRequest routed = route(ack, flow);
        if (targets(routed, flow) instanceof TargetFinder.Verdict.Forward(var targets) && !targets.isEmpty()) {
            forward(routed.request(), targets.getFirst(), layer().tokens().branch(), null, layer().resolver());
        }
    }
}
