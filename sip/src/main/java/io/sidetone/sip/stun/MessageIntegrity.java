package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The two proofs that who sent a message knows a key. Immutable.
public enum MessageIntegrity {
    /// MESSAGE-INTEGRITY.
    @Rfc(number = 8489, section = "14.5")
    SHA1("HmacSHA1", 20),
    /// MESSAGE-INTEGRITY-SHA256, in its full length.
    @Rfc(number = 8489, section = "14.6")
    SHA256("HmacSHA256", 32);

    private final String algorithm;
    private final int octets;

    MessageIntegrity(String algorithm, int octets) {
        this.algorithm = algorithm;
        this.octets = octets;
    }

    /// The stronger one that a message carries; null if it carries none.
    @Rfc(number = 8489, section = "9.1.3")
    public static @Nullable MessageIntegrity of(StunMessage message) {
        if (message.has(StunAttributes.MESSAGE_INTEGRITY_SHA256)) {
            return SHA256;
        }
        return message.has(StunAttributes.MESSAGE_INTEGRITY) ? SHA1 : null;
    }

    /// The attribute that carries it.
    public StunAttributeType<byte[]> type() {
        return this == SHA1 ? StunAttributes.MESSAGE_INTEGRITY : StunAttributes.MESSAGE_INTEGRITY_SHA256;
    }

    /// Whether a message carries this proof, and it is right. How long it takes says nothing about the right one.
    public boolean verify(StunMessage message, StunKey key) {
        StunAttribute attribute = message.attribute(type());
        return attribute != null
                && MessageDigest.isEqual(compute(message.octets(), attribute.offset(), key), attribute.octets());
    }

    /// The proof for a message in which it stands at an offset, whatever length its header says.
    byte[] compute(byte[] message, int offset, StunKey key) {
        byte[] head = Arrays.copyOf(message, StunMessage.ID_OFFSET);
        // §14.5: the length counts up to the end of this attribute.
        StunBuilder.setLength(head, offset + StunMessage.ATTRIBUTE_HEAD + octets);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.octets(), algorithm));
            mac.update(head);
            mac.update(message, head.length, offset - head.length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks " + algorithm, e);
        }
    }
}
