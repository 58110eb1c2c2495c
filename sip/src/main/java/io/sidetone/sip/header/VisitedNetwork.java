package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// A network that a device visits. Immutable.
///
/// @param raw its name as written, a token or a quoted string
/// @param parameters all of them
@Rfc(number = 7315, section = "5.3")
public record VisitedNetwork(String raw, Parameters parameters) implements WireText {

    /// Reads a name and parameters.
    public static VisitedNetwork parse(TextReader reader) throws SyntaxException {
        String raw = reader.peek() == '"' ? reader.quotedRaw() : reader.token();
        return new VisitedNetwork(raw, Parameters.read(reader));
    }

    /// Its name, without quotes.
    public String name() {
        return Text.unquote(raw);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(raw);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
