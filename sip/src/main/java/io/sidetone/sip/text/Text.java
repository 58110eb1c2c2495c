package io.sidetone.sip.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidetone.sip.base.Rfc;
import java.util.Arrays;

/// Decoding, comparing and quoting of text as SIP does it. Thread-safe: only functions.
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /// Decodes UTF-8; what is no UTF-8 at all is read as ISO 8859-1, as older phones send names.
    @Rfc(number = 3261, section = "25.1")
    public static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isEncodingOf(text, bytes, from, to)) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        return text;
    }

    /// Tells a replacement character that was sent from one that stands for octets which are no UTF-8.
    private static boolean isEncodingOf(String text, byte[] bytes, int from, int to) {
        byte[] encoded = encode(text);
        return Arrays.equals(encoded, 0, encoded.length, bytes, from, to);
    }

    /// Encodes to UTF-8, the only encoding of SIP text.
    public static byte[] encode(String text) {
        return text.getBytes(UTF_8);
    }

    /// Whether an octet is white space as values are set apart by it: space, tab, or a part of a line fold.
    public static boolean isSpace(byte octet) {
        // One comparison settles nearly every octet.
        return octet <= ' ' && (octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n');
    }

    /// Lower case for an ASCII letter, any other octet as it is.
    public static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }

    /// Lower case by the ASCII letters only: SIP's tokens know no other alphabet and no locale.
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        StringBuilder lower = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            lower.append((char) lower(text.charAt(i)));
        }
        return lower.toString();
    }

    /// Whether two texts are the same but for the case of ASCII letters.
    public static boolean equalsIgnoreCase(String a, String b) {
        // Names are looked for among others, most of which are longer or shorter.
        if (a.length() != b.length()) {
            return false;
        }
        if (a.equals(b)) {
            return true;
        }
        for (int i = 0; i < a.length(); i++) {
            if (lower(a.charAt(i)) != lower(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a slice of bytes spells an ASCII text, in any case.
    public static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (lower(bytes[from + i]) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// A hash that agrees with [#equalsIgnoreCase(String, String)].
    public static int hashIgnoreCase(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + lower(text.charAt(i));
        }
        return hash;
    }

    /// The value of a hexadecimal digit, or -1 for any other octet.
    public static int hexValue(int octet) {
        return octet < 0 || octet > 127 ? -1 : Character.digit(octet, 16);
    }

    /// Puts a text into double quotes and escapes what may not stand between them.
    @Rfc(number = 3261, section = "25.1")
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                // A line break can not be escaped: as a space it ends neither the field nor the message.
                quoted.append(' ');
                continue;
            }
            if (c == '"' || c == '\\' || (c != '\t' && CharClass.CONTROL.contains(c))) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /// Undoes [#quote]; text that does not begin and end with a double quote comes back as it is.
    @Rfc(number = 3261, section = "25.1")
    public static String unquote(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(0) != '"' || text.charAt(end) != '"') {
            return text;
        }
        if (text.indexOf('\\') < 0) {
            return text.substring(1, end);
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < end) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /// Makes one line of a folded text: each line break becomes a space, with the white space around it.
    @Rfc(number = 3261, section = "7.3.1")
    public static String unfold(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int run = i;
            boolean broken = false;
            while (run < text.length() && " \t\r\n".indexOf(text.charAt(run)) >= 0) {
                broken |= text.charAt(run) < ' ' && text.charAt(run) != '\t';
                run++;
            }
            if (broken) {
                line.append(' ');
            } else {
                line.append(text, i, run);
            }
            if (run < text.length()) {
                line.append(text.charAt(run++));
            }
            i = run;
        }
        return line.toString();
    }
}
