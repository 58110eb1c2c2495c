package io.sidetone.script.value;

/// Translates one POSIX extended regular expression into one of `java.util.regex`. Confined to the thread that
/// translates.
///
/// Each method reads from `at` on and appends to `out`; what it returns is the size of what it read with all
/// intervals written out.
final class PosixTranslation {

    private final String expression;
    private final boolean ignoringCase;
    private final boolean lines;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int groups;
    private int depth;
    /// The groups that a reference here can name, by bit.
    private long closed;

    PosixTranslation(String expression, boolean ignoringCase, boolean lines) {
        this.expression = expression;
        this.ignoringCase = ignoringCase;
        this.lines = lines;
    }

    /// The translation.
    ///
    /// @throws ScriptError if it is no POSIX extended regular expression
    String translate() {
        alternatives();
        return out.toString();
    }

    /// A reference sees the groups before all alternatives and those of its own, but none of another one. The
    /// empty alternative goes to the end, for POSIX takes it only if no other one matches.
    private long alternatives() {
        long size = 1;
        long before = closed;
        long all = closed;
        boolean some = false;
        boolean empty = false;
        while (true) {
            int start = out.length();
            out.append(some ? "|" : "");
            int content = out.length();
            while (at < expression.length() && !ends()) {
                size = limited(size + piece());
            }
            if (out.length() == content) {
                out.setLength(start);
                empty = true;
            } else {
                some = true;
            }
            all |= closed;
            if (at == expression.length() || expression.charAt(at) != '|') {
                out.append(some && empty ? "|" : "");
                closed = all;
                return size;
            }
            closed = before;
            at++;
        }
    }

    /// Whether an alternative ends here. A closing parenthesis that nothing opened is an ordinary character.
    private boolean ends() {
        char c = expression.charAt(at);
        return c == '|' || (c == ')' && depth > 0);
    }

    private long limited(long size) {
        if (size > PosixExpression.SIZE) {
            throw error("is too large");
        }
        return size;
    }

    private long piece() {
        int start = out.length();
        char c = expression.charAt(at++);
        switch (c) {
            case '^' -> {
                return anchor(lines ? "(?<![^\\n])" : "^");
            }
            case '$' -> {
                return anchor(lines ? "(?![^\\n])" : "\\z");
            }
            case '\\' -> {
                if (escape()) {
                    return 1;
                }
            }
            case '(' -> {
                return repeated(start, group());
            }
            case '[' -> at = new PosixBracket(expression, at, ignoringCase, lines).appendTo(out);
            case '.' -> out.append(lines ? "[^\\n]" : ".");
            case '*', '+', '?', '{' -> throw error("has nothing before the repetition '" + c + "'");
            default -> {
                at--;
                literal();
            }
        }
        return repeated(start, 1);
    }

    /// What matches a place: cannot be repeated, so that a repetition behind it is an error of the next piece.
    private long anchor(String translation) {
        out.append(translation);
        return 1;
    }

    private void literal() {
        int c = expression.codePointAt(at);
        at += Character.charCount(c);
        if ("\\^$.|?*+()[]{}".indexOf(c) >= 0) {
            out.append('\\');
        }
        out.appendCodePoint(c);
    }

    /// What follows a backslash.
    ///
    /// @return whether it matches a place and no character
    private boolean escape() {
        if (at == expression.length()) {
            throw error("ends with a backslash");
        }
        char c = expression.charAt(at++);
        switch (c) {
            case 'w' -> out.append("[A-Za-z0-9_]");
            case 'W' -> out.append("[^A-Za-z0-9_]");
            case 's' -> out.append("[ \\t-\\r]");
            case 'S' -> out.append("[^ \\t-\\r]");
            case 'b' -> out.append(BOUNDARY);
            case 'B' -> out.append("(?!").append(BOUNDARY).append(')');
            case '<' -> out.append("(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])");
            case '>' -> out.append("(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])");
            case '`' -> out.append("\\A");
            case '\'' -> out.append("\\z");
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> reference(c - '0');
            default -> {
                at--;
                literal();
            }
        }
        return "bB<>`'".indexOf(c) >= 0;
    }

    private static final String BOUNDARY = "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))";

    private void reference(int group) {
        if (((closed >> group) & 1) == 0) {
            throw error("refers to group " + group + ", which does not end before");
        }
        out.append("(?:\\").append(group).append(')');
    }

    private long group() {
        int number = ++groups;
        if (++depth > PosixExpression.DEPTH) {
            throw error("is nested deeper than " + PosixExpression.DEPTH);
        }
        out.append('(');
        long size = alternatives();
        if (at == expression.length()) {
            throw error("lacks a closing parenthesis");
        }
        at++;
        out.append(')');
        depth--;
        if (number < 10) {
            closed |= 1L << number;
        }
        return size;
    }

    /// Reads the repetitions behind a piece. Several, as in `a*+`, repeat what is repeated, and mean nothing
    /// else, as they would in Java.
    private long repeated(int start, long size) {
        long result = size;
        char before = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '{') {
                at++;
                wrap(start, before);
                result = limited(result * Math.max(1, interval()));
                before = c;
            } else if (c == '*' || c == '+' || c == '?') {
                at++;
                if (before == 0) {
                    before = c;
                    out.append(c);
                } else if (before == '{') {
                    wrap(start, before);
                    before = c;
                    out.append(c);
                } else {
                    before = before == c ? c : '*';
                    out.setCharAt(out.length() - 1, before);
                }
            } else {
                break;
            }
        }
        return result;
    }

    private void wrap(int start, char before) {
        if (before != 0) {
            out.insert(start, "(?:").append(')');
        }
    }

    /// Reads an interval behind its brace.
    ///
    /// @return the highest number in it
    private int interval() {
        int least = number();
        int most = least;
        if (at < expression.length() && expression.charAt(at) == ',') {
            at++;
            most = number();
            least = Math.max(least, 0);
            out.append('{')
                    .append(least)
                    .append(',')
                    .append(most < 0 ? "" : most)
                    .append('}');
        } else {
            out.append('{').append(least).append('}');
        }
        if (least < 0 || at == expression.length() || expression.charAt(at) != '}') {
            throw error("has an interval that is none of {n}, {n,}, {,m} and {n,m}");
        }
        at++;
        if (most >= 0 && most < least) {
            throw error("has an interval whose second number is the lower one");
        }
        return Math.max(least, most);
    }

    /// Digits here, -1 if there are none.
    private int number() {
        int number = -1;
        while (at < expression.length() && expression.charAt(at) >= '0' && expression.charAt(at) <= '9') {
            number = Math.max(number, 0) * 10 + expression.charAt(at++) - '0';
            if (number > PosixExpression.REPETITIONS) {
                throw error("has an interval beyond " + PosixExpression.REPETITIONS);
            }
        }
        return number;
    }

    private ScriptError error(String what) {
        return new ScriptError("the regular expression '" + expression + "' " + what);
    }
}
