package io.sidetone.modules.textops;

import io.sidetone.script.run.Output;
import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import io.sidetone.sip.text.Text;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/// Functions for texts that have nothing to do with the message. Thread-safe: only functions.
final class StringFunctions {

    private StringFunctions() {}

    static void define(ModuleBuilder module) {
        comparing(module, "cmp_str", "Whether two texts are the same.", String::equals);
        comparing(module, "cmp_istr", "Whether two texts are the same but for case.", Text::equalsIgnoreCase);
        comparing(module, "starts_with", "Whether one text begins with another.", String::startsWith);
        comparing(module, "ends_with", "Whether one text ends with another.", String::endsWith);
        comparing(module, "str_find", "Whether one text has another inside.", String::contains);
        comparing(
                module,
                "str_ifind",
                "Whether one text has another inside, but for case.",
                (text, other) -> Text.lower(text).contains(Text.lower(other)));
        comparing(
                module,
                "str_any_in",
                "Whether any character of a text is one of a set.",
                (text, set) -> text.chars().anyMatch(c -> set.indexOf(c) >= 0));
        comparing(
                module,
                "str_all_in",
                "Whether all characters of a text are of a set.",
                (text, set) -> text.chars().allMatch(c -> set.indexOf(c) >= 0));
        listed(module, "in_list", "Whether a text is an entry of a list.", String::equals);
        listed(
                module,
                "in_list_prefix",
                "Whether an entry of a list begins a text.",
                (text, entry) -> !entry.isEmpty() && text.startsWith(entry));
        module.function("search_str", "Whether an expression matches in a text.")
                .with(Argument.text("text", "The text."))
                .with(Argument.lineRegex("re", "The expression."))
                .returns(1, "it does")
                .returns(-1, "it does not")
                .example("if (search_str($var(x), \"abc\")) { exit; }")
                .does((_, text, expression) ->
                        BoundedMatcher.of(expression, text).find() ? 1 : -1);
        module.function("regex_substring", "Gives what a group of an expression matches in a text.")
                .with(Argument.text("itext", "The text."))
                .with(Argument.lineRegex("regexp", "The expression."))
                .with(Argument.integer("mindex", "The group; 0 is the whole match.")
                        .between(0, 99))
                .with(Argument.integer("mcount", "The groups there are.").between(0, 99))
                .with(Argument.output("dpv", "Takes the text."))
                .returns(1, "it matches")
                .returns(-1, "it does not, or there is no such group")
                .example("regex_substring($var(x), \"^([0-9]+)\", 1, 1, $var(digits));")
                .does((_, text, expression, group, _, result) -> substring(text, expression, group, result));
    }

    private static void comparing(
            ModuleBuilder module, String name, String summary, BiPredicate<String, String> comparison) {
        module.function(name, summary)
                .with(Argument.text("str1", "The one text."))
                .with(Argument.text("str2", "The other."))
                .returns(1, "it is so")
                .returns(-1, "it is not")
                .example("if (" + name + "($var(x), \"abc\")) { exit; }")
                .does((_, text, other) -> comparison.test(text, other) ? 1 : -1);
    }

    private static void listed(
            ModuleBuilder module, String name, String summary, BiPredicate<String, String> comparison) {
        module.function(name, summary)
                .with(Argument.text("subject", "The text."))
                .with(Argument.text("list", "The list."))
                .with(Argument.text("separator", "The character between its entries."))
                .returns(1, "it is so")
                .returns(-1, "it is not")
                .example("if (" + name + "($var(x), \"a,b,c\", \",\")) { exit; }")
                .does((_, text, list, separator) -> {
                    String between = separator.isEmpty() ? "," : separator.substring(0, 1);
                    for (String entry : list.split(Pattern.quote(between), -1)) {
                        if (comparison.test(text, entry.strip())) {
                            return 1;
                        }
                    }
                    return -1;
                });
    }

    private static int substring(String text, Pattern expression, long group, Output result) {
        BoundedMatcher matcher = BoundedMatcher.of(expression, text);
        String found = matcher.find() ? matcher.group(group) : null;
        if (found == null) {
            return -1;
        }
        result.set(found);
        return 1;
    }
}
