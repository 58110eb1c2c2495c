package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import java.util.random.RandomGenerator;

/// Makes branches, tags and Call-IDs that nobody has used or can guess. Thread-safe.
///
/// Random numbers are drawn in stock, since a good generator is slow for few octets.
@Rfc(number = 3261, section = "8.1.1.7")
@Rfc(number = 3261, section = "19.3")
public final class Tokens {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int BITS = 5;
    private static final int STOCK = 1024;

    /// 80 bits: nobody guesses the branch of a transaction that waits for a response.
    private static final int BRANCH = 16;

    /// 60 bits; RFC 3261 §19.3 asks for 32.
    private static final int TAG = 12;

    /// 120 bits.
    private static final int CALL_ID = 24;

    private final RandomGenerator random;
    private final byte[] stock = new byte[STOCK];
    private int used = STOCK;

    /// @param random a `SecureRandom`, but for tests
    public Tokens(RandomGenerator random) {
        this.random = random;
    }

    /// A branch of a Via.
    public String branch() {
        return Via.MAGIC_COOKIE + unique();
    }

    /// What makes a branch unique, for those who put more into it.
    public String unique() {
        return text(BRANCH);
    }

    /// A tag of From or To.
    public String tag() {
        return text(TAG);
    }

    /// A Call-ID, without a host.
    public String callId() {
        return text(CALL_ID);
    }

    private synchronized String text(int length) {
        if (used + length > STOCK) {
            random.nextBytes(stock);
            used = 0;
        }
        char[] letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = LETTERS.charAt(stock[used + i] & ((1 << BITS) - 1));
        }
        used += length;
        return new String(letters);
    }
}
