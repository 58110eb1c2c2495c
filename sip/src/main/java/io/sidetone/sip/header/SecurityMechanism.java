package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// A way to protect the first hop that one side offers: `digest;d-alg=SHA-256;q=0.2`. Immutable.
///
/// @param name for example `tls`, `digest`, `ipsec-3gpp`
/// @param parameters all of them
@Rfc(number = 3329, section = "2.2")
public record SecurityMechanism(String name, Parameters parameters) implements WireText {

    /// Reads a mechanism and its parameters.
    public static SecurityMechanism parse(TextReader reader) throws SyntaxException {
        SecurityMechanism value = new SecurityMechanism(reader.token(), Parameters.read(reader));
        ParameterNumbers.checkQ(value.parameters, reader);
        return value;
    }

    /// How much it is wanted, 0 to 1000 (thousandths); -1 if it does not say.
    public int q() {
        return ParameterNumbers.q(parameters);
    }

    /// The algorithm of Digest; null if it does not say.
    public @Nullable String digestAlgorithm() {
        return parameters.get("d-alg");
    }

    /// The quality of protection of Digest; null if it does not say.
    public @Nullable String digestQop() {
        return parameters.get("d-qop");
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
