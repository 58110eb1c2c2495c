package io.sidetone.sip.transaction;

import io.sidetone.sip.base.RandomStock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// Makes branches, tags and Call-IDs that nobody has used or can guess. Thread-safe.
@Rfc(number = 3261, section = "8.1.1.7")
@Rfc(number = 3261, section = "19.3")
public final class Tokens {

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int BITS = 5;

    /// 80 bits: nobody guesses the branch of a transaction that waits for a response.
    private static final int BRANCH = 16;

    /// 60 bits; RFC 3261 §19.3 asks for 32.
    private static final int TAG = 12;

    /// 120 bits.
    private static final int CALL_ID = 24;

    private final RandomStock random;

    /// @param random a `SecureRandom`, but for tests
    public Tokens(RandomGenerator random) {
        this.random = new RandomStock(random);
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

    private String text(int length) {
        byte[] letters = random.take(length);
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) LETTERS.charAt(letters[i] & ((1 << BITS) - 1));
        }
        return new String(letters, StandardCharsets.ISO_8859_1);
    }
}
