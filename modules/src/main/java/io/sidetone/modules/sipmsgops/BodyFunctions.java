package io.sidetone.modules.sipmsgops;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.TextParts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Body;
import io.sidetone.server.edit.BodyPart;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions for the parts of bodies. Thread-safe: only functions.
final class BodyFunctions {

    private BodyFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("remove_body_part", "Removes the parts of the body that are of a type, or the whole body.")
                .with(Argument.text("mime", "The type; left out for the whole body.")
                        .optional())
                .with(Argument.text("revert", "`revert` to remove all others.")
                        .among("revert", "")
                        .optional())
                .in(Routes.withMessage())
                .edits()
                .returns(1, "at least one part was removed")
                .returns(-1, "there is none")
                .example("remove_body_part(\"application/isup\");")
                .does(BodyFunctions::remove);
        module.function("add_body_part", "Adds a part to the body, which becomes a multipart body if it has one part.")
                .with(Argument.text("body", "The content of the part."))
                .with(Argument.text("mime", "Its type."))
                .with(Argument.parts("headers", "Further header fields of the part, with their line ends.")
                        .optional())
                .in(Routes.withMessage())
                .edits()
                .returns(1, "it was added")
                .example("add_body_part(\"Hello World!\", \"text/plain\");")
                .does(BodyFunctions::add);
        module.function("get_updated_body_part", "Gives a part of the body as it is now, with all edits.")
                .with(Argument.text("mime", "The type of the part; left out for the whole body.")
                        .optional())
                .with(Argument.output("variable", "Takes the text."))
                .in(Routes.withMessage())
                .returns(1, "done")
                .returns(-1, "there is no body")
                .returns(-2, "there is no part of that type")
                .example("get_updated_body_part(\"application/sdp\", $var(sdp));")
                .does(BodyFunctions::get);
    }

    private static int remove(RoutingContext context, @Nullable String mime, @Nullable String revert) {
        Body body = Body.of(context.message());
        if (body.parts().isEmpty()) {
            return -1;
        }
        List<BodyPart> kept = new ArrayList<>();
        if (mime != null && !mime.isBlank()) {
            MediaType type = MessageFunctions.type(mime);
            boolean others = "revert".equalsIgnoreCase(revert);
            for (BodyPart part : body.parts()) {
                if (part.is(type) == others) {
                    kept.add(part);
                }
            }
        }
        if (kept.size() == body.parts().size()) {
            return -1;
        }
        context.message(body.with(kept).in(context.message()));
        return 1;
    }

    private static int add(RoutingContext context, String content, String mime, @Nullable TextParts headers) {
        List<FieldLine> fields = new ArrayList<>();
        fields.add(new FieldLine("Content-Type", Edits.checkedType(mime)));
        if (headers != null && !headers.text().isBlank()) {
            fields.addAll(FieldLine.parse(headers));
        }
        BodyPart part = BodyPart.of(fields, content);
        Body body = Body.of(context.message());
        context.message(body.with(part).in(context.message()));
        return 1;
    }

    private static int get(RoutingContext context, @Nullable String mime, Output variable) {
        if (context.message().bodyLength() == 0) {
            return -1;
        }
        if (mime == null || mime.isBlank()) {
            variable.set(Edits.body(context));
            return 1;
        }
        BodyPart part = Body.of(context.message()).first(MessageFunctions.type(mime));
        if (part == null) {
            return -2;
        }
        variable.set(part.content());
        return 1;
    }
}
