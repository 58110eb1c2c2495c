package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// A piece of data that one user agent hands to another. Immutable.
///
/// @param raw the data as written, a token or a quoted string
/// @param parameters all of them
@Rfc(number = 7433, section = "4.1")
public record UserToUser(String raw, Parameters parameters) implements WireText {

    /// Reads data and parameters.
    public static UserToUser parse(TextReader reader) throws SyntaxException {
        String raw = reader.peek() == '"' ? reader.quotedRaw() : reader.token();
        return new UserToUser(raw, Parameters.read(reader));
    }

    /// The data without quotes, in its encoding.
    public String data() {
        return Text.unquote(raw);
    }

    /// How the data is written; `hex` if it does not say.
    public String encoding() {
        String encoding = parameters.get("encoding");
        return encoding == null ? "hex" : encoding;
    }

    /// What the data is for; null if it does not say.
    public @Nullable String purpose() {
        return parameters.get("purpose");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(raw);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
