package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a response has in common with its request: the magic cookie and 96 bits of chance, or the 128 bits of
/// chance of a client that is older than the cookie. Immutable.
@Rfc(number = 8489, section = "5")
public final class StunTransactionId {

    /// What stands in the first four octets.
    public static final int MAGIC_COOKIE = 0x2112_A442;

    static final int OCTETS = 16;

    private static final int COOKIE_OCTETS = 4;

    private final byte[] octets;

    private StunTransactionId(byte[] octets) {
        this.octets = octets;
    }

    /// A new one.
    ///
    /// @param random a `SecureRandom`, but for tests: who guesses the identifier can answer in the server's name
    public static StunTransactionId random(RandomGenerator random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        for (int i = 0; i < COOKIE_OCTETS; i++) {
            octets[i] = cookie(i);
        }
        return new StunTransactionId(octets);
    }

    /// The sixteen octets of a message from there on.
    static StunTransactionId read(byte[] message, int from) {
        return new StunTransactionId(Arrays.copyOfRange(message, from, from + OCTETS));
    }

    /// Whether the magic cookie stands there.
    static boolean hasCookie(byte[] message, int from) {
        for (int i = 0; i < COOKIE_OCTETS; i++) {
            if (message[from + i] != cookie(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte cookie(int index) {
        return (byte) (MAGIC_COOKIE >> (24 - 8 * index));
    }

    /// Whether the magic cookie is missing, so that a client of RFC 3489 made it.
    @Rfc(number = 8489, section = "11")
    public boolean isClassic() {
        return !hasCookie(octets, 0);
    }

    /// All sixteen octets.
    public byte[] octets() {
        return octets.clone();
    }

    /// One octet, from 0, as addresses are hidden with.
    byte octet(int index) {
        return octets[index];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StunTransactionId that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// Hexadecimal digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
