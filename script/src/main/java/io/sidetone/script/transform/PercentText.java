package io.sidetone.script.transform;

import io.sidetone.script.value.Octets;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Text in which `%` and two hexadecimal digits stand for an octet. Thread-safe: keeps nothing.
final class PercentText {

    /// RFC 3261 §25.1, mark: characters that stand for themselves everywhere, beside letters and digits.
    static final String MARKS = "-_.!~*'()";

    private PercentText() {}

    /// A text with all octets escaped that are no letters, digits or `plain` characters.
    static String escaped(String text, String plain, boolean upper) {
        StringBuilder out = new StringBuilder();
        for (byte octet : Octets.of(text)) {
            int c = octet & 0xFF;
            if (c < 128 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                out.append('%').append(digit(c >> 4, upper)).append(digit(c & 15, upper));
            }
        }
        return out.toString();
    }

    private static char digit(int value, boolean upper) {
        char digit = Character.forDigit(value, 16);
        return upper ? Character.toUpperCase(digit) : digit;
    }

    /// The contrary; null if a `%` has no digits behind it or stands for a control character.
    static @Nullable String unescapedOrNull(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] octets = Octets.of(text);
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] == '%' ? escape(octets, i) : octets[i] & 0xFF;
            if (octets[i] == '%') {
                if (octet < ' ' || octet == 0x7F) {
                    return null;
                }
                i += 2;
            }
            out.write(octet);
        }
        return Octets.text(out.toByteArray());
    }

    /// The contrary; what is no escape stays.
    ///
    /// @param plus whether `+` stands for a space
    static String unescaped(String text, boolean plus) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] octets = Octets.of(text);
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] == '%' ? escape(octets, i) : -1;
            if (octet >= 0) {
                out.write(octet);
                i += 2;
            } else {
                out.write(plus && octets[i] == '+' ? ' ' : octets[i]);
            }
        }
        return Octets.text(out.toByteArray());
    }

    /// The octet that an escape stands for, -1 if it is none.
    private static int escape(byte[] octets, int at) {
        if (at + 2 >= octets.length) {
            return -1;
        }
        int high = Character.digit(octets[at + 1], 16);
        int low = Character.digit(octets[at + 2], 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
