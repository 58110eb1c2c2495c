package io.sidetone.sip.uri;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.TextReader;

/// A URI of a scheme that the stack gives no meaning to: kept as written. Immutable.
///
/// @param scheme what stands before the first colon, in lower case
/// @param text the whole URI as written
@Rfc(number = 3986, section = "3.1")
public record OtherUri(String scheme, String text) implements Uri {

    private static final CharClass SCHEME = CharClass.ALPHANUM.or(CharClass.of("+-."));

    /// @throws IllegalArgumentException if the text is no URI of the scheme
    public OtherUri {
        if (!text.regionMatches(true, 0, scheme + ":", 0, scheme.length() + 1)
                || !Text.lower(scheme).equals(scheme)
                || !PercentEscape.URI_OCTETS.containsAll(text)) {
            throw new IllegalArgumentException("No URI of the scheme " + scheme + ": " + text);
        }
    }

    static OtherUri read(byte[] bytes, int from, int to) throws SyntaxException {
        TextReader reader = new TextReader(bytes, from, to);
        if (!CharClass.ALPHA.contains(reader.peek())) {
            throw reader.error("scheme expected");
        }
        String scheme = Text.lower(reader.takeAll(SCHEME));
        reader.expect(':');
        int rest = reader.position();
        if (reader.skip(PercentEscape.URI_OCTETS) == rest || !reader.atEnd()) {
            throw reader.error("octet that belongs into a URI expected");
        }
        return new OtherUri(scheme, reader.slice(from, to));
    }

    /// Whether both are written the same but for the case of the scheme.
    @Override
    public boolean matches(Uri other) {
        return other instanceof OtherUri that
                && that.scheme.equals(scheme)
                && that.rest().equals(rest());
    }

    @Override
    public int matchHash() {
        return 31 * scheme.hashCode() + rest().hashCode();
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    @Override
    public String toString() {
        return text;
    }

    private String rest() {
        return text.substring(scheme.length());
    }
}
