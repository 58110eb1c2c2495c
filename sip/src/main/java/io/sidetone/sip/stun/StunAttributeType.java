package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import io.sidetone.sip.text.SyntaxException;

/// Ties the code of an attribute to the type of its value: how the value is read and written.
///
/// The known ones are the constants of [StunAttributes]. Immutable; two types are the same only if they are the
/// same object.
///
/// @param <T> the value's type
@Rfc(number = 8489, section = "14")
public final class StunAttributeType<T> {

    private final int code;
    private final String name;
    private final StunCodec<T> codec;

    StunAttributeType(int code, String name, StunCodec<T> codec) {
        this.code = code;
        this.name = name;
        this.codec = codec;
    }

    /// The type of an attribute that this library does not know.
    ///
    /// @param code the registered type, 0 to 65535
    /// @throws IllegalArgumentException if the code is out of its range
    public static StunAttributeType<byte[]> of(int code) {
        if (code != (code & 0xFFFF)) {
            throw new IllegalArgumentException("No attribute type: " + code);
        }
        return new StunAttributeType<>(code, StunAttributes.name(code), StunCodec.octets(0, 0xFFFF, 1));
    }

    /// The registered type.
    public int code() {
        return code;
    }

    /// The registered name.
    public String name() {
        return name;
    }

    T read(byte[] value, StunTransactionId id) throws SyntaxException {
        return codec.reader().read(value, id);
    }

    byte[] write(T value, StunTransactionId id) {
        ByteWriter out = new ByteWriter(32);
        codec.writer().write(value, out, id);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
