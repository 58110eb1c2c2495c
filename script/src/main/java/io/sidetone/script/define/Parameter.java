package io.sidetone.script.define;

import io.sidetone.script.ast.RouteKind;
import io.sidetone.script.value.PosixExpression;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Substitution;
import io.sidetone.script.value.TextParts;
import io.sidetone.script.value.Values;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One parameter of a function. Immutable.
///
/// @param name for messages and documentation
/// @param kind what it takes
/// @param optional whether it can be left out; the function then gets null
/// @param minimum of an integer
/// @param maximum of an integer
/// @param choices the only texts that are taken, ignoring case; empty for any
/// @param route for [ParameterKind#ROUTE] the kind of the block, else null
/// @param description one sentence
public record Parameter(
        String name,
        ParameterKind kind,
        boolean optional,
        long minimum,
        long maximum,
        List<String> choices,
        @Nullable RouteKind route,
        String description) {

    public Parameter {
        choices = List.copyOf(choices);
    }

    /// One that must be given and takes all values of its kind.
    public static Parameter of(String name, ParameterKind kind, String description) {
        return new Parameter(name, kind, false, Long.MIN_VALUE, Long.MAX_VALUE, List.of(), null, description);
    }

    /// The name of a block of a kind.
    public static Parameter route(String name, RouteKind route, String description) {
        return new Parameter(
                name, ParameterKind.ROUTE, false, Long.MIN_VALUE, Long.MAX_VALUE, List.of(), route, description);
    }

    /// The same, but it can be left out.
    public Parameter orNothing() {
        return new Parameter(name, kind, true, minimum, maximum, choices, route, description);
    }

    /// The same, for numbers from `minimum` to `maximum`.
    public Parameter between(long minimum, long maximum) {
        return new Parameter(name, kind, optional, minimum, maximum, choices, route, description);
    }

    /// The same, for these texts.
    public Parameter among(String... choices) {
        return new Parameter(name, kind, optional, minimum, maximum, List.of(choices), route, description);
    }

    /// What the function gets for a value.
    ///
    /// @throws ScriptError if it does not take it
    public @Nullable Object convert(@Nullable Object value) {
        if (kind == ParameterKind.VALUE || kind == ParameterKind.QUOTED_VALUE || kind == ParameterKind.VARIABLE) {
            return value;
        }
        if (value == null) {
            throw refused("is null");
        }
        return switch (kind) {
            case INTEGER -> integer(value);
            case BOOLEAN -> Values.flag(value).orElseThrow(() -> refused("is neither true nor false"));
            case STRING, STATIC, ROUTE -> text(value);
            case REGEX -> value instanceof Pattern ? value : Values.pattern(Values.text(value));
            case LINE_REGEX ->
                value instanceof Pattern ? value : PosixExpression.compileForLines(Values.text(value), true);
            case SUBSTITUTION -> substitution(value);
            case PARTS -> TextParts.from(value);
            case VALUE, QUOTED_VALUE, VARIABLE -> value;
        };
    }

    private static Object substitution(Object value) {
        return switch (value) {
            case Substitution substitution -> substitution;
            case List<?> whole when whole.size() == 1 -> Substitution.computed(Values.text(whole.getFirst()));
            case List<?> parts -> Substitution.parse(TextParts.from(parts));
            default -> Substitution.parse(Values.text(value));
        };
    }

    private Long integer(Object value) {
        // A literal argument of a transformation keeps the blanks around it.
        Long number = Values.integer(value instanceof String text ? text.strip() : value);
        if (number == null) {
            throw refused("is no whole number: '" + Values.text(value) + "'");
        }
        if (number < minimum || number > maximum) {
            throw refused("is " + number + ", but has to be " + range());
        }
        return number;
    }

    private String range() {
        if (maximum == Long.MAX_VALUE) {
            return "at least " + minimum;
        }
        return minimum == Long.MIN_VALUE ? "at most " + maximum : "from " + minimum + " to " + maximum;
    }

    private String text(Object value) {
        String text = Values.text(value);
        if (!choices.isEmpty() && choices.stream().noneMatch(text::equalsIgnoreCase)) {
            throw refused("is '" + text + "', but has to be one of " + String.join(", ", choices));
        }
        return text;
    }

    private ScriptError refused(String why) {
        return new ScriptError("argument '" + name + "' " + why);
    }
}
