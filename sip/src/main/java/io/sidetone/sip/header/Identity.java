package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.WireText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody's signature that the caller may use the number or address in From. Immutable.
///
/// @param signature a signed token, in full or compact form (`..` and the signature)
/// @param parameters all of them, `info` among them; its value is kept with its angle brackets
@Rfc(number = 8224, section = "4")
public record Identity(String signature, Parameters parameters) implements WireText {

    private static final String INFO = "info";

    // §4 allows base64 and dots; signed tokens are base64url in truth, with `-` and `_`.
    private static final CharClass SIGNATURE = CharClass.ALPHANUM.or(CharClass.of("+/-_=."));

    private static final CharClass URI = CharClass.range('!', '~').without(CharClass.of("<>\""));

    /// @throws IllegalArgumentException if `info` is missing or has no angle brackets
    public Identity {
        if (!hasInfo(parameters)) {
            throw new IllegalArgumentException("No info in angle brackets: " + parameters);
        }
    }

    /// Reads a signature and parameters, among which `info` must stand.
    public static Identity parse(TextReader reader) throws SyntaxException {
        String signature = reader.takeSome(SIGNATURE, "signature");
        Parameters.Builder parameters = Parameters.builder();
        while (reader.takeSeparator(';')) {
            int from = reader.position();
            String name = reader.token();
            if (reader.takeSeparator('=') && reader.peek() == '<') {
                parameters.add(name, bracketed(reader));
            } else {
                reader.position(from);
                Parameters.readOne(reader, parameters);
            }
        }
        Parameters all = parameters.build();
        if (!hasInfo(all)) {
            throw reader.error("info in angle brackets expected");
        }
        return new Identity(signature, all);
    }

    private static boolean hasInfo(Parameters parameters) {
        String info = parameters.raw(INFO);
        return info != null && info.length() > 2 && info.startsWith("<") && info.endsWith(">");
    }

    private static String bracketed(TextReader reader) throws SyntaxException {
        int from = reader.position();
        reader.expect('<');
        reader.skip(URI);
        reader.expect('>');
        return reader.slice(from, reader.position());
    }

    /// Where the certificate is, without angle brackets.
    public String info() {
        String info = Objects.requireNonNull(parameters.raw(INFO));
        return info.substring(1, info.length() - 1);
    }

    /// The algorithm of the signature; `ES256` if it does not say.
    public String algorithm() {
        String algorithm = parameters.get("alg");
        return algorithm == null ? "ES256" : algorithm;
    }

    /// What more than the identity is signed, for example `shaken`; null if it does not say.
    public @Nullable String passportType() {
        return parameters.get("ppt");
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(signature);
        parameters.writeTo(out, ';');
    }

    @Override
    public String toString() {
        return text();
    }
}
