package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// Whether a call waits for somebody to pick up or is answered at once. Immutable.
///
/// @param mode `Manual`, `Auto` or an extension
/// @param parameters all of them
@Rfc(number = 5373)
public record AnswerMode(String mode, Parameters parameters) implements WireText {

    /// Reads a mode and parameters.
    public static AnswerMode parse(TextReader reader) throws SyntaxException {
        return new AnswerMode(reader.token(), Parameters.read(reader));
    }

    /// Whether the call is to be answered at once.
    public boolean isAutomatic() {
        return Text.equalsIgnoreCase(mode, "Auto");
    }

    /// Whether the call is to be refused if it can not be answered in this mode.
    public boolean isRequired() {
        return parameters.contains("require");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(mode);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
