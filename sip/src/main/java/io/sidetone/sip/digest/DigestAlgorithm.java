package io.sidetone.sip.digest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The digest algorithms of SIP. Immutable.
@Rfc(number = 7616, section = "3.3")
@Rfc(number = 8760, section = "2.1")
public enum DigestAlgorithm {
    /// RFC 1321; kept for phones that know nothing else.
    MD5("MD5", "MD5", false),
    /// MD5 with a secret of its own for each session.
    MD5_SESS("MD5-sess", "MD5", true),
    /// SHA-256, which every implementation should know.
    SHA_256("SHA-256", "SHA-256", false),
    /// SHA-256 with a secret of its own for each session.
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    /// SHA-512 with other initial values, cut to 256 bits.
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    /// SHA-512-256 with a secret of its own for each session.
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String text;
    private final String hash;

    /// Never used itself: each use clones it, which spares the search for an implementation.
    @SuppressWarnings("ImmutableEnumChecker") // nothing is ever added to it
    private final MessageDigest fresh;

    private final boolean session;

    DigestAlgorithm(String text, String hash, boolean session) {
        this.text = text;
        this.hash = hash;
        this.session = session;
        try {
            this.fresh = MessageDigest.getInstance(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The Java platform lacks " + hash, e);
        }
    }

    /// The algorithm that a name means, in any case; MD5 if the name is absent, null if it is not known.
    public static @Nullable DigestAlgorithm of(@Nullable String name) {
        if (name == null) {
            // §3.3: no algorithm parameter means MD5.
            return MD5;
        }
        for (DigestAlgorithm algorithm : values()) {
            if (Text.equalsIgnoreCase(algorithm.text, name)) {
                return algorithm;
            }
        }
        return null;
    }

    /// The name on the wire.
    public String text() {
        return text;
    }

    /// Whether the secret is bound to the nonces of a session (`-sess`).
    public boolean isSession() {
        return session;
    }

    /// Whether both hash with the same function, so that a stored HA1 serves either.
    public boolean hashesAs(DigestAlgorithm other) {
        return hash.equals(other.hash);
    }

    /// What stands in place of the user's name if the server asks for its hash: 32 or 64 hexadecimal digits.
    @Rfc(number = 7616, section = "3.4.4")
    public String userhash(String username, String realm) {
        return new String(hash(username, realm), ISO_8859_1);
    }

    /// What databases keep in place of a password: 32 or 64 hexadecimal digits, which only
    /// [DigestSecret#ofHa1] can use.
    @Rfc(number = 7616, section = "3.4.2")
    public String ha1(String username, String realm, String password) {
        return new String(hash(username, realm, password), ISO_8859_1);
    }

    /// The hash of texts with a colon between them, as hexadecimal digits in ASCII.
    byte[] hash(String first, String... rest) {
        MessageDigest digest = newDigest();
        digest.update(Text.encode(first));
        for (String text : rest) {
            digest.update((byte) ':');
            digest.update(Text.encode(text));
        }
        return hex(digest);
    }

    /// The hash of octets, as hexadecimal digits in ASCII.
    byte[] hash(byte[] octets) {
        MessageDigest digest = newDigest();
        digest.update(octets);
        return hex(digest);
    }

    MessageDigest newDigest() {
        try {
            return (MessageDigest) fresh.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The Java platform cannot copy " + hash, e);
        }
    }

    static byte[] hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).getBytes(ISO_8859_1);
    }
}
