package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Resolver;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.uri.Uri;
import java.util.List;
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
    private final @Nullable EdgeProxy edge;
    private final DirectForwarding direct;

    /// @param flows null if the flows of devices are not kept
    ProxyCore(TransactionLayer layer, Myself myself, TargetFinder finder, @Nullable FlowTokens flows) {
        this.layer = layer;
        this.myself = myself;
        this.finder = finder;
        this.routes = new RouteProcessing(myself);
        this.direct = new DirectForwarding(layer);
        this.edge = flows == null ? null : new EdgeProxy(flows);
    }

    final TransactionLayer layer() {
        return layer;
    }

    final Myself myself() {
        return myself;
    }

    final TargetFinder finder() {
        return finder;
    }

    /// What speaks against forwarding; null if nothing does.
    final @Nullable Refusal check(SipRequest request) {
        return validation.check(request);
    }

    /// Answers without a transaction.
    final void refuse(Claim claim, Refusal refusal) {
        claim.reply(claim.tagged(refusal.answer(claim.request())).build());
    }

    final RoutedRequest route(SipRequest request, Flow incoming) {
        return routes.process(request, incoming);
    }

    /// Where a request goes: within a dialog that we are on the way of, over the flow that we have put a token of
    /// into its route, else where its routes or its target say.
    final TargetFinder.Verdict targets(RoutedRequest routed, Flow incoming) {
        NameAddress to = routed.request().to();
        if (routed.ownRoute() == null || to == null || to.tag() == null) {
            return finder.find(routed, incoming);
        }
        Uri uri = routed.request().uri();
        return switch (edge == null ? new EdgeProxy.Way.AsUsual() : edge.way(routed, incoming)) {
            case EdgeProxy.Way.AsUsual _ -> TargetFinder.Verdict.Forward.to(Target.of(uri));
            case EdgeProxy.Way.ByFlow(Flow flow) ->
                TargetFinder.Verdict.Forward.to(new Target(uri, Target.MOST_PREFERRED, List.of(), flow, null));
            case EdgeProxy.Way.Refused(Refusal refusal) -> new TargetFinder.Verdict.Refuse(refusal);
        };
    }

    /// What keeps us on the way of the dialog that a request begins.
    final RecordRoute recordRoute(RoutedRequest routed, Flow incoming, List<Target> targets) {
        if (edge == null) {
            return RecordRoute.of(incoming, ForwardedRequest.isSecure(routed.request()));
        }
        boolean byFlow = false;
        for (Target target : targets) {
            byFlow |= target.flow() != null;
        }
        return edge.recordRoute(routed, incoming, byFlow);
    }

    /// Forwards an ACK to a 2xx, or anything else without a transaction.
    ///
    /// @param resolver finds the next hops
    @Rfc(number = 3261, section = "16.11")
    final void forward(
            SipRequest request, Target target, String branch, @Nullable RecordRoute recordRoute, Resolver resolver) {
        ForwardedRequest copy = ForwardedRequest.of(request, target, recordRoute, ForwardedRequest.SAME_BREADTH);
        direct.send(copy, branch, resolver);
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
