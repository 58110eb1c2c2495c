package io.sidetone.modules.messages;

import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.Glob;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.TextParts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.FieldLine;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.header.SipDate;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.SipRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Functions that add, remove and find header fields. Thread-safe: only functions.
public final class HeaderFunctions {

    private HeaderFunctions() {}

    /// Declares them.
    ///
    /// @param millis the wall clock
    public static void define(ModuleBuilder module, LongSupplier millis) {
        adding(module);
        removing(module);
        finding(module);
        replies(module, millis);
    }

    private static void adding(ModuleBuilder module) {
        module.function("append_hf", "Adds header fields behind all others, or behind the first of a name.")
                .with(Argument.parts("txt", "The fields, each with its line end; the last one may lack it."))
                .with(Argument.text("hdr_anchor", "The name of the field behind which they go.")
                        .optional())
                .in(Routes.withMessage())
                .edits()
                .returns(1, "they are there")
                .example("append_hf(\"P-hint: VOICEMAIL\\r\\n\", \"Call-ID\");")
                .does((context, text, anchor) -> add(context, FieldLine.parse(text), anchor, false));
        module.function("insert_hf", "Adds header fields in front of all others, or in front of the first of a name.")
                .with(Argument.parts("txt", "The fields, each with its line end; the last one may lack it."))
                .with(Argument.text("hdr", "The name of the field in front of which they go.")
                        .optional())
                .in(Routes.withMessage())
                .edits()
                .returns(1, "they are there")
                .example("insert_hf(\"P-hint: $fU\\r\\n\");")
                .does((context, text, anchor) -> add(context, FieldLine.parse(text), anchor, true));
        module.function("append_urihf", "Adds a header field with the Request-URI as it was received.")
                .with(Argument.parts("prefix", "What stands before it: a name and a colon."))
                .with(Argument.parts("suffix", "What stands behind it: the line end."))
                .in(Routes.withRequest())
                .edits()
                .returns(1, "it is there")
                .example("append_urihf(\"CC-Diversion: \", \"\\r\\n\");")
                .does(HeaderFunctions::appendUri);
    }

    private static int add(RoutingContext context, List<FieldLine> lines, @Nullable String anchor, boolean before) {
        Edits.add(context, lines, anchor, before);
        return 1;
    }

    private static int appendUri(RoutingContext context, TextParts prefix, TextParts suffix) {
        if (!(context.received() instanceof SipRequest request)) {
            throw new ScriptError("the message is no request");
        }
        prefix.values().forEach(FieldLine::checkValue);
        suffix.values().forEach(FieldLine::checkValue);
        TextParts line = new TextParts(List.of(prefix.text(), suffix.text()), List.of(request.uriText()));
        Edits.add(context, FieldLine.parse(line), null, false);
        return 1;
    }

    private static void removing(ModuleBuilder module) {
        module.function("remove_hf", "Removes all header fields of a name.")
                .with(Argument.text("hname", "The name, in full or compact form."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "at least one was removed")
                .returns(-1, "there is none")
                .example("remove_hf(\"User-Agent\");")
                .does((context, name) -> remove(context, field -> field.isNamed(name)));
        module.function("remove_hf_re", "Removes all header fields whose name matches a regular expression.")
                .with(Argument.lineRegex("hname_expr", "The expression for the name."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "at least one was removed")
                .returns(-1, "there is none")
                .example("remove_hf_re(\"^X-g.+[0-9]\");")
                .does((context, expression) -> remove(context, field -> matches(expression, field.name())));
        module.function("remove_hf_glob", "Removes all header fields whose name fits a pattern as shells know it.")
                .with(Argument.text("hname_pattern", "The pattern for the name."))
                .in(Routes.withMessage())
                .edits()
                .returns(1, "at least one was removed")
                .returns(-1, "there is none")
                .example("remove_hf_glob(\"X-Billing*\");")
                .does((context, pattern) -> {
                    Glob glob = new Glob(pattern);
                    return remove(context, field -> glob.matches(field.name()));
                });
    }

    private static int remove(RoutingContext context, Predicate<HeaderField> condition) {
        return Edits.remove(context, condition) ? 1 : -1;
    }

    /// Whether an expression matches a part of a text.
    public static boolean matches(Pattern expression, String text) {
        return BoundedMatcher.of(expression, text).find();
    }

    private static void finding(ModuleBuilder module) {
        module.function("is_present_hf", "Whether a header field of a name is there.")
                .with(Argument.text("hf_name", "The name, in full or compact form."))
                .in(Routes.withMessage())
                .returns(1, "it is there")
                .returns(-1, "it is not")
                .example("if (is_present_hf(\"Diversion\")) { exit; }")
                .does((context, name) -> context.message().field(name) == null ? -1 : 1);
    }

    private static void replies(ModuleBuilder module, LongSupplier millis) {
        module.function("append_to_reply", "Adds header fields to all replies that are sent from now on.")
                .with(Argument.parts("txt", "The fields, each with its line end; the last one may lack it."))
                .in(Routes.withAnswer())
                .returns(1, "replies get them")
                .example("append_to_reply(\"Foo: $rm\\r\\n\");")
                .does((context, text) -> {
                    FieldLine.parse(text).forEach(line -> context.addToReplies(line.name(), line.value()));
                    return 1;
                });
        module.function("append_time", "Adds a Date header field to all replies that are sent from now on.")
                .in(Routes.withAnswer())
                .returns(1, "replies get it")
                .example("append_time();")
                .does(context -> {
                    context.addToReplies("Date", date(millis));
                    return 1;
                });
    }

    /// The time as the header field Date has it.
    public static String date(LongSupplier millis) {
        return new SipDate(Instant.ofEpochMilli(millis.getAsLong() / 1_000 * 1_000)).text();
    }
}
