package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// What a body is for. Immutable.
///
/// @param type for example `session` or `render`
/// @param parameters all of them
@Rfc(number = 3261, section = "20.11")
public record ContentDisposition(String type, Parameters parameters) implements WireText {

    /// Reads a token and its parameters.
    public static ContentDisposition parse(TextReader reader) throws SyntaxException {
        return new ContentDisposition(reader.token(), Parameters.read(reader));
    }

    /// Whether this is the purpose, in any case.
    public boolean is(String otherType) {
        return Text.equalsIgnoreCase(type, otherType);
    }

    /// Whether a receiver that does not understand the body must refuse the message.
    public boolean isRequired() {
        String handling = parameters.get("handling");
        // §20.11: what says nothing is required.
        return handling == null || !Text.equalsIgnoreCase(handling, "optional");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(type);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
