package io.sidetone.dist.sip.rtp;

import io.sidetone.sip.base.Rfc;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one packet says of a pressed key. Immutable.
///
/// @param event which key, 0 to 15 for those of a telephone
/// @param end whether it was let go
/// @param volume how loud it is, 0 to 63, in dB below the loudest
/// @param duration for how long it was held so far, in samples, at most 65535
@Rfc(number = 4733, section = "2.3")
public record TelephoneEvent(int event, boolean end, int volume, int duration) {

    /// The keys by their numbers.
    public static final String KEYS = "0123456789*#ABCD";

    private static final int LENGTH = 4;

    /// Reads a payload; null if it is too short.
    public static @Nullable TelephoneEvent parse(byte[] payload) {
        if (payload.length < LENGTH) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        int event = in.get() & 0xFF;
        int flags = in.get();
        return new TelephoneEvent(event, (flags & 0x80) != 0, flags & 0x3F, in.getShort() & 0xFFFF);
    }

    /// The payload that says this.
    public byte[] toByteArray() {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) event)
                .put((byte) ((end ? 0x80 : 0) | volume))
                .putShort((short) duration)
                .array();
    }

    /// The key; `?` if it is none of a telephone.
    public char key() {
        return event < KEYS.length() ? KEYS.charAt(event) : '?';
    }
}
