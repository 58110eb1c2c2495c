package io.sidetone.script.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds of values, and what is known of a value before it is there.
public enum Type {
    /// Nothing is known.
    ANY("a value"),
    NULL("null"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    DECIMAL("a decimal"),
    STRING("a string"),
    LIST("a list"),
    MAP("a map");

    private final String phrase;

    Type(String phrase) {
        this.phrase = phrase;
    }

    /// For messages, with its article: `an integer`.
    public String phrase() {
        return phrase;
    }

    /// The type of a value.
    ///
    /// @throws IllegalArgumentException if it is no value of the language, which is a mistake of who made it
    public static Type of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Boolean _ -> BOOLEAN;
            case Long _ -> INTEGER;
            case BigDecimal _ -> DECIMAL;
            case String _ -> STRING;
            case List<?> _ -> LIST;
            case Map<?, ?> _ -> MAP;
            default -> throw new IllegalArgumentException("No value of the language: " + value.getClass());
        };
    }
}
