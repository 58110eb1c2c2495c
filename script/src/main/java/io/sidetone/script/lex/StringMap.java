package io.sidetone.script.lex;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Where the characters of a string stand in the source, whatever escapes it holds and of however many strings it
/// is joined. Immutable.
public final class StringMap {

    private final Span span;
    private final StringBuilder value = new StringBuilder();
    private int[] offsets = new int[0];

    /// @param text the source
    /// @param span one string of it, or several with nothing but blank and comments between them
    public StringMap(String text, Span span) {
        this.span = span;
        Lexer lexer = new Lexer(text, Dialect.NATIVE, new Diagnostics());
        lexer.moveTo(span.start());
        Token token = lexer.next();
        while (token.end() <= span.end() && (token.kind() == TokenKind.STRING || token.kind() == TokenKind.FORMAT)) {
            int quote = token.kind() == TokenKind.FORMAT ? 2 : 1;
            add(Quoted.read(text, token.start() + quote, token.end() - 1));
            token = lexer.next();
        }
    }

    private void add(Quoted quoted) {
        int length = quoted.value().length();
        int from = value.length();
        offsets = Arrays.copyOf(offsets, from + length);
        for (int i = 0; i < length; i++) {
            offsets[from + i] = quoted.offset(i);
        }
        value.append(quoted.value());
    }

    /// From the index of a character of the value to its place in the source; from its length to the closing
    /// quote.
    ///
    /// @param expected the value as it was read; if it is another one, all of it stands where the string begins
    public IntUnaryOperator offsetsOf(String expected) {
        if (!expected.contentEquals(value)) {
            return _ -> span.start();
        }
        return index -> index < offsets.length ? offsets[index] : Math.max(span.start(), span.end() - 1);
    }
}
