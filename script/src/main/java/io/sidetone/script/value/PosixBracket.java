package io.sidetone.script.value;

/// Translates one bracket expression: `[a-z]`, `[^]]`, `[[:digit:]-]`. A backslash in it is an ordinary
/// character. Confined to the thread that translates.
final class PosixBracket {

    private final String expression;
    private final boolean ignoringCase;
    private final boolean lines;
    private int at;

    /// @param at where it begins, behind `[`
    PosixBracket(String expression, int at, boolean ignoringCase, boolean lines) {
        this.expression = expression;
        this.at = at;
        this.ignoringCase = ignoringCase;
        this.lines = lines;
    }

    /// Appends the translation.
    ///
    /// @return where the expression goes on
    int appendTo(StringBuilder out) {
        out.append('[');
        boolean negated = peek() == '^';
        if (negated) {
            at++;
            out.append(lines ? "^\\n" : "^");
        }
        boolean first = true;
        while (first || peek() != ']') {
            element(first, out);
            first = false;
        }
        at++;
        out.append(']');
        return at;
    }

    private int peek() {
        if (at >= expression.length()) {
            throw error("lacks a closing bracket");
        }
        return expression.codePointAt(at);
    }

    private void element(boolean first, StringBuilder out) {
        if (!first && range()) {
            throw error("has a hyphen that is neither first nor last nor part of a range");
        }
        if (peek() == '[' && expression.startsWith("[:", at)) {
            out.append(charClass(named(':')));
            if (range()) {
                throw error("has a class as the end of a range");
            }
            return;
        }
        int from = character();
        if (!range()) {
            append(from, out);
            return;
        }
        at++;
        if (expression.startsWith("[:", at)) {
            throw error("has a class as the end of a range");
        }
        int to = character();
        if (to < from) {
            throw error("has a range whose end comes before its start");
        }
        append(from, out);
        out.append('-');
        append(to, out);
    }

    /// Whether a range goes on here: at a hyphen that is not the last character.
    private boolean range() {
        return peek() == '-' && at + 1 < expression.length() && expression.charAt(at + 1) != ']';
    }

    /// A character, also as `[.x.]` or `[=x=]`.
    private int character() {
        int c = peek();
        if (c == '[' && (expression.startsWith("[.", at) || expression.startsWith("[=", at))) {
            String name = named(expression.charAt(at + 1));
            if (name.isEmpty() || name.length() != Character.charCount(name.codePointAt(0))) {
                throw error("names '" + name + "', which is no single character");
            }
            return name.codePointAt(0);
        }
        at += Character.charCount(c);
        return c;
    }

    /// The name between `[:` and `:]` and the like.
    private String named(char mark) {
        int end = expression.indexOf(mark + "]", at + 2);
        if (end < 0) {
            throw error("lacks '" + mark + "]'");
        }
        String name = expression.substring(at + 2, end);
        at = end + 2;
        return name;
    }

    private String charClass(String name) {
        return switch (name) {
            case "alpha" -> "A-Za-z";
            case "digit" -> "0-9";
            case "alnum" -> "A-Za-z0-9";
            case "upper" -> ignoringCase ? "A-Za-z" : "A-Z";
            case "lower" -> ignoringCase ? "A-Za-z" : "a-z";
            case "space" -> "\\t-\\r ";
            case "blank" -> "\\t ";
            case "punct" -> "!-/:-@\\[-`{-~";
            case "print" -> " -~";
            case "graph" -> "!-~";
            case "cntrl" -> "\\x00-\\x1f\\x7f";
            case "xdigit" -> "0-9A-Fa-f";
            default -> throw error("names the class '" + name + "', which there is none of");
        };
    }

    private static void append(int c, StringBuilder out) {
        if ("\\[]^-&".indexOf(c) >= 0) {
            out.append('\\');
        }
        out.appendCodePoint(c);
    }

    private ScriptError error(String what) {
        return new ScriptError("the regular expression '" + expression + "' " + what);
    }
}
