package io.sidetone.modules.htable;

import io.sidetone.script.value.BoundedMatcher;
import io.sidetone.script.value.PosixExpression;
import io.sidetone.script.value.ScriptError;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The ways in which names and texts are compared. Immutable: only functions.
final class Matching {

    private Matching() {}

    /// By an operator's name: `eq ne re sw ew in`.
    ///
    /// @throws ScriptError if there is none of this name
    static Predicate<String> of(String operator, String text) {
        return switch (operator) {
            case "eq" -> text::equals;
            case "ne" -> other -> !other.equals(text);
            case "re" -> expression(text);
            case "sw" -> other -> other.startsWith(text);
            case "ew" -> other -> other.endsWith(text);
            case "in" -> other -> other.contains(text);
            default -> throw new ScriptError("'" + operator + "' compares nothing: write eq, ne, re, sw, ew or in");
        };
    }

    /// By the signs in front of the text: `~~` an expression, as without any; `~%` the end, `%~` the beginning, `==`
    /// all of it, `**` anything.
    static Predicate<String> signed(String text) {
        String rest = text.length() < 2 ? "" : text.substring(2);
        return switch (text.length() < 2 ? "" : text.substring(0, 2)) {
            case "**" -> _ -> true;
            case "~~" -> expression(rest);
            case "~%" -> other -> other.endsWith(rest);
            case "%~" -> other -> other.startsWith(rest);
            case "==" -> rest::equals;
            default -> expression(text);
        };
    }

    private static Predicate<String> expression(String text) {
        Pattern pattern = PosixExpression.compile(text, true);
        return other -> BoundedMatcher.of(pattern, other).find();
    }
}
