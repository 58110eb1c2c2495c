package io.sidetone.modules.rr;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.proxy.EdgeProxy;
import io.sidetone.sip.proxy.RoutedRequest;
import io.sidetone.sip.transport.Flow;

/// The flow that a request goes by because the route that has led it here carries its token. Thread-safe: keeps
/// nothing.
final class FlowChoice {

    private FlowChoice() {}

    /// Chooses it.
    ///
    /// @return false if the request was refused: the flow is gone, or the token is none of ours
    @Rfc(number = 5626, section = "5.3")
    static boolean take(RoutingContext context, RoutedRequest routed, Flow incoming) {
        return switch (context.core().edge().way(routed, incoming)) {
            case EdgeProxy.Way.AsUsual() -> true;
            case EdgeProxy.Way.ByFlow(Flow flow) -> {
                context.main().flow(flow);
                yield true;
            }
            case EdgeProxy.Way.Refused(Refusal refusal) -> {
                boolean ack = context.transaction().claim() == null;
                boolean _ = ack || context.reply(refusal.statusCode(), refusal.phrase());
                yield false;
            }
        };
    }
}
