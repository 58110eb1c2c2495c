package io.sidetone.modules.textopsx;

import io.sidetone.modules.messages.ReplyStatus;
import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.Glob;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.ParserLimits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Module `textopsx`. Thread-safe.
public final class TextopsxModule implements Module {

    /// Not yet started.
    public TextopsxModule() {}

    @Override
    public void define(ModuleBuilder module) {
        module.name("textopsx", "Lets changes count as received, and keeps chosen header fields.");
        module.function("msg_apply_changes", "Lets the message as it is now count as the one that was received.")
                .edits()
                .returns(1, "done")
                .returns(-1, "the message holds what only the socket knows it is sent from, such as a Record-Route")
                .example("append_hf(\"X: 1\\r\\n\"); msg_apply_changes(); remove_hf(\"X\");")
                .does(TextopsxModule::apply);
        ReplyStatus.define(module);
        module.function("keep_hf", "Takes all header fields away but those whose name fits, and those that must be.")
                .with(Argument.regex("expression", "Which names stay; none but those that must be if left out.")
                        .optional())
                .edits()
                .returns(1, "done")
                .example("keep_hf(\"User-Agent\");")
                .does(TextopsxModule::keep);
        module.function("fnmatch", "Whether a text is of a form with `*`, `?` and `[a-z]`, as shells match names.")
                .with(Argument.text("text", "The text."))
                .with(Argument.text("form", "The form."))
                .with(Argument.literal("flags", "`i` for any case.").optional())
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (fnmatch(\"$rU\", \"123*\")) xlog(\"a number of ours\");")
                .does((_, text, form, flags) -> {
                    boolean anyCase = flags != null && flags.contains("i");
                    return new Glob(form, anyCase).matches(text) ? 1 : -1;
                });
    }

    private static int apply(RoutingContext context) {
        if (context.message().hasSlots()) {
            return -1;
        }
        byte[] octets = MessageWriter.draft(context.message());
        if (!(new MessageParser(ParserLimits.DEFAULT).parse(octets) instanceof Parsed parsed)) {
            return -1;
        }
        context.applied(parsed.message());
        return 1;
    }

    /// RFC 3261 §8.1.1 and what says where a message goes.
    private static boolean mustStay(HeaderField field) {
        HeaderName name = field.known();
        return name != null
                && switch (name) {
                    case VIA,
                            FROM,
                            TO,
                            CALL_ID,
                            CSEQ,
                            MAX_FORWARDS,
                            ROUTE,
                            RECORD_ROUTE,
                            CONTACT,
                            CONTENT_LENGTH,
                            CONTENT_TYPE -> true;
                    default -> false;
                };
    }

    private static int keep(RoutingContext context, @Nullable Pattern expression) {
        context.message(context.message()
                .edit()
                .removeIf(field -> !mustStay(field)
                        && (expression == null
                                || !BoundedMatcher.of(expression, field.name()).find()))
                .build());
        return 1;
    }
}
