package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// What a body is, or in Accept a range of what it may be. Immutable.
///
/// @param type for example `application`; `*` in a range
/// @param subtype for example `sdp`; `*` in a range
/// @param parameters those of the media type, and in Accept the preference
@Rfc(number = 3261, section = "20.15")
@Rfc(number = 3261, section = "20.1")
public record MediaType(String type, String subtype, Parameters parameters) implements WireText {

    /// A session description.
    public static final MediaType SDP = of("application", "sdp");

    /// A type without parameters.
    public static MediaType of(String type, String subtype) {
        return new MediaType(type, subtype, Parameters.NONE);
    }

    /// Reads a type or a range of types.
    public static MediaType parse(TextReader reader) throws SyntaxException {
        String type = reader.token();
        if (!reader.takeSeparator('/')) {
            throw reader.error("'/' expected");
        }
        MediaType value = new MediaType(type, reader.token(), Parameters.read(reader));
        ParameterNumbers.checkQ(value.parameters, reader);
        return value;
    }

    /// Moves past a type without parameters.
    static boolean passes(TextReader reader) throws SyntaxException {
        reader.skipToken();
        return reader.takeSeparator('/') && reader.skipToken() > 0;
    }

    /// Whether this is a type, in any case and with any parameters.
    public boolean is(String otherType, String otherSubtype) {
        return Text.equalsIgnoreCase(type, otherType) && Text.equalsIgnoreCase(subtype, otherSubtype);
    }

    /// Whether this range takes a type. Parameters do not count.
    public boolean includes(MediaType other) {
        return (type.equals("*") || Text.equalsIgnoreCase(type, other.type))
                && (subtype.equals("*") || Text.equalsIgnoreCase(subtype, other.subtype));
    }

    /// How much a range is wanted, 0 to 1000 (thousandths); 1000 if it does not say.
    public int q() {
        int q = ParameterNumbers.q(parameters);
        return q < 0 ? 1000 : q;
    }

    /// What separates the parts of a multipart body; null if there is none.
    public @Nullable String boundary() {
        return parameters.get("boundary");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(type).octet('/').text(subtype);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
