package io.sidetone.script.lex;

import io.sidetone.script.source.Span;

/// A piece of text that stands for one thing. Immutable.
///
/// @param kind what it is
/// @param span where it stands
/// @param text as written; of a string the value, with its escapes undone
/// @param exact of a string, whether the value stands in the source as it is, right behind the opening quote
public record Token(TokenKind kind, Span span, String text, boolean exact) {

    private static final int LONGEST_SHOWN = 40;

    /// Whether it is this name.
    public boolean is(String name) {
        return kind == TokenKind.NAME && text.equals(name);
    }

    /// Where it begins.
    public int start() {
        return span.start();
    }

    /// The character behind it.
    public int end() {
        return span.end();
    }

    /// As messages show it.
    @Override
    public String toString() {
        return switch (kind) {
            case NAME, NUMBER, ADDRESS -> "`" + shown() + "`";
            default -> kind.toString();
        };
    }

    /// The text; of a long one the start.
    public String shown() {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 3) + "...";
    }
}
