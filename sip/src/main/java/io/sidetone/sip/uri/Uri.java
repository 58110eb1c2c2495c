package io.sidetone.sip.uri;

import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.text.WireText;

/// An address in a SIP message. Immutable.
///
/// Equal are two URIs that are written the same, octet by octet. Whether they mean the same is asked with
/// [#matches].
public sealed interface Uri extends WireText permits SipUri, TelUri, UrnUri, OtherUri {

    /// What stands before the first colon, in lower case.
    String scheme();

    /// Whether both mean the same by the comparison rules of their scheme.
    ///
    /// Symmetric and reflexive, but not transitive for `sip:` URIs, where a parameter that one of two lacks may
    /// not count.
    boolean matches(Uri other);

    /// A hash that is the same for any two URIs that match each other.
    int matchHash();

    /// Reads a URI, which must be all of the text.
    static Uri parse(String text) throws SyntaxException {
        byte[] bytes = Text.encode(text);
        return parse(bytes, 0, bytes.length);
    }

    /// Reads a URI, which must be all of the slice from `from` (included) to `to` (excluded).
    ///
    /// @throws SyntaxException with an offset from the start of the array
    static Uri parse(byte[] bytes, int from, int to) throws SyntaxException {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (colon == to) {
            throw new SyntaxException("scheme and colon expected", from);
        }
        if (Text.equalsIgnoreCase(bytes, from, colon, SipUri.SIP)) {
            return SipUri.read(bytes, from, to, false);
        }
        if (Text.equalsIgnoreCase(bytes, from, colon, SipUri.SIPS)) {
            return SipUri.read(bytes, from, to, true);
        }
        if (Text.equalsIgnoreCase(bytes, from, colon, TelUri.TEL)) {
            return TelUri.read(bytes, from, to);
        }
        if (Text.equalsIgnoreCase(bytes, from, colon, UrnUri.URN)) {
            return UrnUri.read(bytes, from, to);
        }
        return OtherUri.read(bytes, from, to);
    }
}
