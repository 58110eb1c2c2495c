package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// When a client sent a request by its own clock, and how long the server kept it. Immutable.
///
/// Both are decimal numbers of seconds and kept as written, since a server echoes the first one.
///
/// @param value the client's time
/// @param delay the server's delay, if it names one
@Rfc(number = 3261, section = "20.38")
public record Timestamp(String value, @Nullable String delay) implements WireText {

    /// Reads one number or two.
    public static Timestamp parse(TextReader reader) throws SyntaxException {
        String value = decimal(reader);
        int end = reader.position();
        reader.skipSpace();
        if (reader.atEnd()) {
            return new Timestamp(value, null);
        }
        if (reader.position() == end) {
            throw reader.error("white space expected");
        }
        return new Timestamp(value, decimal(reader));
    }

    private static String decimal(TextReader reader) throws SyntaxException {
        int from = reader.position();
        int point = reader.skip(CharClass.DIGIT);
        int digits = point - from;
        if (reader.take('.')) {
            digits += reader.skip(CharClass.DIGIT) - point - 1;
        }
        if (digits == 0) {
            throw new SyntaxException("number of seconds expected", from);
        }
        return reader.slice(from, reader.position());
    }

    /// The same with the server's delay, for the response.
    public Timestamp withDelay(String seconds) {
        return new Timestamp(value, seconds);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(value);
        if (delay != null) {
            out.octet(' ').text(delay);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
