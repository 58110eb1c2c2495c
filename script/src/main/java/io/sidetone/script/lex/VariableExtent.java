package io.sidetone.script.lex;

/// Finds where a variable ends that is written in a script. What it says is read elsewhere; here only its
/// brackets count.
///
/// Only between its parts it may go on in another line, so that a missing bracket does no harm to what follows.
final class VariableExtent {

    /// The longest key, index or transformation.
    private static final int LONGEST_GROUP = 4_096;

    private final String text;
    private int at;

    private VariableExtent(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /// The character behind a variable.
    ///
    /// @param start where its `$` stands
    static int end(String text, int start) {
        VariableExtent extent = new VariableExtent(text, start + 1);
        extent.walk();
        return extent.at;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void walk() {
        if (peek() == '(') {
            at++;
            walkInside();
            return;
        }
        if (peek() == '<') {
            skipContext();
        }
        skipName();
        if (peek() == '(') {
            skipGroup('(', ')');
        }
    }

    /// `$( ... )`: ends before the first character that cannot be in there.
    private void walkInside() {
        while (at < text.length()) {
            switch (peek()) {
                case ')' -> {
                    at++;
                    return;
                }
                case '(' -> skipGroup('(', ')');
                case '[' -> skipGroup('[', ']');
                case '{' -> skipGroup('{', '}');
                case ' ', '\t', '\r', '\n', '.', '<', '>' -> at++;
                default -> {
                    if (!Lexer.isNamePart(peek())) {
                        stepBack();
                        return;
                    }
                    at++;
                }
            }
        }
        stepBack();
    }

    /// Blank characters before what ends it too early are not part of it.
    private void stepBack() {
        while (Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
    }

    private void skipContext() {
        int end = at + 1;
        while (end < text.length() && Lexer.isNamePart(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '>') {
            at = end + 1;
        }
    }

    /// A dot belongs to a name only between two of its other characters.
    private void skipName() {
        while (Lexer.isNamePart(peek())
                || (peek() == '.' && at + 1 < text.length() && Lexer.isNamePart(text.charAt(at + 1)))) {
            at++;
        }
    }

    /// Up to the closing bracket; if there is none in the line, up to what looks like the end.
    private void skipGroup(char open, char close) {
        int start = at;
        int limit = Math.min(text.length(), start + LONGEST_GROUP);
        int depth = 0;
        for (; at < limit && peek() != '\n'; at++) {
            char c = peek();
            if (c == '\\' && at + 1 < limit && text.charAt(at + 1) != '\n') {
                at++;
            } else if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                at++;
                return;
            }
        }
        at = start + 1;
        while (at < limit && peek() != ';' && peek() != ',' && !Character.isWhitespace(peek())) {
            at++;
        }
    }
}
