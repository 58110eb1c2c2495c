package io.sidetone.modules.siputils;

import io.sidetone.modules.messages.MessageFunctions;
import io.sidetone.modules.messages.RequestUriFunctions;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Questions about texts: numbers, letters. Thread-safe: only functions.
final class NumberFunctions {

    private NumberFunctions() {}

    /// @param most digits of a telephone number
    static void define(ModuleBuilder module, LongSupplier most) {
        RequestUriFunctions.userIsNumber(module, most);
        test(
                module,
                "is_e164",
                "Whether a text is a telephone number as E.164 knows it.",
                text -> MessageFunctions.isE164(text, most.getAsLong()));
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
