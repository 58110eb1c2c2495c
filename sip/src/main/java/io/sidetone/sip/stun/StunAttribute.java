package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;

/// One attribute as it stands in a message, known or not. Immutable.
@Rfc(number = 8489, section = "14")
public final class StunAttribute {

    private static final int OPTIONAL = 0x8000;

    private final int code;
    private final int offset;
    private final byte[] value;

    /// @param offset where its header stands, from the start of the message
    /// @param value never changed
    StunAttribute(int code, int offset, byte[] value) {
        this.code = code;
        this.offset = offset;
        this.value = value;
    }

    /// The registered type, 0 to 65535.
    public int code() {
        return code;
    }

    /// The value without padding.
    public byte[] value() {
        return value.clone();
    }

    /// Whether who does not know it may not act on the message.
    public boolean isRequired() {
        return isRequired(code);
    }

    static boolean isRequired(int code) {
        return code < OPTIONAL;
    }

    int offset() {
        return offset;
    }

    /// The value, not to be changed.
    byte[] octets() {
        return value;
    }

    /// Type and length only: values may be secret.
    @Override
    public String toString() {
        return StunAttributes.name(code) + "(" + value.length + ")";
    }
}
