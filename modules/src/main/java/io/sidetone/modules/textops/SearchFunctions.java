package io.sidetone.modules.textops;

import io.sidetone.modules.messages.HeaderFunctions;
import io.sidetone.modules.messages.Routes;
import io.sidetone.server.context.EditScope;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.edit.Edits;
import io.sidetone.server.edit.MessageText;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.message.HeaderField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Functions that search. They see the message as it is, with all edits. Thread-safe: only functions.
final class SearchFunctions {

    private SearchFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("search", "Whether an expression matches somewhere in the message, start line included.")
                .with(Argument.lineRegex("re", "The expression."))
                .in(Routes.withMessage())
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (search(\"[Ss]er .*\\\\.aero\")) { exit; }")
                .does((context, expression) -> HeaderFunctions.matches(expression, all(context)) ? 1 : -1);
        module.function("search_body", "Whether an expression matches somewhere in the body.")
                .with(Argument.lineRegex("re", "The expression."))
                .in(Routes.withMessage())
                .returns(1, "it does")
                .returns(-1, "it does not, or there is no body")
                .example("if (search_body(\"m=video\")) { exit; }")
                .does((context, expression) -> HeaderFunctions.matches(expression, Edits.body(context)) ? 1 : -1);
        module.function("search_hf", "Whether an expression matches in a header field.")
                .with(Argument.text("hf", "The name of the field."))
                .with(Argument.lineRegex("re", "The expression for the value."))
                .with(Argument.text("flags", "`a` looks at all fields of the name, `f` at the first, `l` at the last.")
                        .among("a", "f", "l"))
                .in(Routes.withMessage())
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (search_hf(\"From\", \":test@\", \"a\")) { exit; }")
                .does((context, name, expression, flags) -> searchField(context, name, expression, flags));
    }

    private static String all(RoutingContext context) {
        return context.message() + "\r\n" + new MessageText(context.message(), EditScope.LIVE).text();
    }

    private static int searchField(RoutingContext context, String name, Pattern expression, String flags) {
        List<HeaderField> fields = chosen(
                context.message().fields().stream()
                        .filter(field -> field.isNamed(name))
                        .toList(),
                flags);
        return fields.stream().anyMatch(field -> HeaderFunctions.matches(expression, field.value())) ? 1 : -1;
    }

    /// Those of some fields that a flag means.
    static <T> List<T> chosen(List<T> fields, String flags) {
        if (fields.isEmpty()) {
            return fields;
        }
        return switch (flags.toLowerCase(Locale.ROOT)) {
            case "f" -> List.of(fields.getFirst());
            case "l" -> List.of(fields.getLast());
            default -> fields;
        };
    }
}
