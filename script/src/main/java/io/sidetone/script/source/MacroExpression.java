package io.sidetone.script.source;

import io.sidetone.script.value.ScriptError;
import java.util.List;
import java.util.function.Function;

/// The expression of `ifexp` and `defexp`: numbers, text in quotes and names of defines, with operators. Confined
/// to the thread that uses it.
final class MacroExpression {

    /// From the tightest to the loosest; each binds looser than the one before it.
    private static final List<String> OPERATORS = List.of(
            "**", "/", "*", "%", "+", "-", "<<", ">>", "<", "<=", ">", ">=", "==", "!=", "&", "|", "^", "&&", "||");

    private static final int DEEPEST = 100;

    private final String text;
    private final Function<String, Object> names;
    private int at;
    private int depth;

    private MacroExpression(String text, Function<String, Object> names) {
        this.text = text;
        this.names = names;
    }

    /// Computes one.
    ///
    /// @param names what a name stands for: a [Double] or a [String]
    /// @return a [Double] or a [String]
    /// @throws ScriptError if it is none
    static Object value(String text, Function<String, Object> names) {
        MacroExpression expression = new MacroExpression(text, names);
        Object value = expression.binary(OPERATORS.size() - 1);
        expression.skipBlank();
        if (expression.at < text.length()) {
            throw new ScriptError("`" + text.substring(expression.at) + "` is left over in the expression");
        }
        return value;
    }

    /// Whether a value counts as true.
    static boolean truth(Object value) {
        return value instanceof Double number ? number != 0 : !value.toString().isEmpty();
    }

    /// A value as text; a number without a fraction.
    static String text(Object value) {
        return value instanceof Double number ? Long.toString(number.longValue()) : value.toString();
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String operator() {
        skipBlank();
        String found = "";
        for (String operator : OPERATORS) {
            if (operator.length() > found.length() && text.startsWith(operator, at)) {
                found = operator;
            }
        }
        return found;
    }

    private Object binary(int loosest) {
        if (++depth > DEEPEST) {
            throw new ScriptError("the expression is nested deeper than " + DEEPEST);
        }
        Object left = unary();
        for (String operator = operator();
                !operator.isEmpty() && OPERATORS.indexOf(operator) <= loosest;
                operator = operator()) {
            at += operator.length();
            left = applied(operator, left, binary(OPERATORS.indexOf(operator) - 1));
        }
        depth--;
        return left;
    }

    private Object unary() {
        skipBlank();
        if (at == text.length()) {
            throw new ScriptError("the expression ends where a value is expected");
        }
        char c = text.charAt(at);
        if (c == '!' || c == '-' || c == '^' || c == '~') {
            at++;
            double operand = number(binary(-1));
            return c == '!' ? flag(operand == 0) : c == '-' ? -operand : (double) ~(long) operand;
        }
        if (c == '(') {
            at++;
            Object inner = binary(OPERATORS.size() - 1);
            skipBlank();
            if (at == text.length() || text.charAt(at) != ')') {
                throw new ScriptError("a `)` is missing in the expression");
            }
            at++;
            return inner;
        }
        return c == '"' || c == '\'' ? quoted(c) : word(c);
    }

    private String quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw new ScriptError("a string in the expression is not closed");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private Object word(char first) {
        int end = Piece.run(text, at);
        boolean digit = first >= '0' && first <= '9';
        while (digit && end + 1 < text.length() && text.charAt(end) == '.') {
            end = Piece.run(text, end + 1);
        }
        if (end == at) {
            throw new ScriptError("`" + first + "` is not expected in the expression");
        }
        String word = text.substring(at, end);
        at = end;
        if (!digit) {
            return names.apply(word);
        }
        if (!word.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw new ScriptError("`" + word + "` is no number");
        }
        return Double.valueOf(word);
    }

    private static Double flag(boolean value) {
        return value ? 1.0 : 0.0;
    }

    /// Text that reads as no number is 0.
    private static double number(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        String text = value.toString().strip();
        return text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?") ? Double.parseDouble(text) : 0;
    }

    // LONG: one line for each operator.
    private static Object applied(String operator, Object left, Object right) {
        if (left instanceof String text) {
            int order = text.compareTo(text(right));
            switch (operator) {
                case "+" -> {
                    String added = text(right);
                    if (text.length() + added.length() > Macros.LONGEST) {
                        throw new ScriptError("the expression becomes longer than " + Macros.LONGEST + " characters");
                    }
                    return text + added;
                }
                case "==", "!=" -> {
                    return flag((order == 0) == operator.equals("=="));
                }
                case "<" -> {
                    return flag(order < 0);
                }
                case "<=" -> {
                    return flag(order <= 0);
                }
                case ">" -> {
                    return flag(order > 0);
                }
                case ">=" -> {
                    return flag(order >= 0);
                }
                case "&&" -> {
                    return flag(truth(left) && truth(right));
                }
                case "||" -> {
                    return flag(truth(left) || truth(right));
                }
                default -> {}
            }
        }
        return computed(operator, number(left), number(right), right);
    }

    // LONG: one line for each operator.
    private static Object computed(String operator, double a, double b, Object right) {
        return switch (operator) {
            case "**" -> Math.pow(a, b);
            case "*" -> a * b;
            case "/" -> a / divisor(b);
            case "%" -> a % divisor(b);
            case "+" -> a + b;
            case "-" -> a - b;
            case "<<" -> (double) ((long) a << (long) b);
            case ">>" -> (double) ((long) a >> (long) b);
            case "<" -> flag(a < b);
            case "<=" -> flag(a <= b);
            case ">" -> flag(a > b);
            case ">=" -> flag(a >= b);
            case "==" -> flag(a == b);
            case "!=" -> flag(a != b);
            case "&" -> (double) ((long) a & (long) b);
            case "|" -> (double) ((long) a | (long) b);
            case "^" -> (double) ((long) a ^ (long) b);
            case "&&" -> flag(a != 0 && truth(right));
            case "||" -> flag(a != 0 || truth(right));
            default -> throw new ScriptError("`" + operator + "` is no operator");
        };
    }

    private static double divisor(double value) {
        if (value == 0) {
            throw new ScriptError("division by zero in the expression");
        }
        return value;
    }
}
