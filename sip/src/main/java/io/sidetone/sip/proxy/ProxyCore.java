package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Lookup;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Resolution;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What both kinds of proxies do with a request before it is forwarded: check it, take off the routes that led
/// here, find out where it goes. Thread-safe.
abstract sealed class ProxyCore permits StatefulProxy, StatelessProxy {

    private final TransactionLayer layer;
    private final Myself myself;
    private final TargetFinder finder;
    private final RequestValidation validation = new RequestValidation(RequestValidation.SCHEMES, Set.of());
    private final RouteProcessing routes;

    ProxyCore(TransactionLayer layer, Myself myself, TargetFinder finder) {
        this.layer = layer;
        this.myself = myself;
        this.finder = finder;
        this.routes = new RouteProcessing(myself);
    }

    final TransactionLayer layer() {
        return layer;
    }

    final Myself myself() {
        return myself;
    }

    /// What speaks against forwarding; null if nothing does.
    final @Nullable Refusal check(SipRequest request) {
        return validation.check(request);
    }

    /// Answers without a transaction.
    final void refuse(Claim claim, Refusal refusal) {
        SipResponse.Builder answer = claim.answer(refusal.statusCode(), refusal.phrase());
        if (refusal.field() != null) {
            answer.append(refusal.field().text(), refusal.value());
        }
        claim.reply(answer.build());
    }

    final RoutedRequest route(SipRequest request, Flow incoming) {
        return routes.process(request, incoming);
    }

    /// Where a request goes: within a dialog that we are on the way of, where its routes or its target say.
    final TargetFinder.Verdict targets(RoutedRequest routed, Flow incoming) {
        NameAddress to = routed.request().to();
        boolean inDialog = routed.ownRoute() != null && to != null && to.tag() != null;
        return inDialog
                ? TargetFinder.Verdict.Forward.to(Target.of(routed.request().uri()))
                : finder.find(routed, incoming);
    }

    /// Forwards an ACK to a 2xx, or anything else without a transaction.
    @Rfc(number = 3261, section = "16.11")
    final void forward(SipRequest request, Target target, String branch, @Nullable RecordRoute recordRoute) {
        ForwardedRequest copy = ForwardedRequest.of(request, target, recordRoute, ForwardedRequest.SAME_BREADTH);
        Flow given = target.flow();
        if (given != null) {
            SendResult _ = layer.send(copy.request(), branch, given);
            return;
        }
        switch (layer.resolver().resolve(copy.nextHop())) {
            case Lookup.Ready(Resolution resolution) -> send(copy.request(), branch, resolution);
            case Lookup.Pending(var later) ->
                later.thenAccept(
                        resolution -> layer.execute(request.callId(), () -> send(copy.request(), branch, resolution)));
        }
    }

    /// To the first next hop that takes it: nobody waits for an answer that would show more.
    private void send(SipRequest request, String branch, Resolution resolution) {
        if (resolution instanceof Resolution.Found(var found)) {
            for (NextHop first : found) {
                for (NextHop hop : layer.transport().hops(request, first)) {
                    Flow flow = layer.transport().flow(hop);
                    if (flow != null && layer.send(request, branch, flow) == SendResult.SENT) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether a request can begin a dialog, so that a proxy that wants to see the rest of it has to say so.
    @Rfc(number = 3261, section = "12.1")
    static boolean beginsDialog(SipRequest request) {
        NameAddress to = request.to();
        Method method = request.method();
        return (to == null || to.tag() == null)
                && (method.equals(Method.INVITE)
                        || method.equals(Method.SUBSCRIBE)
                        || method.equals(Method.REFER)
                        || method.equals(Method.NOTIFY));
    }
}
