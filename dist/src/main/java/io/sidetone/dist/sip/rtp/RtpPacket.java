package io.sidetone.dist.sip.rtp;

import io.sidetone.sip.base.Rfc;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One RTP packet. Immutable.
@Rfc(number = 3550, section = "5.1")
public final class RtpPacket {

    private static final int HEADER = 12;
    private static final int VERSION = 2;
    private static final int SEQUENCES = 0x10000;

    private final int payloadType;
    private final boolean marker;
    private final int sequence;
    private final int timestamp;
    private final int source;
    private final byte[] payload;

    /// @param payloadType 0 to 127
    /// @param sequence its lowest 16 bits count
    /// @param source the number of the stream (SSRC)
    /// @param payload belongs to the packet
    public RtpPacket(int payloadType, boolean marker, int sequence, int timestamp, int source, byte[] payload) {
        this.payloadType = payloadType & 0x7F;
        this.marker = marker;
        this.sequence = sequence & 0xFFFF;
        this.timestamp = timestamp;
        this.source = source;
        this.payload = payload;
    }

    /// Reads a datagram; null if it is no RTP.
    public static @Nullable RtpPacket parse(byte[] octets, int length) {
        if (length < HEADER || (octets[0] & 0xFF) >> 6 != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(octets, 0, length);
        int flags = in.get();
        int type = in.get();
        int sequence = in.getShort();
        int timestamp = in.getInt();
        int source = in.getInt();
        int from = HEADER + 4 * (flags & 0x0F);
        if ((flags & 0x10) != 0) {
            from = from + 4 <= length ? from + 4 + 4 * (in.getShort(from + 2) & 0xFFFF) : length + 1;
        }
        int to = (flags & 0x20) == 0 ? length : length - (octets[length - 1] & 0xFF);
        if (from > to) {
            return null;
        }
        return new RtpPacket(type, type < 0, sequence, timestamp, source, Arrays.copyOfRange(octets, from, to));
    }

    /// The packet as a datagram.
    public byte[] toByteArray() {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put((byte) (VERSION << 6))
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(source)
                .put(payload)
                .array();
    }

    /// What the payload is, 0 to 127.
    public int payloadType() {
        return payloadType;
    }

    /// Whether something begins here: talk, or an event.
    public boolean marker() {
        return marker;
    }

    /// Its number, 0 to 65535.
    public int sequence() {
        return sequence;
    }

    /// How many numbers further on than another packet this is, -32768 to 32767.
    public int after(int otherSequence) {
        return (short) ((sequence - otherSequence + SEQUENCES) % SEQUENCES);
    }

    /// When what is in it was heard, in samples.
    public int timestamp() {
        return timestamp;
    }

    /// The number of its stream.
    public int source() {
        return source;
    }

    /// A copy of what it carries.
    public byte[] payload() {
        return payload.clone();
    }
}
