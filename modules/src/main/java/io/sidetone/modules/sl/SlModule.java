package io.sidetone.modules.sl;

import static io.sidetone.script.ast.RouteKind.ERROR_ROUTE;
import static io.sidetone.script.ast.RouteKind.EVENT_ROUTE;
import static io.sidetone.script.ast.RouteKind.FAILURE_ROUTE;
import static io.sidetone.script.ast.RouteKind.ONREPLY_ROUTE;
import static io.sidetone.script.ast.RouteKind.ROUTE;

import io.sidetone.script.define.VariableDefinition;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.value.Type;
import io.sidetone.server.context.ReplyCounts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.server.module.ModuleContext;
import io.sidetone.server.module.Startable;
import io.sidetone.server.stats.Counter;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
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
                .or("sl_reply")
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
        older(module);
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

    /// What only Kamailio's scripts have.
    private static void older(ModuleBuilder module) {
        module.function("send_reply", "Answers the request, as a transaction if it is one.")
                .in(Dialect.KAMAILIO)
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .in(ROUTE, ERROR_ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already")
                .example("send_reply(404, \"Not Found\");")
                .does((context, code, reason) -> context.reply(code.intValue(), reason) ? 1 : -1);
        module.function("send_reply_mode", "Answers the request, as a transaction if it is one.")
                .with(Argument.integer("code", "The status code.").between(100, 699))
                .with(Argument.text("reason", "The reason phrase."))
                .with(Argument.integer("mode", "Does not matter."))
                .in(ROUTE, FAILURE_ROUTE, EVENT_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already")
                .example("send_reply_mode(404, \"Not Found\", 1);")
                .does((context, code, reason, _) -> context.reply(code.intValue(), reason) ? 1 : -1);
        module.function("send_reply_error", "Answers with what an error of our own deserves, as a transaction or not.")
                .in(ROUTE, FAILURE_ROUTE)
                .returns(1, "the reply was sent")
                .returns(-1, "the request was answered or forwarded already")
                .example("if (!t_relay()) { send_reply_error(); exit; }")
                .does(context -> context.reply(500, "Server error occurred") ? 1 : -1);
        module.function("sl_forward_reply", "Gives the reply that goes back another status.")
                .with(Argument.integer("code", "Another status code.")
                        .between(100, 699)
                        .optional())
                .with(Argument.text("reason", "Another reason phrase.").optional())
                .in(ONREPLY_ROUTE)
                .edits()
                .returns(1, "always")
                .example("sl_forward_reply(480, \"Away\");")
                .does(SlModule::change);
        module.variable("ltt", "The To tag of the replies that are made here.")
                .key(VariableDefinition.Key.OPTIONAL)
                .readsWithKey((context, _) -> {
                    NameAddress to = context.isRequest()
                            ? context.answer(500, "").build().to()
                            : null;
                    return to == null ? null : to.tag();
                });
        module.ignored("default_code", Type.INTEGER, "scripts say what they answer");
        module.ignored("default_reason", Type.STRING, "scripts say what they answer");
        module.ignored("bind_tm", Type.INTEGER, "transactions are always known");
        module.ignored("rich_redirect", Type.INTEGER, "the Contact of a 302 is what the script makes of it");
        module.ignored("event_callback_fl_ack", Type.STRING, "there are no functions of other languages to be called");
        module.ignored(
                "event_callback_lres_sent", Type.STRING, "there are no functions of other languages to be called");
    }

    private static int change(RoutingContext context, @Nullable Long code, @Nullable String reason) {
        if (code != null) {
            SipResponse response = context.response();
            context.message(response.edit()
                    .status(code.intValue(), reason == null ? response.phrase() : reason)
                    .build());
        }
        return 1;
    }

    @Override
    public void start(ModuleContext context) {
        server = context;
    }

    private ReplyCounts counts() {
        return server == null ? new ReplyCounts() : server.core().replies();
    }

    private static int reply(RoutingContext context, Long code, String reason) {
        // Where the families differ: Kamailio answers as the transaction that the request is.
        boolean free = context.transaction().proxy() == null || context.dialect() == Dialect.KAMAILIO;
        return free && context.reply(code.intValue(), reason) ? 1 : -1;
    }
}
