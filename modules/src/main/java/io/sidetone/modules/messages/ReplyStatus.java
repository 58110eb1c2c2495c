package io.sidetone.modules.messages;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;

/// Another status code for a response on its way, which two modules offer. Thread-safe: keeps nothing.
public final class ReplyStatus {

    private ReplyStatus() {}

    /// Declares the function.
    public static void define(ModuleBuilder module) {
        module.function("change_reply_status", "Changes status code and reason phrase of a response on its way.")
                .with(Argument.integer("code", "The new code, of the same kind.")
                        .between(100, 699))
                .with(Argument.text("reason", "The new reason phrase."))
                .in(RouteKind.ONREPLY_ROUTE)
                .edits()
                .returns(1, "it was changed")
                .returns(-1, "the code is of another kind: provisional, success, or failure")
                .example("change_reply_status(404, \"Not Found\");")
                .does((context, code, reason) -> change(context, Math.toIntExact(code), reason));
    }

    /// What a response means to the transaction must stay: provisional, success or failure.
    private static int change(RoutingContext context, int code, String reason) {
        if (kind(context.response().statusCode()) != kind(code)) {
            return -1;
        }
        context.message(context.response()
                .edit()
                .status(code, FieldLine.checkValue(reason))
                .build());
        return 1;
    }

    private static int kind(int code) {
        return Math.min(code / 100, 3);
    }
}
