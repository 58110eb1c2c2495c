package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// What an INFO is about (Info-Package), or may be about (Recv-Info). Immutable.
///
/// @param name the package
/// @param parameters all of them
@Rfc(number = 6086)
public record InfoPackage(String name, Parameters parameters) implements WireText {

    /// Reads a name and parameters.
    public static InfoPackage parse(TextReader reader) throws SyntaxException {
        return new InfoPackage(reader.token(), Parameters.read(reader));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(name);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
