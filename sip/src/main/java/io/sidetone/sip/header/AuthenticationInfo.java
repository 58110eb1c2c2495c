package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// The value of Authentication-Info and Proxy-Authentication-Info: what a server tells after it has accepted
/// [Credentials], such as its own proof and the next nonce.
///
/// Parameters keep the form in which they were received, quoted or not. Immutable.
///
/// @param parameters the parameters; there may be none
@Rfc(number = 3261, section = "20.6")
@Rfc(number = 7615, section = "3")
@Rfc(number = 7615, section = "4")
@Rfc(number = 7616, section = "3.5")
public record AuthenticationInfo(Parameters parameters) implements WireText {

    /// No parameter yet; [#with] adds.
    public static final AuthenticationInfo NONE = new AuthenticationInfo(Parameters.NONE);

    /// Reads a value, which must be all of the text.
    public static AuthenticationInfo parse(String text) throws SyntaxException {
        return parse(new TextReader(text));
    }

    /// Reads a value up to the reader's end.
    public static AuthenticationInfo parse(TextReader reader) throws SyntaxException {
        return new AuthenticationInfo(AuthParameters.read(reader));
    }

    /// This value with a parameter set, in quotes or not as the field wants it.
    public AuthenticationInfo with(String name, String value) {
        boolean wantsToken = Text.equalsIgnoreCase(name, "qop") || Text.equalsIgnoreCase(name, "nc");
        return new AuthenticationInfo(parameters.with(name, AuthParameters.raw(wantsToken, value)));
    }

    /// The nonce that the client should use from now on.
    public @Nullable String nextnonce() {
        return parameters.get("nextnonce");
    }

    /// The quality of protection of this response.
    public @Nullable String qop() {
        return parameters.get("qop");
    }

    /// The server's proof that it knows the secret, in hexadecimal digits.
    public @Nullable String rspauth() {
        return parameters.get("rspauth");
    }

    /// The client's nonce, as in the credentials.
    public @Nullable String cnonce() {
        return parameters.get("cnonce");
    }

    /// The nonce count, as in the credentials.
    public @Nullable String nc() {
        return parameters.get("nc");
    }

    @Override
    public void writeTo(ByteWriter out) {
        AuthParameters.write(out, parameters);
    }

    @Override
    public String toString() {
        return text();
    }
}
