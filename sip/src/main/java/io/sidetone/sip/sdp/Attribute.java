package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// What an `a=` line says: a name, and a value unless the name alone says it. Immutable.
///
/// @param name with its case, without a colon
/// @param value what follows the colon; null if there is no colon
@Rfc(number = 8866, section = "5.13")
public record Attribute(String name, @Nullable String value) implements WireText {

    /// @throws IllegalArgumentException if the name holds a colon
    public Attribute {
        if (name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("Colon in the name of an attribute: " + name);
        }
    }

    /// An attribute that is there or not, such as `rtcp-mux`.
    public static Attribute property(String name) {
        return new Attribute(name, null);
    }

    static Attribute of(SdpLine line) {
        String text = line.value();
        int colon = text.indexOf(':');
        return colon < 0
                ? new Attribute(text, null)
                : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }

    SdpLine line() {
        return SdpLine.of('a', text());
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(name);
        if (value != null) {
            out.octet(':').text(value);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
