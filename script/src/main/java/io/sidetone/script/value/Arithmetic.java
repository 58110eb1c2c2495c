package io.sidetone.script.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operators that compute. Thread-safe: all is computed from the operands.
///
/// Integers have 64 bits and wrap, decimals have 34 digits; a boolean counts as 0 or 1, and null as nothing: 0
/// beside a number, no characters beside text. Other operands are a [ScriptError].
public final class Arithmetic {

    /// Joined text and joined lists are not longer than this.
    public static final int MAX_LENGTH = 1 << 24;

    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private Arithmetic() {}

    /// `+`: the sum, text joined with text, or the elements of both lists.
    public static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return a + b;
        }
        if (left instanceof String text) {
            return join(text, right == null ? "" : Values.text(right));
        }
        if (left instanceof List<?> list) {
            return join(list, right);
        }
        if (left == null && (right == null || right instanceof String)) {
            return right == null ? "" : right;
        }
        if (bothWhole(left, right)) {
            return whole("+", left) + whole("+", right);
        }
        return decimal("+", left).add(decimal("+", right), DIGITS);
    }

    private static String join(String left, String right) {
        if (left.length() + right.length() > MAX_LENGTH) {
            throw new ScriptError("the text would be longer than " + MAX_LENGTH + " characters");
        }
        return left + right;
    }

    private static List<@Nullable Object> join(List<?> left, @Nullable Object right) {
        if (!(right instanceof List<?> other)) {
            throw new ScriptError(
                    "'+' needs a list beside a list, not " + Type.of(right).phrase());
        }
        if (left.size() + other.size() > MAX_LENGTH) {
            throw new ScriptError("the list would have more than " + MAX_LENGTH + " elements");
        }
        List<@Nullable Object> all = new ArrayList<>(left);
        all.addAll(other);
        return all;
    }

    /// `-`.
    public static Object subtract(@Nullable Object left, @Nullable Object right) {
        if (bothWhole(left, right)) {
            return whole("-", left) - whole("-", right);
        }
        return decimal("-", left).subtract(decimal("-", right), DIGITS);
    }

    /// `*`.
    public static Object multiply(@Nullable Object left, @Nullable Object right) {
        if (bothWhole(left, right)) {
            return whole("*", left) * whole("*", right);
        }
        return decimal("*", left).multiply(decimal("*", right), DIGITS);
    }

    /// `/`: of integers without the fraction.
    public static Object divide(@Nullable Object left, @Nullable Object right) {
        if (bothWhole(left, right)) {
            return whole("/", left) / divisor("/", right);
        }
        BigDecimal divisor = decimal("/", right);
        if (divisor.signum() == 0) {
            throw new ScriptError("division by zero");
        }
        return decimal("/", left).divide(divisor, DIGITS);
    }

    /// `%`: the remainder, with the sign of the left operand.
    public static Object modulo(@Nullable Object left, @Nullable Object right) {
        if (bothWhole(left, right)) {
            return whole("%", left) % divisor("%", right);
        }
        BigDecimal divisor = decimal("%", right);
        if (divisor.signum() == 0) {
            throw new ScriptError("division by zero");
        }
        return remainder(decimal("%", left), divisor);
    }

    private static BigDecimal remainder(BigDecimal left, BigDecimal divisor) {
        try {
            return left.remainder(divisor, DIGITS);
        } catch (ArithmeticException _) {
            throw new ScriptError("the remainder of " + left + " by " + divisor + " has too many digits");
        }
    }

    private static long divisor(String operator, @Nullable Object right) {
        long divisor = whole(operator, right);
        if (divisor == 0) {
            throw new ScriptError("division by zero");
        }
        return divisor;
    }

    /// `&`.
    public static Object bitAnd(@Nullable Object left, @Nullable Object right) {
        return whole("&", left) & whole("&", right);
    }

    /// `|`.
    public static Object bitOr(@Nullable Object left, @Nullable Object right) {
        return whole("|", left) | whole("|", right);
    }

    /// `^`.
    public static Object bitXor(@Nullable Object left, @Nullable Object right) {
        return whole("^", left) ^ whole("^", right);
    }

    /// `<<`: by 0 to 63 bits; a shift by more leaves nothing.
    public static Object shiftLeft(@Nullable Object left, @Nullable Object right) {
        long bits = distance("<<", right);
        return bits > 63 ? 0L : whole("<<", left) << bits;
    }

    /// `>>`: by 0 to 63 bits, the sign stays; a shift by more is one by 63.
    public static Object shiftRight(@Nullable Object left, @Nullable Object right) {
        return whole(">>", left) >> Math.min(distance(">>", right), 63);
    }

    private static long distance(String operator, @Nullable Object right) {
        long bits = whole(operator, right);
        if (bits < 0) {
            throw new ScriptError("'" + operator + "' by " + bits + " bits");
        }
        return bits;
    }

    /// `-x`.
    public static Object negate(@Nullable Object operand) {
        if (operand instanceof BigDecimal number) {
            return number.negate(DIGITS);
        }
        return -whole("-", operand);
    }

    /// `~x`.
    public static Object complement(@Nullable Object operand) {
        return ~whole("~", operand);
    }

    private static boolean bothWhole(@Nullable Object left, @Nullable Object right) {
        return !(left instanceof BigDecimal) && !(right instanceof BigDecimal);
    }

    private static long whole(String operator, @Nullable Object operand) {
        return switch (operand) {
            case Long number -> number;
            case Boolean flag -> flag ? 1 : 0;
            case null -> 0;
            default -> throw refused(operator, operand);
        };
    }

    private static BigDecimal decimal(String operator, @Nullable Object operand) {
        return operand instanceof BigDecimal number ? number : BigDecimal.valueOf(whole(operator, operand));
    }

    private static ScriptError refused(String operator, Object operand) {
        return new ScriptError(
                "'" + operator + "' is for numbers, not for " + Type.of(operand).phrase());
    }
}
