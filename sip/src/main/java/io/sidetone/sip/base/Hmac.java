package io.sidetone.sip.base;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 with one key, by which we know again what we have made ourselves. Thread-safe.
@Rfc(number = 2104, section = "2")
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    /// Never used itself: each use clones it, which spares the search for an implementation and the work with the key.
    private final Mac keyed;

    /// @param key the secret, at least one octet; copied
    public Hmac(byte[] key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform lacks " + ALGORITHM, e);
        }
    }

    /// The 32 octets for a text that is given in parts, as if they were one.
    public byte[] of(byte[]... parts) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The Java platform cannot copy " + ALGORITHM, e);
        }
    }
}
