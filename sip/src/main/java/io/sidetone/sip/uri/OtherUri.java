package io.sidetone.sip.uri;

import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;

/// A URI of a scheme that the stack gives no meaning to: kept as written. Immutable.
///
/// @param scheme what stands before the first colon, in lower case
/// @param text the whole URI as written
public record OtherUri(String scheme, String text) implements Uri {

    static OtherUri read(byte[] bytes, int from, int to) throws SyntaxException {
        TextReader reader = new TextReader(bytes, from, to);
        String scheme = reader.takeSome(CharClass.ALPHANUM, "scheme");
        reader.expect(':');
        return new OtherUri(scheme, reader.slice(from, to));
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.text(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
