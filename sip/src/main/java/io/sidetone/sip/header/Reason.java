package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// Why a request was sent, in the terms of some protocol: `Q.850;cause=16;text="Terminated"`. Immutable.
///
/// @param protocol for example `SIP` or `Q.850`
/// @param parameters all of them
@Rfc(number = 3326, section = "2")
public record Reason(String protocol, Parameters parameters) implements WireText {

    /// A reason of a protocol, with the text for people if it is not null.
    public static Reason of(String protocol, int cause, @Nullable String text) {
        Parameters parameters = Parameters.of("cause", Integer.toString(cause));
        return new Reason(protocol, text == null ? parameters : parameters.with("text", Text.quote(text)));
    }

    /// Reads a protocol and its parameters.
    public static Reason parse(TextReader reader) throws SyntaxException {
        Reason value = new Reason(reader.token(), Parameters.read(reader));
        ParameterNumbers.check(value.parameters, "cause", Integer.MAX_VALUE, reader);
        return value;
    }

    /// Whether it speaks of this protocol, in any case.
    public boolean isProtocol(String name) {
        return Text.equalsIgnoreCase(protocol, name);
    }

    /// The protocol's code; -1 if there is none.
    public int cause() {
        return (int) ParameterNumbers.getOrAbsent(parameters, "cause", Integer.MAX_VALUE);
    }

    /// The text for people, without quotes; null if there is none.
    public @Nullable String explanation() {
        return parameters.get("text");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(protocol);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
