package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// The version of MIME that a body was made by; 1.0 is the only one. Immutable.
///
/// @param major the number before the dot
/// @param minor the number behind it
@Rfc(number = 3261, section = "20.24")
public record MimeVersion(int major, int minor) implements WireText {

    /// Reads two numbers with a dot between them.
    public static MimeVersion parse(TextReader reader) throws SyntaxException {
        int major = (int) reader.number(Integer.MAX_VALUE);
        reader.expect('.');
        return new MimeVersion(major, (int) reader.number(Integer.MAX_VALUE));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.number(major).octet('.').number(minor);
    }

    @Override
    public String toString() {
        return text();
    }
}
