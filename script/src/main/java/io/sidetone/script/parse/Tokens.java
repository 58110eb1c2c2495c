package io.sidetone.script.parse;

import io.sidetone.script.lex.Lexer;
import io.sidetone.script.lex.Token;
import io.sidetone.script.lex.TokenKind;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// The tokens of a script, one after the other, and the errors at them. Confined to the thread that uses it.
final class Tokens {

    private final Source source;
    private final Diagnostics diagnostics;
    private final Lexer lexer;
    private Token current;
    private Token previous;
    private @Nullable Token ahead;
    private int lastError = -1;
    private boolean lineLost;

    Tokens(Source source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.lexer = new Lexer(source.text(), source.dialect(), diagnostics);
        this.current = lexer.next();
        this.previous = new Token(TokenKind.SEMICOLON, new Span(0, 0), ";", true);
    }

    Source source() {
        return source;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /// The one that is looked at.
    Token current() {
        return current;
    }

    /// The one before.
    Token previous() {
        return previous;
    }

    /// The one behind.
    Token ahead() {
        if (ahead == null) {
            ahead = lexer.next();
        }
        return ahead;
    }

    /// Goes on to the next.
    Token take() {
        previous = current;
        current = ahead();
        ahead = null;
        return previous;
    }

    boolean at(TokenKind kind) {
        return current.kind() == kind;
    }

    boolean at(String name) {
        return current.is(name);
    }

    boolean accept(TokenKind kind) {
        boolean found = at(kind);
        if (found) {
            take();
        }
        return found;
    }

    boolean accept(String name) {
        boolean found = at(name);
        if (found) {
            take();
        }
        return found;
    }

    /// Takes a token that must be there.
    ///
    /// @param where what stands before it, for the message
    Token expect(TokenKind kind, String where) {
        if (!at(kind)) {
            throw unexpected(kind + " " + where, null);
        }
        return take();
    }

    /// Takes what stands between two slashes, at the first of them.
    ///
    /// @return null if there is no second one in the line
    @Nullable
    String takeSlashed() {
        String text = source.text();
        int start = current.start() + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != '/') {
            return null;
        }
        previous = new Token(TokenKind.STRING, new Span(start - 1, end + 1), text.substring(start, end), false);
        lexer.moveTo(end + 1);
        ahead = null;
        current = lexer.next();
        return previous.text();
    }

    /// Whether there is nothing between the previous and the current token.
    boolean joined() {
        return previous.end() == current.start();
    }

    /// Whether the current token is the first of its line.
    boolean onNewLine() {
        return source.text().substring(previous.end(), current.start()).indexOf('\n') >= 0;
    }

    /// From a place to the end of the previous token.
    Span from(int start) {
        return new Span(start, Math.max(start, previous.end()));
    }

    /// The number of the line that a stretch begins in, as its author counts.
    int line(Span span) {
        return source.place(span).line();
    }

    /// Reports that something else stands here than what should.
    Panic unexpected(String expected, @Nullable String help) {
        Token broken = previous.kind() == TokenKind.BROKEN ? previous : current;
        if (broken.kind() == TokenKind.BROKEN) {
            lineLost = true;
            take();
        } else if (unclosed(previous)) {
            reopen(previous);
        } else if (unclosed(current)) {
            reopen(current);
        } else if (!(at(TokenKind.END) && lexer.endedInComment())) {
            error(place(), "expected " + expected + ", found " + current, help);
        }
        return new Panic();
    }

    /// The current token; at the end of the file what stands last in it.
    private Span place() {
        int end = previous.end();
        return at(TokenKind.END) && end > 0 ? new Span(end - 1, end) : current.span();
    }

    /// Reports an error, unless one was just reported at the same place.
    void error(Span span, String message, @Nullable String help) {
        if (span.start() != lastError) {
            diagnostics.error(span, message, help);
        }
        lastError = span.start();
    }

    /// Whether a string that goes over several lines looks as if its closing quote had been forgotten in the
    /// first.
    private boolean unclosed(Token token) {
        if (token.kind() != TokenKind.STRING && token.kind() != TokenKind.FORMAT) {
            return false;
        }
        String written = source.text(token.span());
        int end = written.indexOf('\n');
        if (end < 0) {
            return false;
        }
        String first = written.substring(0, end).stripTrailing();
        boolean closed = token.equals(previous) && joined() && at(TokenKind.NAME);
        return closed || first.endsWith(";") || first.endsWith("{") || first.endsWith(")");
    }

    /// Goes on behind the first line of a string.
    private void reopen(Token token) {
        String text = source.text();
        error(
                new Span(token.start(), token.start() + 1),
                "the string that begins here is not closed in its line",
                "as it stands, it ends in line " + line(new Span(token.end() - 1, token.end()))
                        + ", and what follows makes no sense");
        int end = text.indexOf('\n', token.start());
        previous = new Token(TokenKind.BROKEN, new Span(token.start(), end), "", false);
        lexer.moveTo(end);
        ahead = null;
        current = lexer.next();
        lineLost = true;
    }

    /// Whether the rest of the line was lost to a string that is not closed, so that a new statement begins here.
    /// Asked once.
    boolean lineLost() {
        boolean lost = lineLost;
        lineLost = false;
        return lost;
    }
}
