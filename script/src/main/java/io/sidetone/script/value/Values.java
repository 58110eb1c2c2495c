package io.sidetone.script.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Readings of a value as something else. Thread-safe: all is computed from the arguments.
public final class Values {

    private Values() {}

    /// Whether a value counts as true: not null, false, zero, or the empty text, list or map.
    public static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Long number -> number != 0;
            case String text -> !text.isEmpty();
            case BigDecimal number -> number.signum() != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> throw new IllegalArgumentException("No value of the language: " + value.getClass());
        };
    }

    /// A value as text: digits for a number, `<null>` for null, the form of JSON for a list or a map.
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "<null>";
            case String text -> text;
            case Long number -> Long.toString(number);
            case Boolean flag -> flag ? "true" : "false";
            case BigDecimal number -> number.toPlainString();
            default -> JsonText.of(value);
        };
    }

    /// A value as a whole number: a number without a fraction, a boolean as 0 or 1, text that is nothing but
    /// digits behind an optional sign.
    ///
    /// @return null if it is none, or beyond 64 bits
    public static @Nullable Long integer(@Nullable Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean flag -> flag ? 1L : 0L;
            case String text -> integer(text);
            case BigDecimal number -> whole(number);
            case null, default -> null;
        };
    }

    private static @Nullable Long integer(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == start || text.length() > 20) {
            return null;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Long whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    /// A value as true or false: a boolean, a number, or one of the words `1 yes true on enable` and their
    /// contraries.
    ///
    /// @return empty if it is neither
    public static Optional<Boolean> flag(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> Optional.of(flag);
            case Long number -> Optional.of(number != 0);
            case String text -> word(text);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Boolean> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "true", "on", "enable" -> Optional.of(true);
            case "0", "no", "false", "off", "disable" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// The regular expression that text stands for: a POSIX extended one, which ignores case.
    ///
    /// @throws ScriptError if it is none
    public static Pattern pattern(String text) {
        return PosixExpression.compile(text, true);
    }
}
