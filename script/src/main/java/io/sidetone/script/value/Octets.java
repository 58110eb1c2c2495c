package io.sidetone.script.value;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text as octets and octets as text, without loss: what is UTF-8 becomes its characters, and an octet that is
/// not becomes one character from U+DC80 to U+DCFF, which no text has by itself. So digests and encodings see the
/// octets that came, and binary addresses live in strings. Thread-safe: keeps nothing.
public final class Octets {

    /// Octet 0x80 as a character; those above follow.
    private static final int STRAY = 0xDC00;

    private Octets() {}

    /// The octets of a text: UTF-8, stray ones as they came.
    public static byte[] of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (stray(text, i)) {
                return mixed(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The text of octets.
    public static String text(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : decoded(octets);
    }

    /// A text whose stray octets are the characters that they are in ISO 8859-1: what header fields of SIP are read
    /// as that are no UTF-8.
    public static String characters(String text) {
        int first = 0;
        while (first < text.length() && !stray(text, first)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            out.append(stray(text, i) ? (char) (text.charAt(i) & 0xFF) : text.charAt(i));
        }
        return out.toString();
    }

    /// Whether the character at an index is a stray octet: half of a pair is none.
    private static boolean stray(String text, int index) {
        char c = text.charAt(index);
        return c >= STRAY + 0x80
                && c <= STRAY + 0xFF
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static byte[] mixed(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length() * 3);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (stray(text, i)) {
                out.put(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                out.put((byte) text.charAt(i));
                start = i + 1;
            }
        }
        out.put(text.substring(start).getBytes(StandardCharsets.UTF_8));
        byte[] octets = new byte[out.position()];
        out.get(0, octets);
        return octets;
    }

    private static String decoded(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (STRAY + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
    }
}
