package io.sidetone.modules.textops;

import io.sidetone.modules.messages.Routes;
import io.sidetone.script.value.Substitution.Change;
import io.sidetone.script.value.TextParts;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.MessageText;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.FunctionBuilder;
import io.sidetone.server.module.ModuleBuilder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Functions that replace what they find, or add to it. In the header they see the fields that older functions
/// act on. Thread-safe: only functions.
final class ReplaceFunctions {

    /// Where in the message something is replaced.
    private enum Place {
        ALL,
        HEADER,
        BODY;

        int from(MessageText text) {
            return this == BODY ? text.bodyStart() : 0;
        }

        int to(MessageText text) {
            return this == HEADER ? text.bodyStart() - 2 : text.text().length();
        }
    }

    private ReplaceFunctions() {}

    static void define(ModuleBuilder module) {
        replacing(module, "replace", "Replaces the first match in header and body.", Place.ALL, false);
        replacing(module, "replace_all", "Replaces all matches in header and body.", Place.ALL, true);
        replacing(module, "replace_hdrs", "Replaces all matches in the header.", Place.HEADER, true);
        replacing(module, "replace_body", "Replaces the first match in the body.", Place.BODY, false);
        replacing(module, "replace_body_all", "Replaces all matches in the lines of the body.", Place.BODY, true);
        said(module.function(
                        "replace_body_atonce",
                        "Replaces all matches in the body, which is one text: `.` matches"
                                + " line ends, `^` and `$` are its two ends."))
                .with(Argument.regex("re", "The expression."))
                .with(Argument.parts("txt", "What comes in its place."))
                .example("replace_body_atonce(\"^.+$\", \"\");")
                .does((context, expression, text) -> replace(context, expression, text, Place.BODY, true));
        appending(module, "search_append", "Adds a text behind the first match in header and body.", Place.ALL);
        appending(module, "search_append_body", "Adds a text behind the first match in the body.", Place.BODY);
        plain(module, "replace_str", "Replaces a text in header and body.", Place.ALL);
        plain(module, "replace_hdrs_str", "Replaces a text in the header.", Place.HEADER);
        plain(module, "replace_body_str", "Replaces a text in the body.", Place.BODY);
    }

    private static FunctionBuilder.With0 said(FunctionBuilder.With0 function) {
        return function.in(Routes.withMessage())
                .edits()
                .returns(1, "it was found, and the message was changed")
                .returns(-1, "it was not found");
    }

    private static void replacing(ModuleBuilder module, String name, String summary, Place place, boolean all) {
        said(module.function(name, summary))
                .with(Argument.lineRegex("re", "The expression."))
                .with(Argument.parts("txt", "What comes in its place."))
                .example(name + "(\"sidetone\", \"Side Tone\");")
                .does((context, expression, text) -> replace(context, expression, text, place, all));
    }

    private static void appending(ModuleBuilder module, String name, String summary, Place place) {
        said(module.function(name, summary))
                .with(Argument.lineRegex("re", "The expression."))
                .with(Argument.parts("txt", "What comes behind it."))
                .example(name + "(\"sidetone\", \" proxy\");")
                .does((context, expression, text) -> {
                    MessageText before = new MessageText(context.message(), Edits.scope(context));
                    return change(
                            context,
                            before,
                            Matches.of(
                                    expression,
                                    before.text(),
                                    place.from(before),
                                    place.to(before),
                                    false,
                                    (_, end) -> new Change(end, end, text.text())),
                            text);
                });
    }

    private static void plain(ModuleBuilder module, String name, String summary, Place place) {
        said(module.function(name, summary))
                .with(Argument.text("match", "The text that is looked for."))
                .with(Argument.parts("repl", "What comes in its place."))
                .with(Argument.text("mode", "`a` replaces all, `f` the first.").among("a", "f"))
                .example(name + "(\"sidetone\", \"Side Tone\", \"a\");")
                .does((context, sought, text, mode) -> {
                    MessageText before = new MessageText(context.message(), Edits.scope(context));
                    boolean all = mode.toLowerCase(Locale.ROOT).equals("a");
                    String with = text.text();
                    return change(
                            context,
                            before,
                            Matches.of(
                                    sought,
                                    before.text(),
                                    place.from(before),
                                    place.to(before),
                                    all,
                                    (start, end) -> new Change(start, end, with)),
                            text);
                });
    }

    private static int replace(RoutingContext context, Pattern expression, TextParts text, Place place, boolean all) {
        MessageText before = new MessageText(context.message(), Edits.scope(context));
        String with = text.text();
        return change(
                context,
                before,
                Matches.of(
                        expression,
                        before.text(),
                        place.from(before),
                        place.to(before),
                        all,
                        (start, end) -> new Change(start, end, with)),
                text);
    }

    private static int change(RoutingContext context, MessageText before, List<Change> changes, TextParts text) {
        return Edits.change(context, before, changes, text.hasLineEndInValue()) ? 1 : -1;
    }
}
