package io.sidetone.server.context;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.run.Run;
import io.sidetone.script.value.ScriptError;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.ProxyContext;
import java.util.Map;
import java.util.function.Function;

/// The other messages of a transaction that variables are read from: `$(<request>ru)` where a response is seen,
/// `$(<reply>rs)` where a request is. Thread-safe: keeps nothing itself.
public final class OtherMessages {

    private static final String REPLY = "context.reply";

    private OtherMessages() {}

    /// For each name what leads from a run to one that stands for the other message.
    public static Map<String, Function<Run, Run>> all() {
        return Map.of("request", OtherMessages::request, "reply", OtherMessages::reply);
    }

    private static Run request(Run run) {
        RoutingContext context = RoutingContext.of(run);
        if (context.isRequest()) {
            return run;
        }
        RoutingContext relayed = context.transaction().relayed();
        if (relayed == null) {
            throw new ScriptError("there is no request to this response, or not any more");
        }
        return relayed.run();
    }

    private static Run reply(Run run) {
        RoutingContext context = RoutingContext.of(run);
        if (!context.isRequest()) {
            return run;
        }
        if (context.note(REPLY) instanceof RoutingContext known) {
            return known.run();
        }
        ProxyContext proxy = context.transaction().proxy();
        SipResponse best = proxy == null ? null : proxy.best();
        if (best == null) {
            throw new ScriptError("there is no response yet");
        }
        RoutingContext reply = RoutingContext.of(RouteKind.ONREPLY_ROUTE, context.transaction(), best)
                .build();
        context.note(REPLY, reply);
        return reply.attach(new Run(run.version(), context.core().host(), reply));
    }
}
