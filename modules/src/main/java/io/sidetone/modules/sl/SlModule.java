package io.sidetone.modules.sl;

import static io.sidetone.script.ast.RouteKind.ERROR_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.value.Type;
import io.sidetone.server.context.ReplyCounts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import org.jspecify.annotations.Nullable;

/// Replies that leave nothing behind.
public final class SlModule implements Module, Startable {

    private @Nullable ModuleContext server;

    @Override
    public void define(ModuleBuilder module) {
        module.name("sl", "Answers requests without keeping anything of them.");
        module.ignored("enable_stats", Type.INTEGER, "what is sent is always counted");
        Counter errors = module.counter("sent_err_replies", "Replies of `sl_reply_error`.");
        module.function("sl_send_reply", "Answers the request without a transaction.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .in(ROUTE, ERROR_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already, or is a transaction")
                .example("sl_send_reply(404, \"Not Found\");")
                .does(SlModule::reply);
        module.function("sl_reply_error", "Answers with what an error of our own deserves: 500.")
                .in(ROUTE, ERROR_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already, or is a transaction")
                .example("if (!t_relay()) { sl_reply_error(); exit; }")
                .does(context -> {
                    int code = reply(context, 500L, "Server error occurred");
                    errors.add(code > 0 ? 1 : 0);
                    return code;
                });
        for (int first = 1; first <= 6; first++) {
            int of = first;
            module.gauge(
                    first + "xx_replies",
                    "Replies of class " + first + "xx that were sent without a transaction.",
                    () -> counts().of(of).value());
        }
        module.gauge("sent_replies", "All replies that were sent without a transaction.", () -> counts().all());
        module.gauge(
                "received_ACKs",
                "ACKs to replies that were sent without a transaction.",
                () -> server == null ? 0 : server.core().layer().counted(Counted.STRAY_ACK));
    }

    @Override
    public void start(ModuleContext context) {
        server = context;
    }

    private ReplyCounts counts() {
        return server == null ? new ReplyCounts() : server.core().replies();
    }

    private static int reply(RoutingContext context, Long code, String reason) {
        boolean free = context.transaction().proxy() == null;
        return free && context.reply(code.intValue(), reason) ? 1 : -1;
    }
}
