package io.sidetone.modules.siputils;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.function.Predicate;

/// Questions about texts: numbers, letters. Thread-safe: only functions.
final class NumberFunctions {

    private NumberFunctions() {}

    static void define(ModuleBuilder module) {
        test(module, "is_e164", "Whether a text is a number as E.164 knows it.", MessageFunctions::isE164);
        test(module, "is_uri_user_e164", "Whether the user of a URI is a number as E.164 knows it.", uri -> {
            String user = MessageFunctions.user(uri);
            return user != null && MessageFunctions.isE164(user);
        });
        test(
                module,
                "is_tel_number",
                "Whether a text is digits, with or without a plus sign before them.",
                text -> digits(text.startsWith("+") ? text.substring(1) : text));
        test(module, "is_numeric", "Whether a text is nothing but digits.", NumberFunctions::digits);
        test(
                module,
                "is_alphanum",
                "Whether a text is nothing but digits and letters.",
                text -> !text.isEmpty() && text.chars().allMatch(NumberFunctions::letterOrDigit));
        module.function("is_alphanumex", "Whether a text is nothing but digits, letters and some characters.")
                .with(Argument.text("tval", "The text."))
                .with(Argument.text("eset", "The characters."))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (is_alphanumex($rU, \"+.-_\")) { exit; }")
                .does((_, text, set) ->
                        !text.isEmpty() && text.chars().allMatch(c -> letterOrDigit(c) || set.indexOf(c) >= 0)
                                ? 1
                                : -1);
    }

    private static void test(ModuleBuilder module, String name, String summary, Predicate<String> test) {
        module.function(name, summary)
                .with(Argument.text("value", "The text."))
                .returns(1, "it is")
                .returns(-1, "it is not")
                .example("if (" + name + "($fU)) { exit; }")
                .does((_, text) -> test.test(text) ? 1 : -1);
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean letterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
