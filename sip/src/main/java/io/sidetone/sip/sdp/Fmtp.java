package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import org.jspecify.annotations.Nullable;

/// What a format needs to be told: `a=fmtp`. Immutable.
///
/// @param format as on the `m=` line, a payload type number if the media are RTP
/// @param parameterText what follows it, as written
@Rfc(number = 8866, section = "6.15")
public record Fmtp(String format, String parameterText) implements AttributeValue {

    static final String NAME = "fmtp";

    private static final CharClass SEPARATOR = CharClass.of("; ");
    private static final CharClass PARAMETER = SdpText.FIELD.or(CharClass.WSP).without(CharClass.of(";"));
    private static final CharClass PARAMETER_NAME = PARAMETER.without(CharClass.of("="));

    /// @throws IllegalArgumentException if the format can not stand as a field of a line
    public Fmtp {
        SdpText.requireField(format, "format");
    }

    /// Reads the value of an `fmtp` attribute.
    public static Fmtp parse(String text) throws SyntaxException {
        return SdpText.parse(text, Fmtp::read);
    }

    static Fmtp read(TextReader reader) throws SyntaxException {
        String format = SdpText.field(reader, "format");
        String text = SdpText.atField(reader) ? reader.slice(reader.position(), reader.end()) : "";
        reader.position(reader.end());
        return new Fmtp(format, text);
    }

    /// The parts between semicolons: `name=value`, or a name alone. Names are compared without their case.
    public Parameters parameters() {
        Parameters.Builder parameters = Parameters.builder();
        TextReader reader = new TextReader(parameterText);
        while (reader.skip(SEPARATOR) < reader.end()) {
            String name = reader.takeAll(PARAMETER_NAME).strip();
            String value = reader.take('=') ? reader.takeAll(PARAMETER).strip() : null;
            if (!name.isEmpty() || value != null) {
                parameters.add(name, value);
            } else {
                // A control character belongs to nothing; without this step the cursor would stand still.
                reader.position(reader.position() + 1);
            }
        }
        return parameters.build();
    }

    /// The value of the first parameter of this name; null if it is absent or has none.
    public @Nullable String parameter(String name) {
        return parameters().raw(name);
    }

    @Override
    public String attributeName() {
        return NAME;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(format);
        if (!parameterText.isEmpty()) {
            out.octet(' ').text(parameterText);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
