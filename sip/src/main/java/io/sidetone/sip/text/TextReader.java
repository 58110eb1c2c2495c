package io.sidetone.sip.text;

import io.sidetone.sip.base.Rfc;

/// A cursor over a slice of octets, with the lexical rules of SIP as its steps.
///
/// Every step either moves the cursor past what it names or throws a [SyntaxException] with the offset. Confined
/// to the thread that uses it.
@Rfc(number = 3261, section = "25.1")
public final class TextReader {

    private byte[] bytes;
    private int end;
    private int position;

    /// Reads the octets from `from` (included) to `to` (excluded).
    public TextReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    /// Reads a string's UTF-8 octets.
    public TextReader(String text) {
        this(Text.encode(text));
    }

    private TextReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// Goes on with another slice, so that who looks at many needs one reader only.
    public TextReader over(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        return this;
    }

    /// The offset of the next octet, from the start of the array.
    public int position() {
        return position;
    }

    /// Moves the cursor to an offset within the slice.
    public void position(int offset) {
        position = offset;
    }

    /// The offset just behind the last octet.
    public int end() {
        return end;
    }

    /// The array that is read, for values that are parsed from a part of it.
    public byte[] bytes() {
        return bytes;
    }

    /// Whether nothing is left.
    public boolean atEnd() {
        return position >= end;
    }

    /// The next octet as 0 to 255, or -1 at the end.
    public int peek() {
        return position < end ? bytes[position] & 0xFF : -1;
    }

    /// Moves past the next octet if it is the one given.
    public boolean take(char octet) {
        if (position < end && bytes[position] == octet) {
            position++;
            return true;
        }
        return false;
    }

    /// Moves past the given ASCII text, letter case included, if it is next.
    public boolean take(String text) {
        int length = text.length();
        if (end - position < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[position + i] != text.charAt(i)) {
                return false;
            }
        }
        position += length;
        return true;
    }

    /// Moves past the next octet, which must be the one given.
    public void expect(char octet) throws SyntaxException {
        if (!take(octet)) {
            throw error("'" + octet + "' expected");
        }
    }

    /// Moves past white space, line folds included (SWS).
    public void skipSpace() {
        int next = position;
        while (next < end && Text.isSpace(bytes[next])) {
            next++;
        }
        position = next;
    }

    /// The offset just behind the last octet before `to` that is no white space; `from` if there is none.
    public int trimEnd(int from, int to) {
        int last = to;
        while (last > from && Text.isSpace(bytes[last - 1])) {
            last--;
        }
        return last;
    }

    /// Moves past a separator with white space on either side of it (as COMMA, SEMI, EQUAL, SLASH), if it is
    /// next.
    public boolean takeSeparator(char separator) {
        int before = position;
        skipSpace();
        if (!take(separator)) {
            position = before;
            return false;
        }
        skipSpace();
        return true;
    }

    /// Moves past all octets of a class and gives the offset just behind them.
    public int skip(CharClass octets) {
        int next = position;
        while (next < end && octets.contains(bytes[next])) {
            next++;
        }
        position = next;
        return next;
    }

    /// The longest run of octets of a class, which may be empty.
    public String takeAll(CharClass octets) {
        int from = position;
        return slice(from, skip(octets));
    }

    /// One or more octets of a class; `what` names the rule for the error.
    public String takeSome(CharClass octets, String what) throws SyntaxException {
        int from = position;
        return slice(from, skipSome(octets, what));
    }

    /// Moves past one or more octets of a class and gives the offset just behind them; `what` names the rule for
    /// the error.
    public int skipSome(CharClass octets, String what) throws SyntaxException {
        int from = position;
        if (skip(octets) == from) {
            throw error(what + " expected");
        }
        return position;
    }

    /// A token.
    public String token() throws SyntaxException {
        return takeSome(CharClass.TOKEN, "token");
    }

    /// A token; one of the usual ones makes no new string.
    public String token(TokenTable<String> usual) throws SyntaxException {
        int from = position();
        int to = skipToken();
        String known = usual.find(bytes, from, to);
        return known == null ? slice(from, to) : known;
    }

    /// Moves past a token, without making a string of it, and gives the offset just behind it.
    public int skipToken() throws SyntaxException {
        return skipSome(CharClass.TOKEN, "token");
    }

    /// A decimal number of one or more digits from 0 to `max`. Leading zeros are fine, overflow is not.
    public long number(long max) throws SyntaxException {
        int from = position;
        long value = 0;
        while (position < end && CharClass.DIGIT.contains(bytes[position])) {
            int digit = bytes[position] - '0';
            if (digit > max || value > (max - digit) / 10) {
                position = from;
                throw error("number over " + max);
            }
            value = value * 10 + digit;
            position++;
        }
        if (position == from) {
            throw error("number expected");
        }
        return value;
    }

    /// Moves past a quoted string, quotes included, and gives the offset just behind it.
    ///
    /// A control character must be escaped; a line break may only stand in a fold.
    public int skipQuoted() throws SyntaxException {
        int from = position;
        expect('"');
        while (position < end) {
            byte b = bytes[position++];
            if (b == '"') {
                return position;
            }
            if (b == '\\' && !isLineBreak(position)) {
                position++;
            } else if (CharClass.CONTROL.contains(b) && b != '\t' && !isFold(position - 1)) {
                throw error("control character in a quoted string");
            }
        }
        position = from;
        throw error("quoted string without its closing quote");
    }

    private boolean isLineBreak(int offset) {
        return offset < end && (bytes[offset] == '\r' || bytes[offset] == '\n');
    }

    /// Whether a line break begins or ends here after which the line goes on.
    private boolean isFold(int offset) {
        int next = offset;
        if (next < end && bytes[next] == '\r') {
            next++;
        }
        return next + 1 < end && bytes[next] == '\n' && CharClass.WSP.contains(bytes[next + 1]);
    }

    /// A quoted string with its quotes and escapes as they stand; a fold in it becomes a space.
    public String quotedRaw() throws SyntaxException {
        int from = position;
        return Text.unfold(slice(from, skipQuoted()));
    }

    /// A quoted string's content, without quotes and escapes.
    public String quoted() throws SyntaxException {
        return Text.unquote(quotedRaw());
    }

    /// Fails unless everything but white space was read.
    public void expectEnd() throws SyntaxException {
        skipSpace();
        if (!atEnd()) {
            throw error("unexpected text");
        }
    }

    /// The octets between two offsets, decoded.
    public String slice(int from, int to) {
        return Text.decode(bytes, from, to);
    }

    /// An error at the cursor.
    public SyntaxException error(String message) {
        return new SyntaxException(message, position);
    }
}
