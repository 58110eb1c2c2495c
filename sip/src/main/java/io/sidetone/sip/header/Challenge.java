package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of WWW-Authenticate and Proxy-Authenticate: who wants to know who is calling, and how it may be
/// told.
///
/// Parameters keep the form in which they were received, quoted or not. The accessors below read those of the
/// Digest scheme, without quotes; any other scheme is kept whole as well. Immutable.
///
/// @param scheme the authentication scheme as written, usually `Digest`
/// @param token68 the one piece of data that schemes such as Negotiate send in place of parameters
/// @param parameters the parameters; none if there is `token68`
@Rfc(number = 3261, section = "20.44")
@Rfc(number = 3261, section = "20.27")
@Rfc(number = 7616, section = "3.3")
public record Challenge(String scheme, @Nullable String token68, Parameters parameters) implements WireText {

    /// Reads a challenge, which must be all of the text.
    public static Challenge parse(String text) throws SyntaxException {
        return parse(new TextReader(text));
    }

    /// Reads a challenge up to the reader's end.
    public static Challenge parse(TextReader reader) throws SyntaxException {
        String scheme = AuthParameters.scheme(reader);
        String token68 = AuthParameters.token68(reader);
        return new Challenge(scheme, token68, token68 == null ? AuthParameters.read(reader) : Parameters.NONE);
    }

    /// A Digest challenge with these two parameters, to which [#with] adds.
    public static Challenge digest(String realm, String nonce) {
        return new Challenge(Credentials.DIGEST, null, of(realm, nonce).build());
    }

    /// A Digest challenge as servers send it.
    ///
    /// @param algorithm its name
    /// @param qops the names of the offered qualities of protection, with commas between them
    /// @param stale whether the credentials before were right and only their nonce was too old
    public static Challenge digest(String realm, String nonce, String algorithm, String qops, boolean stale) {
        Parameters.Builder parameters = of(realm, nonce)
                .add("algorithm", AuthParameters.raw(true, algorithm))
                .add("qop", Text.quote(qops));
        return new Challenge(Credentials.DIGEST, null, (stale ? parameters.add("stale", "true") : parameters).build());
    }

    private static Parameters.Builder of(String realm, String nonce) {
        return Parameters.builder().add("realm", Text.quote(realm)).add("nonce", Text.quote(nonce));
    }

    /// This challenge with a parameter set to a value, in quotes or not as the field wants it.
    public Challenge with(String name, String value) {
        return new Challenge(scheme, null, parameters.with(name, AuthParameters.raw(wantsToken(name), value)));
    }

    private static boolean wantsToken(String name) {
        return switch (Text.lower(name)) {
            case "algorithm", "stale", "charset", "userhash" -> true;
            default -> false;
        };
    }

    /// Whether the scheme is Digest.
    public boolean isDigest() {
        return Text.equalsIgnoreCase(scheme, Credentials.DIGEST);
    }

    /// The name of the protection space, as it may be shown to a user.
    public @Nullable String realm() {
        return parameters.get("realm");
    }

    /// The URIs of the protection space; empty if the parameter is absent, which means all of the server.
    public List<String> domain() {
        return split("domain");
    }

    /// The server's number used once.
    public @Nullable String nonce() {
        return parameters.get("nonce");
    }

    /// What the client hands back unread.
    public @Nullable String opaque() {
        return parameters.get("opaque");
    }

    /// Whether the credentials before were right and only their nonce was too old.
    public boolean stale() {
        return isTrue("stale");
    }

    /// The name of the digest algorithm; null if it is absent, which means MD5.
    public @Nullable String algorithm() {
        return parameters.get("algorithm");
    }

    /// The offered qualities of protection, as written; empty if there is none, as before RFC 2617.
    public List<String> qopOptions() {
        return split("qop");
    }

    /// The encoding of user names and passwords that the server asks for; it can only be UTF-8.
    public @Nullable String charset() {
        return parameters.get("charset");
    }

    /// Whether the server takes a hash in place of the user's name.
    public boolean userhash() {
        return isTrue("userhash");
    }

    private boolean isTrue(String name) {
        String value = parameters.get(name);
        return value != null && Text.equalsIgnoreCase(value, "true");
    }

    /// The pieces between commas and white space.
    private List<String> split(String name) {
        String value = parameters.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> pieces = new ArrayList<>(2);
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ',' || value.charAt(i) <= ' ') {
                if (i > from) {
                    pieces.add(value.substring(from, i));
                }
                from = i + 1;
            }
        }
        return List.copyOf(pieces);
    }

    @Override
    public void writeTo(ByteWriter out) {
        AuthParameters.write(out, scheme, token68, parameters);
    }

    @Override
    public String toString() {
        return text();
    }
}
