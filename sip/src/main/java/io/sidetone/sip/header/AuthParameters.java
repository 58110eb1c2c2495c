package io.sidetone.sip.header;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;
import io.sidetone.sip.text.TokenTable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads and writes the comma-separated `name=value` pairs of the authentication header fields. Thread-safe: only
/// functions.
@Rfc(number = 3261, section = "25.1")
final class AuthParameters {

    /// How many parameters a value may have; the schemes in use have about a dozen.
    static final int MAX_PARAMETERS = 64;

    // DEVIATION: §25.1 has only tokens without quotes, but peers leave out the quotes of URIs and nonces.
    private static final CharClass UNQUOTED = CharClass.range('!', '~').without(CharClass.of("\","));

    private static final CharClass TOKEN68 = CharClass.ALPHANUM.or(CharClass.of("-._~+/"));

    private static final CharClass PADDING = CharClass.of("=");

    private static final CharClass SPACE_OR_COMMA = CharClass.of(" \t\r\n,");

    /// Names that are read without making new strings.
    private static final TokenTable<String> USUAL_NAMES = new TokenTable<>(
            List.of("username", "realm", "nonce", "uri", "response", "algorithm", "cnonce", "opaque", "qop", "nc"),
            Function.identity());

    private AuthParameters() {}

    /// Reads the scheme and the white space behind it.
    static String scheme(TextReader reader) throws SyntaxException {
        String scheme = reader.token();
        int behind = reader.position();
        if (!reader.atEnd() && reader.skip(SPACE_OR_COMMA) == behind) {
            throw reader.error("white space expected");
        }
        return scheme;
    }

    /// Reads pairs up to the end. Empty list elements are passed over.
    static Parameters read(TextReader reader) throws SyntaxException {
        Parameters.Builder parameters = Parameters.builder();
        int count = 0;
        reader.skip(SPACE_OR_COMMA);
        while (!reader.atEnd()) {
            // Looking for doubles takes time by the square of their number.
            if (++count > MAX_PARAMETERS) {
                throw reader.error("over " + MAX_PARAMETERS + " parameters");
            }
            String name = reader.token(USUAL_NAMES);
            if (!reader.takeSeparator('=')) {
                throw reader.error("'=' expected");
            }
            parameters.add(name, value(reader));
            int behind = reader.position();
            reader.skipSpace();
            if (!reader.atEnd() && reader.peek() != ',') {
                reader.position(behind);
                throw reader.error("',' expected");
            }
            reader.skip(SPACE_OR_COMMA);
        }
        return parameters.build();
    }

    private static String value(TextReader reader) throws SyntaxException {
        if (reader.peek() == '"') {
            return reader.quotedRaw();
        }
        if (reader.peek() == '=') {
            // Written behind the name it would read as the padding of a token68.
            throw reader.error("value expected");
        }
        return reader.takeSome(UNQUOTED, "value");
    }

    /// Reads the single piece of data that schemes such as Basic and Bearer carry; null, with the cursor unmoved,
    /// if the rest of the text is something else.
    @Rfc(number = 7235, section = "2.1")
    static @Nullable String token68(TextReader reader) {
        int from = reader.position();
        if (reader.skip(TOKEN68) > from) {
            int to = reader.skip(PADDING);
            reader.skipSpace();
            if (reader.atEnd()) {
                return reader.slice(from, to);
            }
        }
        reader.position(from);
        return null;
    }

    /// Appends the scheme and what belongs to it.
    static void write(ByteWriter out, String scheme, @Nullable String token68, Parameters parameters) {
        out.text(scheme);
        if (token68 != null) {
            out.octet(' ').text(token68);
        } else if (!parameters.isEmpty()) {
            out.octet(' ');
            write(out, parameters);
        }
    }

    /// Appends the pairs as they are kept, with a comma and a space between them.
    static void write(ByteWriter out, Parameters parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (i > 0) {
                out.text(", ");
            }
            out.text(parameters.name(i));
            String value = parameters.rawValue(i);
            if (value != null) {
                out.octet('=').text(value);
            }
        }
    }

    /// A value as it goes into the parameters: as it is where the field wants a token and it is one, else in
    /// quotes.
    static String raw(boolean wantsToken, String value) {
        return wantsToken && !value.isEmpty() && CharClass.TOKEN.containsAll(value) ? value : Text.quote(value);
    }
}
