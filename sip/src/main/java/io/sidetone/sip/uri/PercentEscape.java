package io.sidetone.sip.uri;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;

/// Escaping of octets as `%HH` in the components of URIs. Thread-safe: only functions.
@Rfc(number = 3261, section = "19.1.2")
public final class PercentEscape {

    /// What a user part may hold unescaped.
    public static final CharClass USER = CharClass.UNRESERVED.or(CharClass.of("&=+$,;?/"));

    /// What a password may hold unescaped.
    public static final CharClass PASSWORD = CharClass.UNRESERVED.or(CharClass.of("&=+$,"));

    /// What the name or value of a URI parameter may hold unescaped.
    public static final CharClass PARAMETER = CharClass.UNRESERVED.or(CharClass.of("[]/:&+$"));

    /// What the name or value of a URI's header may hold unescaped.
    public static final CharClass HEADER = CharClass.UNRESERVED.or(CharClass.of("[]/?:+$"));

    // DEVIATION: RFC 3261 §25.1 allows fewer octets unescaped. Phones dial '#' and send names in UTF-8 as they are, so
    // everything is taken that can not end the URI or the field around it.
    static final CharClass URI_OCTETS =
            CharClass.range('!', '~').without(CharClass.of("<>\"")).withNonAscii();

    private static final CharClass VISIBLE_ASCII = CharClass.range('!', '~');

    /// Octets that mean something else when they are escaped; and `%`, so that nothing is unescaped twice.
    private static final CharClass DISTINCT_WHEN_ESCAPED = CharClass.of(";/?:@&=+$,%");

    private PercentEscape() {}

    /// Escapes every octet of the text that is not in the set.
    public static String escape(String plain, CharClass unescaped) {
        if (!unescaped.nonAscii() && unescaped.containsAll(plain)) {
            return plain;
        }
        byte[] octets = Text.encode(plain);
        ByteWriter out = new ByteWriter(octets.length * 3);
        for (byte octet : octets) {
            if (unescaped.contains(octet)) {
                out.octet(octet);
            } else {
                escape(octet, out);
            }
        }
        return out.toString();
    }

    /// Undoes every `%HH`, once: what comes out of an escape is not looked at again.
    ///
    /// A `%` without two hexadecimal digits stays. The text may hold any character afterwards, NUL included.
    public static String unescape(String escaped) {
        if (escaped.indexOf('%') < 0) {
            return escaped;
        }
        byte[] octets = Text.encode(escaped);
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            int value = escapedOctet(octets, i, octets.length);
            octets[length++] = value < 0 ? octets[i] : (byte) value;
            i += value < 0 ? 0 : 2;
        }
        return Text.decode(octets, 0, length);
    }

    /// The text without the escapes of octets that mean the same unescaped wherever they stand.
    static String withoutNeedlessEscapes(String component) {
        if (component.indexOf('%') < 0) {
            return component;
        }
        byte[] octets = Text.encode(component);
        ByteWriter out = new ByteWriter(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int value = escapedOctet(octets, i, octets.length);
            boolean needless = value >= 0 && CharClass.UNRESERVED.contains(value);
            out.octet(needless ? value : octets[i]);
            i += needless ? 2 : 0;
        }
        return out.toString();
    }

    /// A form that is the same for two components that differ only in what they escape without need.
    ///
    /// Reserved octets stay as they are, escaped or not. For comparing only: one character for each octet.
    @Rfc(number = 3261, section = "19.1.4")
    static String comparable(String component) {
        if (component.indexOf('%') < 0 && VISIBLE_ASCII.containsAll(component)) {
            return component;
        }
        byte[] octets = Text.encode(component);
        ByteWriter out = new ByteWriter(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int value = escapedOctet(octets, i, octets.length);
            if (value < 0) {
                out.octet(octets[i]);
                continue;
            }
            if (DISTINCT_WHEN_ESCAPED.contains(value)) {
                escape((byte) value, out);
            } else {
                out.octet(value);
            }
            i += 2;
        }
        return new String(out.toByteArray(), ISO_8859_1);
    }

    /// Fails unless an escape is complete; `at` is where its `%` stands.
    static void check(byte[] octets, int at, int end) throws SyntaxException {
        if (escapedOctet(octets, at, end) < 0) {
            throw new SyntaxException("two hexadecimal digits expected after '%'", at);
        }
    }

    private static int escapedOctet(byte[] octets, int at, int end) {
        if (octets[at] != '%' || at + 2 >= end) {
            return -1;
        }
        int high = Text.hexValue(octets[at + 1]);
        int low = Text.hexValue(octets[at + 2]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static void escape(byte octet, ByteWriter out) {
        out.octet('%').octet(hexDigit(octet >> 4 & 0xF)).octet(hexDigit(octet & 0xF));
    }

    private static int hexDigit(int value) {
        return value < 10 ? '0' + value : 'A' - 10 + value;
    }
}
