package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;

/// What two agents share to prove the integrity of messages. Never shows itself in text; not to be compared,
/// only to be used. Immutable.
public final class StunKey {

    private final byte[] octets;

    private StunKey(byte[] octets) {
        if (octets.length == 0) {
            throw new IllegalArgumentException("A key is not empty");
        }
        this.octets = octets;
    }

    /// The key of a short-term credential, such as ICE's, which is good for one session.
    ///
    /// @throws IllegalArgumentException if the password is empty
    @Rfc(number = 8489, section = "9.1.1")
    public static StunKey shortTerm(String password) {
        return new StunKey(opaque(password));
    }

    /// The key of a long-term credential: a hash of `username:realm:password`. That of [PasswordAlgorithm#MD5]
    /// is what SIP calls HA1.
    ///
    /// @throws IllegalArgumentException if the algorithm is not one of the two known ones
    @Rfc(number = 8489, section = "9.2.2")
    public static StunKey longTerm(PasswordAlgorithm algorithm, String username, String realm, String password) {
        return new StunKey(hash(hashName(algorithm), username, realm, password));
    }

    /// A key that is kept in place of a password; copied.
    ///
    /// @throws IllegalArgumentException if it is empty
    public static StunKey of(byte[] octets) {
        return new StunKey(octets.clone());
    }

    /// The value of USERHASH, 32 octets.
    @Rfc(number = 8489, section = "14.4")
    public static byte[] userhash(String username, String realm) {
        return hash("SHA-256", username, realm);
    }

    private static String hashName(PasswordAlgorithm algorithm) {
        if (algorithm.equals(PasswordAlgorithm.MD5)) {
            return "MD5";
        }
        if (algorithm.equals(PasswordAlgorithm.SHA_256)) {
            return "SHA-256";
        }
        throw new IllegalArgumentException("Unknown: " + algorithm);
    }

    private static byte[] hash(String algorithm, String first, String... rest) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(opaque(first));
            for (String text : rest) {
                digest.update((byte) ':');
                digest.update(opaque(text));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The Java platform lacks " + algorithm, e);
        }
    }

    /// The one form of a text that looks the same: all spaces are U+0020, and characters are composed.
    @Rfc(number = 8265, section = "4.2")
    private static byte[] opaque(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            mapped.append(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c);
        }
        return Text.encode(Normalizer.normalize(mapped, Normalizer.Form.NFC));
    }

    byte[] octets() {
        return octets;
    }

    @Override
    public String toString() {
        return "StunKey[hidden]";
    }
}
