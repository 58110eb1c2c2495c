package io.sidetone.script.transform;

import io.sidetone.script.value.ScriptError;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Octets as a number in base 58; octets of zero at the start as digits of zero. Thread-safe: keeps nothing.
final class Base58 {

    /// The most octets or digits: the work grows with the square.
    static final int LENGTH = 2_048;

    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final BigInteger BASE = BigInteger.valueOf(58);

    private Base58() {}

    static String encode(byte[] octets) {
        bound(octets.length);
        StringBuilder out = new StringBuilder();
        BigInteger rest = new BigInteger(1, octets);
        while (rest.signum() > 0) {
            BigInteger[] division = rest.divideAndRemainder(BASE);
            out.append(DIGITS.charAt(division[1].intValue()));
            rest = division[0];
        }
        for (int i = 0; i < octets.length && octets[i] == 0; i++) {
            out.append(DIGITS.charAt(0));
        }
        return out.reverse().toString();
    }

    static byte @Nullable [] decode(String text) {
        bound(text.length());
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == DIGITS.charAt(0)) {
            zeros++;
        }
        byte[] magnitude = number.toByteArray();
        int sign = magnitude[0] == 0 ? 1 : 0;
        byte[] octets = Arrays.copyOfRange(magnitude, sign, magnitude.length);
        byte[] out = new byte[zeros + octets.length];
        System.arraycopy(octets, 0, out, zeros, octets.length);
        return out;
    }

    private static void bound(int length) {
        if (length > LENGTH) {
            throw new ScriptError("base 58 takes at most " + LENGTH + " characters");
        }
    }
}
