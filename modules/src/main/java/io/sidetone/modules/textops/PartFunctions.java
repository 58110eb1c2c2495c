package io.sidetone.modules.textops;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.Octets;
import io.sidetone.script.value.ScriptError;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.edit.MessageText;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.text.CharClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions for the parts of multipart bodies. Thread-safe: only functions.
final class PartFunctions {

    /// RFC 2046 §5.1.1: a boundary has no more characters.
    private static final int BOUNDARY = 70;

    private PartFunctions() {}

    static void define(ModuleBuilder module) {
        said(module.function("set_body_multipart", "Makes a multipart body of the body, or of a text."))
                .with(Argument.text("txt", "The first part; with one argument only, the boundary.")
                        .optional())
                .with(Argument.text("content_type", "The type of the first part.")
                        .optional())
                .with(Argument.text("boundary", "What stands between the parts.")
                        .optional())
                .returns(-1, "there is no body, and no text was given")
                .example("set_body_multipart(\"test\", \"text/plain\", \"delimiter\");")
                .does(PartFunctions::setMultipart);
        said(module.function("append_body_part", "Adds a part to the body."))
                .with(Argument.text("txt", "Its content."))
                .with(Argument.text("content_type", "Its type."))
                .with(Argument.text("content_disposition", "What it is for.").optional())
                .example("append_body_part(\"<a/>\", \"application/xml\", \"signal;handling=required\");")
                .does((context, text, type, disposition) -> append(context, text, type, disposition));
        said(module.function("append_body_part_hex", "Adds a part to the body, given in hexadecimal digits."))
                .with(Argument.text("txt", "Its content."))
                .with(Argument.text("content_type", "Its type."))
                .with(Argument.text("content_disposition", "What it is for.").optional())
                .example("append_body_part_hex(\"74657374\", \"text/plain\");")
                .does((context, text, type, disposition) ->
                        append(context, Octets.text(ContentFunctions.octets(text)), type, disposition));
        said(module.function("remove_body_part", "Removes the parts of a type, or without one the whole body."))
                .with(Argument.text("content_type", "The type.").optional())
                .returns(-1, "there is none")
                .example("remove_body_part(\"application/vnd.cirpack.isdn-ext\");")
                .does(PartFunctions::remove);
        said(module.function("filter_body", "Keeps nothing but the first part of a type, which becomes the body."))
                .with(Argument.text("content_type", "The type."))
                .returns(-1, "there is none")
                .example("filter_body(\"application/sdp\");")
                .does(PartFunctions::filter);
        reading(module, "get_body_part", "Gives the content of the first part of a type.", false);
        reading(module, "get_body_part_raw", "Gives the first part of a type with its header fields.", true);
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.in(Routes.withMessage()).edits().returns(1, "the body was changed");
    }

    private static int setMultipart(
            RoutingContext context, @Nullable String text, @Nullable String type, @Nullable String boundary) {
        Body body;
        String between = type == null ? text : boundary;
        if (type == null) {
            body = Body.of(context.message());
        } else {
            List<FieldLine> fields = List.of(new FieldLine("Content-Type", Edits.checkedType(type)));
            String content = text == null ? "" : text;
            body = Body.of(context.message()).with(List.of(BodyPart.of(fields, content)));
        }
        if (body.parts().isEmpty()) {
            return -1;
        }
        if (between != null && (between.length() > BOUNDARY || !CharClass.TOKEN.containsAll(between))) {
            throw new ScriptError("a boundary is a token of at most " + BOUNDARY + " characters");
        }
        context.message(body.asMultipart(between == null || between.isEmpty() ? null : between)
                .in(context.message()));
        return 1;
    }

    private static int append(RoutingContext context, String content, String type, @Nullable String disposition) {
        if (content.length() > MessageText.MOST) {
            throw new ScriptError("the part is too long");
        }
        List<FieldLine> fields = new ArrayList<>();
        fields.add(new FieldLine("Content-Type", Edits.checkedType(type)));
        if (disposition != null && !disposition.isBlank()) {
            fields.add(new FieldLine("Content-Disposition", disposition));
        }
        Body body = Body.of(context.message()).with(BodyPart.of(fields, content));
        context.message(body.asMultipart(null).in(context.message()));
        return 1;
    }

    private static int remove(RoutingContext context, @Nullable String type) {
        Body body = Body.of(context.message());
        List<BodyPart> kept = new ArrayList<>(body.parts());
        if (type == null || type.isBlank()) {
            kept.clear();
        } else {
            MediaType wanted = MessageFunctions.type(type);
            kept.removeIf(part -> part.is(wanted));
        }
        if (kept.size() == body.parts().size()) {
            return -1;
        }
        context.message(body.with(kept).in(context.message()));
        return 1;
    }

    private static int filter(RoutingContext context, String type) {
        Body body = Body.of(context.message());
        BodyPart part = body.first(MessageFunctions.type(type));
        if (part == null) {
            return -1;
        }
        context.message(body.with(List.of(part)).in(context.message()));
        return 1;
    }

    private static void reading(ModuleBuilder module, String name, String summary, boolean header) {
        module.function(name, summary)
                .with(Argument.text("content_type", "The type."))
                .with(Argument.output("opv", "Takes the text."))
                .in(Routes.withMessage())
                .returns(1, "there is one")
                .returns(-1, "there is none")
                .example(name + "(\"application/sdp\", $var(part));")
                .does((context, type, result) -> read(context, type, result, header));
    }

    private static int read(RoutingContext context, String type, Output result, boolean header) {
        BodyPart part = Body.of(context.message()).first(MessageFunctions.type(type));
        if (part == null) {
            return -1;
        }
        StringBuilder text = new StringBuilder();
        if (header) {
            text.append(part.head()).append("\r\n");
        }
        result.set(text.append(part.content()).toString());
        return 1;
    }
}
