package io.sidetone.sip.uri;

import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.WireText;

/// An address in a SIP message. Immutable.
public sealed interface Uri extends WireText permits OtherUri {

    /// What stands before the first colon, in lower case.
    String scheme();

    /// Reads a URI, which must be all of the text.
    static Uri parse(String text) throws SyntaxException {
        byte[] bytes = Text.encode(text);
        return parse(bytes, 0, bytes.length);
    }

    /// Reads a URI, which must be all of the slice from `from` (included) to `to` (excluded).
    static Uri parse(byte[] bytes, int from, int to) throws SyntaxException {
        return OtherUri.read(bytes, from, to);
    }
}
