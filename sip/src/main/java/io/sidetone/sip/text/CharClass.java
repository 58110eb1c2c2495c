package io.sidetone.sip.text;

import io.sidetone.sip.base.Rfc;

/// A set of octets, as the character rules of a grammar. Immutable.
///
/// @param low bit n is set if octet n (0 to 63) belongs to it
/// @param high bit n is set if octet 64 + n (up to 127) belongs to it
/// @param nonAscii whether the octets above 127, the pieces of UTF-8, belong to it
@Rfc(number = 3261, section = "25.1")
public record CharClass(long low, long high, boolean nonAscii) {

    /// `0` to `9`.
    public static final CharClass DIGIT = range('0', '9');

    /// ASCII letters.
    public static final CharClass ALPHA = range('a', 'z').or(range('A', 'Z'));

    /// ASCII letters and digits.
    public static final CharClass ALPHANUM = ALPHA.or(DIGIT);

    /// Digits of a hexadecimal number in either case.
    public static final CharClass HEX = DIGIT.or(range('a', 'f')).or(range('A', 'F'));

    /// What methods, header names, transports and most parameters consist of.
    public static final CharClass TOKEN = ALPHANUM.or(of("-.!%*_+`'~"));

    /// What Call-IDs consist of, beside the `@`.
    public static final CharClass WORD = TOKEN.or(of("()<>:\\\"/[]?{}"));

    /// What needs no escape anywhere in a URI.
    public static final CharClass UNRESERVED = ALPHANUM.or(of("-_.!~*'()"));

    /// Space and tab.
    public static final CharClass WSP = of(" \t");

    /// What prints nothing: everything below the space, and the delete character.
    public static final CharClass CONTROL = range((char) 0, (char) 31).or(of("\u007F"));

    /// Exactly the given ASCII characters.
    public static CharClass of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else if (c < 128) {
                high |= 1L << c;
            } else {
                throw new IllegalArgumentException("Not ASCII: " + c);
            }
        }
        return new CharClass(low, high, false);
    }

    /// The ASCII characters from `first` to `last`, both included.
    public static CharClass range(char first, char last) {
        StringBuilder characters = new StringBuilder();
        for (char c = first; c <= last; c++) {
            characters.append(c);
        }
        return of(characters.toString());
    }

    /// What is in this set, in the other, or in both.
    public CharClass or(CharClass other) {
        return new CharClass(low | other.low, high | other.high, nonAscii || other.nonAscii);
    }

    /// What is in this set and not in the other.
    public CharClass without(CharClass other) {
        return new CharClass(low & ~other.low, high & ~other.high, nonAscii && !other.nonAscii);
    }

    /// This set and every octet above 127.
    public CharClass withNonAscii() {
        return new CharClass(low, high, true);
    }

    /// Whether an octet, signed as Java reads it, belongs to the set.
    public boolean contains(int octet) {
        if ((octet & ~127) != 0) {
            return nonAscii;
        }
        // Chosen without a branch: no processor guesses where in a token the digits and the letters are.
        long chooseHigh = -(octet >> 6);
        return ((((low & ~chooseHigh) | (high & chooseHigh)) >>> octet) & 1) != 0;
    }

    /// Whether some character of the text belongs to the set.
    public boolean containsAny(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (contains(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether every character of the text belongs to the set; true for the empty text.
    public boolean containsAll(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
