package io.sidetone.script.value;

import org.jspecify.annotations.Nullable;

/// The operators of the Kamailio dialect that the native one has not: what they do is told by the type of the left
/// operand, and anything becomes a number or text where one is needed. Thread-safe: all is computed from the
/// operands.
public final class TypedOperators {

    private TypedOperators() {}

    /// `(int)x`: text that reads as a decimal or, with `0x`, as a hexadecimal number; 0 for other text and for null.
    public static Object integer(@Nullable Object value) {
        return value instanceof Long ? value : (Object) number(value);
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        Long whole = Values.integer(value);
        return whole != null ? whole : value instanceof String text ? hexadecimal(text) : 0;
    }

    private static long hexadecimal(String text) {
        boolean marked = text.length() > 2
                && text.length() <= 10
                && text.charAt(0) == '0'
                && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
        long number = 0;
        for (int i = 2; marked && i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return 0;
            }
            number = number * 16 + digit;
        }
        return number;
    }

    /// `(str)x`: null is empty.
    public static Object text(@Nullable Object value) {
        return string(value);
    }

    private static String string(@Nullable Object value) {
        return value == null ? "" : Values.text(value);
    }

    /// `strlen(x)`.
    public static Object length(@Nullable Object value) {
        return (long) string(value).length();
    }

    /// `strempty(x)`: 1 or 0.
    public static Object empty(@Nullable Object value) {
        return string(value).isEmpty() ? 1L : 0L;
    }

    /// `defined x`: 1 or 0.
    public static Object defined(@Nullable Object value) {
        return value == null ? 0L : 1L;
    }

    /// What a variable holds that knows no null: 0 for it.
    public static Object present(@Nullable Object value) {
        return value == null ? 0L : value;
    }

    /// `+`: the sum if the left operand is a number, else text joined with text.
    public static Object add(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left)) {
            return number(left) + number(right);
        }
        String a = string(left);
        String b = string(right);
        if (a.length() + b.length() > Arithmetic.MAX_LENGTH) {
            throw new ScriptError("the text would be longer than " + Arithmetic.MAX_LENGTH + " characters");
        }
        return a + b;
    }

    /// `==`: by numbers if the left operand is one, or if it is null and the right one is; else by text.
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        boolean numbers = isNumber(left) || (left == null && isNumber(right));
        return numbers ? number(left) == number(right) : textEqual(left, right);
    }

    /// `eq`.
    public static boolean textEqual(@Nullable Object left, @Nullable Object right) {
        return string(left).equals(string(right));
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Boolean;
    }
}
