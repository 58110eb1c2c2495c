package io.sidetone.server.service;

import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// Several short texts in one array, some of which may not be there. Thread-safe: only functions.
///
/// In front of each stands its length and one more, so that 0 says that there is none; above 127 it takes two octets.
/// Those behind the last one that is there are left out.
final class PackedTexts {

    /// No text is longer, in octets.
    static final int LONGEST = 0x7ffe;

    private PackedTexts() {}

    /// @throws IllegalArgumentException if a text is longer than [#LONGEST]
    static byte[] pack(@Nullable String[] texts) {
        byte[] @Nullable [] encoded = new byte[texts.length] @Nullable [];
        int length = 0;
        int count = 0;
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text != null) {
                byte[] octets = Text.encode(text);
                if (octets.length > LONGEST) {
                    throw new IllegalArgumentException("A text of " + octets.length + " octets");
                }
                encoded[i] = octets;
                // One octet for each before it that is not there.
                length += i - count + (octets.length + 1 > 0x7f ? 2 : 1) + octets.length;
                count = i + 1;
            }
        }
        byte[] packed = new byte[length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] octets = encoded[i];
            if (octets == null) {
                at++;
                continue;
            }
            int written = octets.length + 1;
            if (written > 0x7f) {
                packed[at++] = (byte) (0x80 | written >> 8);
            }
            packed[at++] = (byte) written;
            System.arraycopy(octets, 0, packed, at, octets.length);
            at += octets.length;
        }
        return packed;
    }

    /// Puts all texts into an array that has room for them.
    static void unpack(byte[] packed, @Nullable String[] texts) {
        int at = 0;
        for (int i = 0; at < packed.length; i++) {
            texts[i] = textAt(packed, at);
            at = next(packed, at);
        }
    }

    /// One of the texts; null if it is not there.
    static @Nullable String text(byte[] packed, int index) {
        int at = 0;
        for (int i = 0; i < index && at < packed.length; i++) {
            at = next(packed, at);
        }
        return at < packed.length ? textAt(packed, at) : null;
    }

    private static @Nullable String textAt(byte[] packed, int at) {
        int from = packed[at] < 0 ? at + 2 : at + 1;
        return packed[at] == 0 ? null : Text.decode(packed, from, next(packed, at));
    }

    /// Where the length of the text behind the one at an offset stands.
    private static int next(byte[] packed, int at) {
        if (packed[at] < 0) {
            return at + 1 + (((packed[at] & 0x7f) << 8) | (packed[at + 1] & 0xff));
        }
        return at + Math.max(1, packed[at]);
    }
}
