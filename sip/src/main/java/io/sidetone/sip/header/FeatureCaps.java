package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// What a server on the way can do: `*;+g.3gpp.srvcc`. Immutable.
///
/// @param parameters one for each capability, with its plus sign
@Rfc(number = 6809)
public record FeatureCaps(Parameters parameters) implements WireText {

    /// Reads a `*` and the capabilities.
    public static FeatureCaps parse(TextReader reader) throws SyntaxException {
        reader.expect('*');
        return new FeatureCaps(Parameters.read(reader));
    }

    /// Whether a capability is listed; its name begins with a plus sign.
    public boolean contains(String name) {
        return parameters.contains(name);
    }

    /// The value of a capability without quotes; null if it has none or is not listed.
    public @Nullable String value(String name) {
        return parameters.get(name);
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.octet('*');
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
