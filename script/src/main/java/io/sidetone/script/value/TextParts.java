package io.sidetone.script.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text whose literal parts, which the script's author wrote, are told from the values that stand between them,
/// which may come from anywhere. Immutable.
///
/// @param literals one more than there are values; each may be empty
/// @param values what was put between the literals, as text
public record TextParts(List<String> literals, List<String> values) {

    public TextParts {
        literals = List.copyOf(literals);
        values = List.copyOf(values);
        if (literals.size() != values.size() + 1) {
            throw new IllegalArgumentException("Each value stands between two literals");
        }
    }

    /// A text that the script's author wrote as it is.
    public static TextParts literal(String text) {
        return new TextParts(List.of(text), List.of());
    }

    /// A text that was computed.
    public static TextParts value(String text) {
        return new TextParts(List.of("", ""), List.of(text));
    }

    /// Reads what the checker makes of an argument: literal, value, literal and so on.
    static TextParts of(List<? extends @Nullable Object> alternating) {
        List<String> literals = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < alternating.size(); i++) {
            (i % 2 == 0 ? literals : values).add(Values.text(alternating.get(i)));
        }
        return new TextParts(literals, values);
    }

    /// What an argument stands for: a list as the checker makes it, or else a literal.
    ///
    /// @throws ScriptError if it is nothing
    public static TextParts from(@Nullable Object argument) {
        return switch (argument) {
            case null -> throw new ScriptError("null is no text");
            case TextParts parts -> parts;
            case List<?> alternating -> of(alternating);
            default -> literal(Values.text(argument));
        };
    }

    /// Whether all of it was written by the script's author.
    public boolean isLiteral() {
        return values.isEmpty();
    }

    /// All of it.
    public String text() {
        if (values.isEmpty()) {
            return literals.getFirst();
        }
        StringBuilder out = new StringBuilder(literals.getFirst());
        for (int i = 0; i < values.size(); i++) {
            out.append(values.get(i)).append(literals.get(i + 1));
        }
        return out.toString();
    }

    /// Whether a value has a line end in it.
    public boolean hasLineEndInValue() {
        return values.stream().anyMatch(value -> value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0);
    }
}
