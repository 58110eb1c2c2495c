package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// The place of a request among those of its dialog, and its method. Immutable.
///
/// @param number 0 to 2^32 - 1
/// @param method the request's method, in a response too
@Rfc(number = 3261, section = "20.16")
public record CSeq(long number, Method method) implements WireText {

    /// The highest number that can be read. A request begins below 2^31 (RFC 3261 §8.1.1.5).
    public static final long MAX_NUMBER = 0xFFFF_FFFFL;

    /// @throws IllegalArgumentException if the number is out of range
    public CSeq {
        PlainValues.checkRange(number, MAX_NUMBER);
    }

    /// Reads a number and a method.
    public static CSeq parse(TextReader reader) throws SyntaxException {
        long number = reader.number(MAX_NUMBER);
        PlainValues.expectSpace(reader);
        return new CSeq(number, Method.parse(reader));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(number).octet(' ').value(method);
    }

    @Override
    public String toString() {
        return text();
    }
}
