package io.sidetone.script.transform;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Characters of 7 bits packed into octets, the first in the lowest bits, as short messages pack them.
/// Thread-safe: keeps nothing.
final class SeptetText {

    private SeptetText() {}

    /// The packed octets in hexadecimal digits; null if a character has more than 7 bits.
    static @Nullable String packed(byte[] characters) {
        byte[] packed = new byte[(characters.length * 7 + 7) / 8];
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] < 0) {
                return null;
            }
            int bit = i * 7;
            int shifted = characters[i] << (bit % 8);
            packed[bit / 8] |= (byte) shifted;
            if (bit % 8 > 1) {
                packed[bit / 8 + 1] |= (byte) (shifted >> 8);
            }
        }
        return HexFormat.of().withUpperCase().formatHex(packed);
    }

    /// The characters; null if the digits are none. Seven bits of zero at the very end fill an octet and are
    /// none.
    static byte @Nullable [] unpacked(String digits) {
        byte[] packed = EncodingTransformations.hex(digits);
        if (packed == null) {
            return null;
        }
        byte[] characters = new byte[packed.length * 8 / 7];
        for (int i = 0; i < characters.length; i++) {
            int bit = i * 7;
            int pair = (packed[bit / 8] & 0xFF) | (bit % 8 > 1 ? (packed[bit / 8 + 1] & 0xFF) << 8 : 0);
            characters[i] = (byte) ((pair >> (bit % 8)) & 0x7F);
        }
        int length = characters.length;
        return packed.length % 7 == 0 && length > 0 && characters[length - 1] == 0
                ? Arrays.copyOf(characters, length - 1)
                : characters;
    }
}
