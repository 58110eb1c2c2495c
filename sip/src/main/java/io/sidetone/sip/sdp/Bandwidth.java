package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// How much a session or one of its media may send: the `b=` line. Immutable.
///
/// @param type `CT`, `AS`, `TIAS` and others
/// @param value 0 or more, in the type's own unit: kilobits per second for `CT` and `AS`
@Rfc(number = 8866, section = "5.8")
public record Bandwidth(String type, long value) implements WireText {

    /// @throws IllegalArgumentException if the type is no token or the value negative
    public Bandwidth {
        if (type.isEmpty() || !CharClass.TOKEN.containsAll(type)) {
            throw new IllegalArgumentException("No bandwidth type: '" + type + "'");
        }
        SdpText.requireNumber(value, 0, Long.MAX_VALUE, "Bandwidth");
    }

    /// Reads the value of a `b=` line.
    public static Bandwidth parse(String text) throws SyntaxException {
        return SdpText.parse(text, Bandwidth::read);
    }

    static Bandwidth read(TextReader reader) throws SyntaxException {
        String type = reader.token();
        reader.expect(':');
        return new Bandwidth(type, SdpText.number(reader, Long.MAX_VALUE));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(type).octet(':').number(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
