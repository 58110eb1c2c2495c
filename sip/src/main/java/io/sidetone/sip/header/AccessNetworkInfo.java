package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;

/// How a device is connected, and where: `3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=234151D0FCE11`. Immutable.
///
/// @param accessType the technology
/// @param parameters what is known of the place
@Rfc(number = 7315, section = "5.4")
public record AccessNetworkInfo(String accessType, Parameters parameters) implements WireText {

    /// Reads a type and parameters.
    public static AccessNetworkInfo parse(TextReader reader) throws SyntaxException {
        return new AccessNetworkInfo(reader.token(), Parameters.read(reader));
    }

    /// Whether the network says so, not the device.
    public boolean isNetworkProvided() {
        return parameters.contains("np") || parameters.contains("network-provided");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(accessType);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
