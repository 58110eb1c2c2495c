package io.sidetone.server.module;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.define.Parameter;
import io.sidetone.script.define.ParameterKind;
import io.sidetone.script.run.Output;
import io.sidetone.script.value.Substitution;
import io.sidetone.script.value.TextParts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One argument of a script function, with the type that the function gets it as. Immutable.
///
/// @param parameter what scripts may write
/// @param <T> what the function gets
public record Argument<T extends @Nullable Object>(Parameter parameter) {

    /// A whole number.
    public static Argument<Long> integer(String name, String description) {
        return of(name, ParameterKind.INTEGER, description);
    }

    /// True or false.
    public static Argument<Boolean> flag(String name, String description) {
        return of(name, ParameterKind.BOOLEAN, description);
    }

    /// Text, with variables in it replaced.
    public static Argument<String> text(String name, String description) {
        return of(name, ParameterKind.STRING, description);
    }

    /// Text that is known when the script is loaded.
    public static Argument<String> literal(String name, String description) {
        return of(name, ParameterKind.STATIC, description);
    }

    /// A regular expression.
    public static Argument<Pattern> regex(String name, String description) {
        return of(name, ParameterKind.REGEX, description);
    }

    /// Text whose literal parts and replaced variables are kept apart: for what may come from the network and
    /// must not be taken for the script's own words.
    public static Argument<TextParts> parts(String name, String description) {
        return of(name, ParameterKind.PARTS, description);
    }

    /// A regular expression for lines: `^` and `$` are the two ends of each line.
    public static Argument<Pattern> lineRegex(String name, String description) {
        return of(name, ParameterKind.LINE_REGEX, description);
    }

    /// A substitution, `/expression/replacement/flags`.
    public static Argument<Substitution> substitution(String name, String description) {
        return of(name, ParameterKind.SUBSTITUTION, description);
    }

    /// A variable to be written.
    public static Argument<Output> output(String name, String description) {
        return of(name, ParameterKind.VARIABLE, description);
    }

    /// Any value as it is, null included.
    public static Argument<@Nullable Object> value(String name, String description) {
        return of(name, ParameterKind.VALUE, description);
    }

    /// Any value, null included; text in which a variable stands alone gives the value of the variable.
    public static Argument<@Nullable Object> quotedValue(String name, String description) {
        return of(name, ParameterKind.QUOTED_VALUE, description);
    }

    /// The name of a route block.
    public static Argument<String> route(String name, RouteKind kind, String description) {
        return new Argument<>(Parameter.route(name, kind, description));
    }

    private static <T extends @Nullable Object> Argument<T> of(String name, ParameterKind kind, String description) {
        return new Argument<>(Parameter.of(name, kind, description));
    }

    /// The same, but it can be left out: then the function gets null.
    public Argument<@Nullable T> optional() {
        return new Argument<>(parameter.orNothing());
    }

    /// The same, for numbers from `minimum` to `maximum`.
    public Argument<T> between(long minimum, long maximum) {
        return new Argument<>(parameter.between(minimum, maximum));
    }

    /// The same, for these texts.
    public Argument<T> among(String... choices) {
        return new Argument<>(parameter.among(choices));
    }
}
