package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// An encoding or a language, and how much it is wanted. Immutable.
///
/// @param name a token; `*` stands for all that are not listed
/// @param parameters the preference, if it is given
@Rfc(number = 3261, section = "20.2")
@Rfc(number = 3261, section = "20.3")
public record Preference(String name, Parameters parameters) implements WireText {

    /// Reads a token and its parameters.
    public static Preference parse(TextReader reader) throws SyntaxException {
        Preference value = new Preference(reader.token(), Parameters.read(reader));
        ParameterNumbers.checkQ(value.parameters, reader);
        return value;
    }

    /// How much it is wanted, 0 to 1000 (thousandths); 1000 if it does not say.
    public int q() {
        int q = ParameterNumbers.q(parameters);
        return q < 0 ? 1000 : q;
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
