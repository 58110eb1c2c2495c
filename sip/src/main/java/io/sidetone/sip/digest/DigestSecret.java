package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a user and a server share: a password, or what databases keep in its place, its HA1 per algorithm.
///
/// HA1 is the hash of `username:realm:password`. Databases that keep one without and one with the user's domain
/// in the name (`ha1`, `ha1b`) hold two such secrets; which one is meant the name in the credentials tells.
///
/// Never shows itself in text; not to be compared, only to be used. Immutable.
@Rfc(number = 7616, section = "3.4.2")
@Rfc(number = 7616, section = "5.2")
public final class DigestSecret {

    private final byte @Nullable [] password;
    private final Map<DigestAlgorithm, byte[]> ha1;

    private DigestSecret(byte @Nullable [] password, Map<DigestAlgorithm, byte[]> ha1) {
        this.password = password;
        this.ha1 = ha1;
    }

    /// A password in clear text, which serves every algorithm.
    public static DigestSecret ofPassword(String password) {
        return new DigestSecret(Text.encode(password), Map.of());
    }

    /// A stored HA1 in hexadecimal digits, which serves this algorithm and its `-sess` sister. Throws
    /// `IllegalArgumentException` if it is no hash of this algorithm.
    public static DigestSecret ofHa1(DigestAlgorithm algorithm, String hex) {
        return new DigestSecret(null, Map.of()).withHa1(algorithm, hex);
    }

    /// This secret with one more stored HA1.
    public DigestSecret withHa1(DigestAlgorithm algorithm, String hex) {
        Map<DigestAlgorithm, byte[]> more = new EnumMap<>(DigestAlgorithm.class);
        more.putAll(ha1);
        if (hex.length() != 2 * algorithm.newDigest().getDigestLength() || !CharClass.HEX.containsAll(hex)) {
            throw new IllegalArgumentException("No HA1 of " + algorithm.text());
        }
        byte[] digits = Text.lower(hex).getBytes(ISO_8859_1);
        for (DigestAlgorithm same : DigestAlgorithm.values()) {
            if (same.hashesAs(algorithm)) {
                more.put(same, digits);
            }
        }
        return new DigestSecret(password, more);
    }

    /// Whether a proof can be computed with this algorithm.
    public boolean serves(DigestAlgorithm algorithm) {
        return password != null || ha1.containsKey(algorithm);
    }

    /// HA1 as hexadecimal digits in ASCII, not yet bound to a session; null if the secret does not serve the
    /// algorithm.
    byte @Nullable [] ha1(DigestAlgorithm algorithm, String username, String realm) {
        byte[] stored = ha1.get(algorithm);
        if (stored != null || password == null) {
            return stored;
        }
        MessageDigest digest = algorithm.newDigest();
        digest.update(Text.encode(username));
        digest.update((byte) ':');
        digest.update(Text.encode(realm));
        digest.update((byte) ':');
        digest.update(password);
        return DigestAlgorithm.hex(digest);
    }

    @Override
    public String toString() {
        return "DigestSecret[hidden]";
    }
}
