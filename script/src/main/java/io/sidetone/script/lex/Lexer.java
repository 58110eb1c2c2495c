package io.sidetone.script.lex;

import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Dialect;
import io.sidetone.script.source.Span;
import org.jspecify.annotations.Nullable;

/// Cuts a text into tokens, one at a time. Confined to the thread that uses it.
///
/// It never fails: what is no token is passed over with a warning, and what is not closed ends with its line. Its
/// time grows with the length of the text, whatever is in it.
public final class Lexer {

    /// The longest address with a mask, and some more.
    private static final int LONGEST_ADDRESS = 100;

    private final String text;
    private final boolean kamailio;
    private final Diagnostics diagnostics;
    private int at;
    private boolean doubleOpen;
    private boolean singleOpen;
    private boolean commentOpen;

    /// @param diagnostics takes strings and comments that are not closed, and strange characters
    public Lexer(String text, Dialect dialect, Diagnostics diagnostics) {
        this.text = text;
        this.kamailio = dialect == Dialect.KAMAILIO;
        this.diagnostics = diagnostics;
    }

    /// The next one. After the last one it is of kind [TokenKind#END], again and again.
    public Token next() {
        skipBlank();
        int start = at;
        char c = peek(0);
        if (start == text.length()) {
            return token(TokenKind.END, start);
        }
        if (c == '"' || c == '\'') {
            return string(TokenKind.STRING, start);
        }
        if (c == '$') {
            return dollar(start);
        }
        if (isSelect(0)) {
            at = selectEnd(start + 1);
            return token(TokenKind.SELECT, start);
        }
        if (c == ':' || isNamePart(c)) {
            at = addressEnd(start);
            if (at > start) {
                return token(TokenKind.ADDRESS, start);
            }
        }
        if (isDigit(c)) {
            return number(start);
        }
        if (isNamePart(c)) {
            skipName();
            return token(TokenKind.NAME, start);
        }
        TokenKind kind = symbol(c);
        String symbol = kind == null ? null : kind.symbol();
        at += symbol == null ? 1 : symbol.length();
        return token(kind == null ? TokenKind.END : kind, start);
    }

    /// Goes on at another place of the text.
    public void moveTo(int offset) {
        at = offset;
    }

    /// Whether the text has ended in a comment, so that what follows from its sudden end need not be told.
    public boolean endedInComment() {
        return commentOpen;
    }

    private Token token(TokenKind kind, int start) {
        return new Token(kind, new Span(start, at), text.substring(start, at), true);
    }

    private char peek(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : '\0';
    }

    private void skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            char following = peek(1);
            if (c == '#' || (c == '/' && following == '/')) {
                at = endOfLine(at);
            } else if (c == '/' && following == '*') {
                skipComment();
            } else if (c == '\\' && (following == '\n' || following == '\r')) {
                at += 2;
            } else if (c == ' ' || (c >= '\b' && c <= '\r')) {
                at++;
            } else if (begins(c) || isSelect(0)) {
                return;
            } else {
                skipUnknown();
            }
        }
    }

    /// Passes over characters that mean nothing, as servers of this language always did.
    private void skipUnknown() {
        int start = at;
        while (at < text.length() && !begins(peek(0)) && peek(0) > ' ' && peek(0) != '#') {
            at++;
        }
        at = Math.max(at, start + 1);
        int first = text.codePointAt(start);
        String shown = first > ' ' && first < 127 ? "`" + Character.toString(first) + "`" : "U+%04X".formatted(first);
        diagnostics.warning(
                new Span(start, at), "the character " + shown + " means nothing here and is passed over", null);
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// Comments nest.
    private void skipComment() {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (c == '*' && peek(1) == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
        commentOpen = true;
        diagnostics.error(
                new Span(start, start + 2), "this comment is not closed", "comments nest: each `/*` needs its `*/`");
    }

    private Token string(TokenKind kind, int start) {
        char quote = peek(0);
        int from = at + 1;
        int end = closingQuote(quote, from);
        if (end < 0) {
            at = endOfLine(start);
            if (quote == '"') {
                doubleOpen = true;
            } else {
                singleOpen = true;
            }
            diagnostics.error(new Span(start, from), "the string that begins here is not closed", null);
            return token(TokenKind.BROKEN, start);
        }
        at = end + 1;
        Quoted quoted = Quoted.read(text, from, end);
        return new Token(kind, new Span(start, at), quoted.value(), quoted.exact() && kind == TokenKind.STRING);
    }

    /// Where a string ends, or -1. Once one did not end, all others must end in their line.
    private int closingQuote(char quote, int from) {
        int limit = (quote == '"' ? doubleOpen : singleOpen) ? endOfLine(from) : text.length();
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote == '"') {
                i++;
            }
        }
        return -1;
    }

    private Token dollar(int start) {
        at++;
        if (peek(0) == '"' || peek(0) == '\'') {
            return string(TokenKind.FORMAT, start);
        }
        if (kamailio && peek(0) == '?') {
            at++;
            return token(TokenKind.VARIABLE, start);
        }
        at = VariableExtent.end(text, start);
        return token(TokenKind.VARIABLE, start);
    }

    /// Whether a select begins a little further on.
    private boolean isSelect(int distance) {
        return kamailio && peek(distance) == '@' && isNamePart(peek(distance + 1));
    }

    private int selectEnd(int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '[') {
                int close = end + 1;
                while (close < text.length() && "[]\n".indexOf(text.charAt(close)) < 0) {
                    close++;
                }
                if (close == text.length() || text.charAt(close) != ']') {
                    return end;
                }
                end = close + 1;
            } else if (isNamePart(c) || (c == '.' && end + 1 < text.length() && isNamePart(text.charAt(end + 1)))) {
                end++;
            } else {
                return end;
            }
        }
        return end;
    }

    private Token number(int start) {
        skipName();
        while (peek(0) == '.' && isDigit(peek(1))) {
            at++;
            skipName();
        }
        return token(TokenKind.NUMBER, start);
    }

    private void skipName() {
        while (isNamePart(peek(0))) {
            at++;
        }
    }

    /// Where the address ends that begins here; here, if none does.
    private int addressEnd(int start) {
        int end = addressRun(start);
        if (end == start || end == text.length() || text.charAt(end) != '/') {
            return end;
        }
        int mask = Math.max(addressRun(end + 1), digitRun(end + 1));
        return mask > end + 1 ? mask : end;
    }

    /// Goes over digits of any base, colons and dots, and looks whether that has the shape of an address.
    private int addressRun(int start) {
        int limit = Math.min(text.length(), start + LONGEST_ADDRESS);
        int colons = 0;
        int dots = 0;
        boolean twin = false;
        int end = start;
        while (end < limit) {
            char c = text.charAt(end);
            if (c == ':') {
                colons++;
                twin |= end > start && text.charAt(end - 1) == ':';
            } else if (c == '.' && end + 1 < limit && isDigit(text.charAt(end + 1))) {
                dots++;
            } else if (c >= 128 || Character.digit(c, 16) < 0) {
                break;
            }
            if (colons == 0 && dots == 0 && end - start >= 4) {
                return start;
            }
            end++;
        }
        if (end > start + 1 && text.charAt(end - 1) == ':' && text.charAt(end - 2) != ':') {
            end--;
            colons--;
        }
        boolean six = twin || colons == 7;
        boolean four = colons == 0 && dots == 3 && isDigit(text.charAt(start));
        boolean goesOn = end < limit && isNamePart(text.charAt(end));
        return (six || four) && !goesOn ? end : start;
    }

    private int digitRun(int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    // LONG: one line for each character.
    private @Nullable TokenKind symbol(char c) {
        return switch (c) {
            case '(' -> TokenKind.OPEN;
            case ')' -> TokenKind.CLOSE;
            case '{' -> TokenKind.OPEN_BRACE;
            case '}' -> TokenKind.CLOSE_BRACE;
            case '[' -> TokenKind.OPEN_BRACKET;
            case ']' -> TokenKind.CLOSE_BRACKET;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case '.' -> TokenKind.DOT;
            case ':' -> either('=', TokenKind.REPLACE, TokenKind.COLON);
            case '=' -> either('=', TokenKind.EQUAL, either('~', TokenKind.MATCH, TokenKind.ASSIGN));
            case '!' -> either('=', TokenKind.NOT_EQUAL, either('~', TokenKind.NOT_MATCH, TokenKind.NOT));
            case '<' -> either('=', TokenKind.LESS_OR_EQUAL, either('<', TokenKind.SHIFT_LEFT, TokenKind.LESS));
            case '>' -> either('=', TokenKind.GREATER_OR_EQUAL, either('>', TokenKind.SHIFT_RIGHT, TokenKind.GREATER));
            case '+' -> either('=', TokenKind.ADD_ASSIGN, TokenKind.ADD);
            case '-' -> either('=', TokenKind.SUBTRACT_ASSIGN, TokenKind.SUBTRACT);
            case '*' -> either('=', TokenKind.MULTIPLY_ASSIGN, TokenKind.MULTIPLY);
            case '/' -> either('=', TokenKind.DIVIDE_ASSIGN, TokenKind.DIVIDE);
            case '%' -> either('=', TokenKind.MODULO_ASSIGN, TokenKind.MODULO);
            case '&' -> either('&', TokenKind.AND, either('=', TokenKind.BIT_AND_ASSIGN, TokenKind.BIT_AND));
            case '|' -> either('|', TokenKind.OR, either('=', TokenKind.BIT_OR_ASSIGN, TokenKind.BIT_OR));
            case '^' -> either('=', TokenKind.BIT_XOR_ASSIGN, TokenKind.BIT_XOR);
            case '~' -> TokenKind.COMPLEMENT;
            default -> null;
        };
    }

    /// Whether some token begins with this character.
    private boolean begins(char c) {
        return c == '"' || c == '\'' || c == '$' || isNamePart(c) || symbol(c) != null;
    }

    private TokenKind either(char second, TokenKind two, TokenKind one) {
        return peek(1) == second ? two : one;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }
}
