package io.sidetone.sip.digest;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Hmac;
import io.sidetone.sip.base.RandomStock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// Makes nonces that carry their time and a seal, and knows its own again without having kept them.
///
/// All servers with the same key accept each other's nonces, also after a restart. A nonce is 44 characters of
/// the URL form of base 64: eight octets of time, nine of chance and sixteen of an HMAC-SHA-256 over both and the
/// binding. Thread-safe.
@Rfc(number = 7616, section = "5.4")
public final class NonceFactory {

    /// How long a nonce may be used if nothing else is said.
    public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

    /// How much of a key the HMAC needs at least, in octets.
    public static final int MIN_KEY_OCTETS = 16;

    /// The time of a nonce that this factory did not make.
    public static final long NOT_OURS = -1;

    /// How far the clock of another server with the same key may be ahead.
    private static final long CLOCK_TOLERANCE_MILLIS = 5_000;

    private static final int SALT_OCTETS = 9;
    private static final int HEAD_OCTETS = Long.BYTES + SALT_OCTETS;
    private static final int SEAL_OCTETS = 16;
    private static final int CHARACTERS = (HEAD_OCTETS + SEAL_OCTETS) / 3 * 4;

    private final Hmac hmac;
    private final Duration lifetime;
    private final Clock clock;
    private final RandomStock random;

    /// @param key the secret of the seal, at least [#MIN_KEY_OCTETS] long; copied
    /// @param lifetime how long a nonce may be used
    /// @param random a `SecureRandom`, but for tests
    public NonceFactory(byte[] key, Duration lifetime, Clock clock, RandomGenerator random) {
        if (key.length < MIN_KEY_OCTETS) {
            throw new IllegalArgumentException("The key has fewer than " + MIN_KEY_OCTETS + " octets");
        }
        this.hmac = new Hmac(key);
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = new RandomStock(random);
    }

    /// A new nonce.
    ///
    /// @param binding what the nonce is only good together with, such as the client's address; empty for nothing
    public String create(String binding) {
        ByteBuffer nonce = ByteBuffer.allocate(HEAD_OCTETS + SEAL_OCTETS)
                .putLong(clock.currentTimeMillis())
                .put(random.take(SALT_OCTETS));
        nonce.put(seal(nonce.array(), binding), 0, SEAL_OCTETS);
        return Base64.getUrlEncoder().encodeToString(nonce.array());
    }

    /// When a nonce was made, in milliseconds since 1970; [#NOT_OURS] if it was made elsewhere, with another
    /// binding, or was tampered with.
    public long issuedAt(String nonce, String binding) {
        byte[] octets = decode(nonce);
        if (octets.length != HEAD_OCTETS + SEAL_OCTETS) {
            return NOT_OURS;
        }
        byte[] expected = Arrays.copyOf(seal(octets, binding), SEAL_OCTETS);
        byte[] actual = Arrays.copyOfRange(octets, HEAD_OCTETS, octets.length);
        return MessageDigest.isEqual(expected, actual) ? ByteBuffer.wrap(octets).getLong() : NOT_OURS;
    }

    /// Whether a nonce made at that time may be used now.
    public boolean isFresh(long issuedAt) {
        return issuedAt > newestExpired() && issuedAt <= clock.currentTimeMillis() + CLOCK_TOLERANCE_MILLIS;
    }

    /// The latest time of making that is too old now.
    long newestExpired() {
        return clock.currentTimeMillis() - lifetime.toMillis();
    }

    private static byte[] decode(String nonce) {
        try {
            return nonce.length() == CHARACTERS ? Base64.getUrlDecoder().decode(nonce) : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private byte[] seal(byte[] octets, String binding) {
        return hmac.of(Arrays.copyOf(octets, HEAD_OCTETS), Text.encode(binding));
    }
}
