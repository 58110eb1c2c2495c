package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a long-term key comes from a password. One that is not known here keeps its number and parameters, since a
/// client sends the server's list back as it came. Immutable.
@Rfc(number = 8489, section = "14.12")
public final class PasswordAlgorithm {

    /// The hash of old, 16 octets.
    public static final PasswordAlgorithm MD5 = new PasswordAlgorithm(1);
    /// 32 octets.
    public static final PasswordAlgorithm SHA_256 = new PasswordAlgorithm(2);

    private final int number;
    private final byte[] parameters;

    private PasswordAlgorithm(int number) {
        this(number, new byte[0]);
    }

    /// @param number as registered, 0 to 65535
    /// @param parameters empty for both known algorithms; copied
    /// @throws IllegalArgumentException if the number is out of its range
    public PasswordAlgorithm(int number, byte[] parameters) {
        if (number != (number & 0xFFFF)) {
            throw new IllegalArgumentException("No password algorithm: " + number);
        }
        this.number = number;
        this.parameters = parameters.clone();
    }

    /// The registered number.
    public int number() {
        return number;
    }

    /// The parameters, without padding.
    public byte[] parameters() {
        return parameters.clone();
    }

    /// Equal in number and parameters.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasswordAlgorithm that
                && number == that.number
                && Arrays.equals(parameters, that.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * number + Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        if (equals(MD5)) {
            return "MD5";
        }
        return equals(SHA_256) ? "SHA-256" : "PasswordAlgorithm " + number;
    }
}
