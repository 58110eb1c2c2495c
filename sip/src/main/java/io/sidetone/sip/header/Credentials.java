package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import org.jspecify.annotations.Nullable;

/// The value of Authorization and Proxy-Authorization: the answer to a [Challenge].
///
/// Parameters keep the form in which they were received, quoted or not. The accessors below read those of the
/// Digest scheme, without quotes; any other scheme is kept whole as well. Immutable.
///
/// @param scheme the authentication scheme as written, usually `Digest`
/// @param token68 the one piece of data that schemes such as Basic and Bearer send in place of parameters
/// @param parameters the parameters; none if there is `token68`
@Rfc(number = 3261, section = "20.7")
@Rfc(number = 3261, section = "20.28")
@Rfc(number = 7616, section = "3.4")
public record Credentials(String scheme, @Nullable String token68, Parameters parameters) implements WireText {

    static final String DIGEST = "Digest";

    /// Reads credentials, which must be all of the text.
    public static Credentials parse(String text) throws SyntaxException {
        return parse(new TextReader(text));
    }

    /// Reads credentials up to the reader's end.
    public static Credentials parse(TextReader reader) throws SyntaxException {
        String scheme = AuthParameters.scheme(reader);
        String token68 = AuthParameters.token68(reader);
        return new Credentials(scheme, token68, token68 == null ? AuthParameters.read(reader) : Parameters.NONE);
    }

    /// Digest credentials without any parameter, to which [#with] and [#withUsername] add.
    public static Credentials digest() {
        return new Credentials(DIGEST, null, Parameters.NONE);
    }

    /// These credentials with a parameter set to a value, in quotes or not as the field wants it.
    public Credentials with(String name, String value) {
        return new Credentials(scheme, null, parameters.with(name, AuthParameters.raw(wantsToken(name), value)));
    }

    private static boolean wantsToken(String name) {
        return switch (Text.lower(name)) {
            case "algorithm", "qop", "nc", "userhash", "username*" -> true;
            default -> false;
        };
    }

    /// These credentials with the user's name: as `username`, or as `username*` if it holds control characters,
    /// which not every quoted string may.
    @Rfc(number = 7616, section = "3.4")
    public Credentials withUsername(String username) {
        for (int i = 0; i < username.length(); i++) {
            if (CharClass.CONTROL.contains(username.charAt(i))) {
                return with("username*", ExtValue.encode(username));
            }
        }
        return with("username", username);
    }

    /// Whether the scheme is Digest.
    public boolean isDigest() {
        return Text.equalsIgnoreCase(scheme, DIGEST);
    }

    /// The user's name, from `username` or `username*`; if [#userhash] holds, the hash of it. Null if there is
    /// neither, or both, or `username*` can not be decoded.
    public @Nullable String username() {
        String plain = parameters.get("username");
        String extended = parameters.get("username*");
        if (extended == null) {
            return plain;
        }
        return plain == null ? ExtValue.decode(extended) : null;
    }

    /// Whether [#username] is a hash.
    public boolean userhash() {
        String value = parameters.get("userhash");
        return value != null && Text.equalsIgnoreCase(value, "true");
    }

    /// The name of the protection space, as challenged.
    public @Nullable String realm() {
        return parameters.get("realm");
    }

    /// The server's nonce, as challenged.
    public @Nullable String nonce() {
        return parameters.get("nonce");
    }

    /// The Request-URI as the client sent it.
    public @Nullable String uri() {
        return parameters.get("uri");
    }

    /// The proof, in hexadecimal digits.
    public @Nullable String response() {
        return parameters.get("response");
    }

    /// The name of the digest algorithm; null if it is absent, which means MD5.
    public @Nullable String algorithm() {
        return parameters.get("algorithm");
    }

    /// The client's own nonce.
    public @Nullable String cnonce() {
        return parameters.get("cnonce");
    }

    /// The challenge's opaque value, handed back.
    public @Nullable String opaque() {
        return parameters.get("opaque");
    }

    /// The quality of protection that was applied; null means none, as before RFC 2617.
    public @Nullable String qop() {
        return parameters.get("qop");
    }

    /// How often the nonce was used, this time included, in hexadecimal digits as written: they are part of the
    /// proof.
    public @Nullable String nc() {
        return parameters.get("nc");
    }

    /// How often the nonce was used, this time included; -1 if `nc` is absent or not one to eight hexadecimal
    /// digits.
    public long nonceCount() {
        String digits = nc();
        if (digits == null || digits.isEmpty() || digits.length() > 8) {
            return -1;
        }
        long count = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Text.hexValue(digits.charAt(i));
            if (digit < 0) {
                return -1;
            }
            count = count << 4 | digit;
        }
        return count;
    }

    @Override
    public void writeTo(ByteWriter out) {
        AuthParameters.write(out, scheme, token68, parameters);
    }

    /// Scheme, user name and realm, for logs: the proof would let others guess the password at leisure.
    @Override
    public String toString() {
        return scheme + " username=" + username() + " realm=" + realm();
    }
}
