package io.sidetone.script.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operators that compare. Thread-safe: all is computed from the operands.
///
/// Text ignores the case of letters. A number equals text that reads as it does, and is less or greater than text
/// that reads as a whole number. Null equals only null, and is neither less nor greater than anything.
public final class Comparison {

    private Comparison() {}

    /// `==`.
    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left instanceof String a && right instanceof String b) {
            return a.equalsIgnoreCase(b);
        }
        if (left instanceof Long a && right instanceof Long b) {
            return a.longValue() == b.longValue();
        }
        if (isNumber(left) && isNumber(right)) {
            return decimal(left).compareTo(decimal(right)) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return equalLists(a, b, 0);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalMaps(a, b, 0);
        }
        return isPlain(left) && isPlain(right) && Values.text(left).equalsIgnoreCase(Values.text(right));
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right, int depth) {
        if (depth > JsonText.DEPTH) {
            throw new ScriptError("the values are nested deeper than " + JsonText.DEPTH);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return equalLists(a, b, depth);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return equalMaps(a, b, depth);
        }
        return equal(left, right);
    }

    private static boolean equalLists(List<?> left, List<?> right, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey()) || !equal(entry.getValue(), right.get(entry.getKey()), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /// `== "text"`, where the text is known.
    public static boolean equalText(@Nullable Object left, String right) {
        return left instanceof String text ? text.equalsIgnoreCase(right) : equal(left, right);
    }

    /// `== 5`, where the number is known.
    public static boolean equalInteger(@Nullable Object left, long right) {
        return left instanceof Long number ? number == right : left != null && equal(left, right);
    }

    /// `== 10.0.0.0/8`. Null and text that is no address lie in no network.
    public static boolean lies(@Nullable Object address, Network network) {
        return address != null && network.contains(Values.text(address));
    }

    /// `<`.
    public static boolean less(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order("<", left, right) < 0;
    }

    /// `<=`.
    public static boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order("<=", left, right) <= 0;
    }

    /// `>`.
    public static boolean greater(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(">", left, right) > 0;
    }

    /// `>=`.
    public static boolean greaterOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && order(">=", left, right) >= 0;
    }

    private static int order(String operator, Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareToIgnoreCase(b);
        }
        Object first = left instanceof String ? Values.integer(left) : left;
        Object second = right instanceof String ? Values.integer(right) : right;
        if (first != null && second != null && isNumber(first) && isNumber(second)) {
            return decimal(first).compareTo(decimal(second));
        }
        throw new ScriptError("'" + operator + "' cannot compare "
                + Type.of(left).phrase() + " with " + Type.of(right).phrase());
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigDecimal;
    }

    private static boolean isPlain(Object value) {
        return isNumber(value) || value instanceof String;
    }

    private static BigDecimal decimal(Object number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Boolean flag -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
            case Long whole -> BigDecimal.valueOf(whole);
            default -> throw new IllegalArgumentException("No number: " + number.getClass());
        };
    }
}
