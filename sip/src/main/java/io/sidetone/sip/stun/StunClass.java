package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;

/// What a message is to its transaction. Immutable.
@Rfc(number = 8489, section = "5")
public enum StunClass {
    /// Asks for a response.
    REQUEST(0x000),
    /// Asks for nothing.
    INDICATION(0x010),
    /// The request was done.
    SUCCESS(0x100),
    /// The request was not done; an ERROR-CODE says why.
    ERROR(0x110);

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    /// Its two bits, where they stand among those of the method in the first sixteen of a message.
    int bits() {
        return bits;
    }

    /// The class that the first sixteen bits of a message name.
    static StunClass of(int type) {
        for (StunClass each : values()) {
            if ((type & ERROR.bits) == each.bits) {
                return each;
            }
        }
        throw new IllegalStateException("Two bits name four classes");
    }
}
