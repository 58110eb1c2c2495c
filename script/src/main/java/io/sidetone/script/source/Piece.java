package io.sidetone.script.source;

/// A piece of a text of the Kamailio dialect, as far as the preprocessor has to tell pieces apart. Immutable.
///
/// @param start the first character
/// @param end the character behind it
record Piece(Kind kind, int start, int end) {

    /// What it is.
    enum Kind {
        /// With its quotes.
        STRING,
        VARIABLE,
        NAME,
        /// `#!` or `!!` with a word behind it.
        DIRECTIVE,
        /// A comment, a blank, a sign, a number, a select: what is never replaced.
        OTHER
    }

    /// The piece that begins at a place before the end of the text.
    static Piece at(String text, int start) {
        char c = text.charAt(start);
        char following = start + 1 < text.length() ? text.charAt(start + 1) : '\0';
        if ((c == '#' || c == '!') && following == '!') {
            int end = run(text, start + 2);
            return end > start + 2 ? new Piece(Kind.DIRECTIVE, start, end) : rest(text, start, c);
        }
        if (c == '"' || c == '\'') {
            return new Piece(Kind.STRING, start, string(text, start, c));
        }
        if (c == '$') {
            return new Piece(Kind.VARIABLE, start, variable(text, start + 1));
        }
        if (c == '/' && following == '*') {
            return new Piece(Kind.OTHER, start, comment(text, start));
        }
        if (c == '@') {
            return new Piece(Kind.OTHER, start, select(text, start + 1));
        }
        if (isPart(c)) {
            boolean name = c < '0' || c > '9';
            return new Piece(name ? Kind.NAME : Kind.OTHER, start, run(text, start));
        }
        return c == '/' && following == '/' ? new Piece(Kind.OTHER, start, line(text, start)) : rest(text, start, c);
    }

    private static Piece rest(String text, int start, char c) {
        return new Piece(Kind.OTHER, start, c == '#' ? line(text, start) : start + 1);
    }

    static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /// Behind letters, digits and `_`.
    static int run(String text, int from) {
        int end = from;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// The line feed that ends a line, or the end of the text.
    static int line(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// Behind the closing quote; one that is missing is told by whoever reads the script, so the string ends with
    /// its line.
    private static int string(String text, int start, char quote) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\\' && quote == '"') {
                i++;
            }
        }
        return line(text, start);
    }

    /// Behind a variable; one whose parenthesis is not closed goes to the end of its line.
    private static int variable(String text, int from) {
        int end = from < text.length() && text.charAt(from) == '(' ? from : run(text, from);
        if (end == text.length() || text.charAt(end) != '(') {
            return end;
        }
        int depth = 0;
        while (end < text.length() && text.charAt(end) != '\n') {
            char c = text.charAt(end++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return end;
            }
        }
        return end;
    }

    private static int select(String text, int from) {
        int end = run(text, from);
        while (end + 1 < text.length() && text.charAt(end) == '.' && isPart(text.charAt(end + 1))) {
            end = run(text, end + 1);
        }
        return end;
    }

    private static int comment(String text, int start) {
        int depth = 0;
        for (int i = start; i + 1 < text.length(); i++) {
            boolean opens = text.startsWith("/*", i);
            if (opens || text.startsWith("*/", i)) {
                depth += opens ? 1 : -1;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }
}
