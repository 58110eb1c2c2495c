package io.sidetone.modules.textops;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext.ReplyBody;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.HexFormat;

/// Functions that set whole bodies. Thread-safe: only functions.
final class ContentFunctions {

    private ContentFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("set_body", "Sets the body and its type; an empty text takes the body away.")
                .with(Argument.text("txt", "The body."))
                .with(Argument.text("content_type", "Its type."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "done")
                .example("set_body(\"test\", \"text/plain\");")
                .does((context, text, type) -> {
                    Edits.body(context, type, Octets.of(text));
                    return 1;
                });
        module.function("set_body_hex", "Sets the body and its type, the body in hexadecimal digits.")
                .with(Argument.text("htxt", "The body."))
                .with(Argument.text("content_type", "Its type."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "done")
                .example("set_body_hex(\"74657374\", \"text/plain\");")
                .does((context, text, type) -> {
                    Edits.body(context, type, octets(text));
                    return 1;
                });
        module.function("remove_body", "Takes the body away.")
                .in(Routes.withMessage())
                .edits()
                .returns(1, "there is none any more")
                .example("remove_body();")
                .does(context -> {
                    context.message(context.message().edit().withoutBody().build());
                    return 1;
                });
        module.function("set_reply_body", "Sets the body of all replies that are sent from now on.")
                .with(Argument.text("txt", "The body."))
                .with(Argument.text("content_type", "Its type."))
                .in(Routes.withAnswer())
                .returns(1, "replies get it")
                .example("set_reply_body(\"test\", \"text/plain\");")
                .does((context, text, type) -> {
                    context.replyBody(new ReplyBody(Edits.checkedType(type), text));
                    return 1;
                });
        module.function("set_reply_body_hex", "Sets the body of all replies, in hexadecimal digits.")
                .with(Argument.text("txt", "The body."))
                .with(Argument.text("content_type", "Its type."))
                .in(Routes.withAnswer())
                .returns(1, "replies get it")
                .example("set_reply_body_hex(\"74657374\", \"text/plain\");")
                .does((context, text, type) -> {
                    context.replyBody(new ReplyBody(Edits.checkedType(type), Octets.text(octets(text))));
                    return 1;
                });
    }

    /// @throws ScriptError if these are no hexadecimal digits, or an odd number of them
    static byte[] octets(String text) {
        try {
            return HexFormat.of().parseHex(text.strip());
        } catch (IllegalArgumentException _) {
            throw new ScriptError("the body has to be pairs of hexadecimal digits");
        }
    }
}
