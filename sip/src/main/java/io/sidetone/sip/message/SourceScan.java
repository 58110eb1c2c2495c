package io.sidetone.sip.message;

import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;

/// Looks in the text of one Via value for the parameters that note where a request came from. Confined to the
/// call that made it.
///
/// Every request gets them noted, so this is done without reading the value.
final class SourceScan {

    private static final int NONE = -1;

    private final byte[] bytes;
    private final int end;
    private boolean usual = true;
    private int rportEnd = NONE;

    SourceScan(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.end = to;
        int at = next(from);
        while (at < end) {
            at = parameter(at + 1);
        }
    }

    /// Whether nothing is noted yet, and `rport` stands at most once.
    boolean isUsual() {
        return usual;
    }

    /// The offset behind the name of a `rport` that waits for its value; -1 if there is none.
    int rportEnd() {
        return rportEnd;
    }

    /// Looks at the parameter behind a semicolon and answers where the next semicolon is.
    private int parameter(int from) {
        int name = skipSpace(from);
        if (name == end || (bytes[name] | 0x20) != 'r') {
            return next(name);
        }
        int nameEnd = name;
        while (nameEnd < end && CharClass.TOKEN.contains(bytes[nameEnd])) {
            nameEnd++;
        }
        int after = skipSpace(nameEnd);
        if (Text.equalsIgnoreCase(bytes, name, nameEnd, "rport")) {
            usual &= rportEnd == NONE && (after == end || bytes[after] == ';');
            rportEnd = nameEnd;
        } else if (Text.equalsIgnoreCase(bytes, name, nameEnd, "received")) {
            usual = false;
        }
        return next(after);
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < end && Text.isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    /// The next semicolon. Quotes end the search: such a value is not usual.
    private int next(int from) {
        int at = LineScanner.findSemicolon(bytes, from, end);
        if (at < end && bytes[at] == '"') {
            usual = false;
            return end;
        }
        return at;
    }
}
