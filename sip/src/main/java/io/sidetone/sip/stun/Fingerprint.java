package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The check sum at the end of a message, which tells STUN from what happens to look like it. Proves nothing
/// about who sent it. Thread-safe: only functions.
@Rfc(number = 8489, section = "7")
@Rfc(number = 8489, section = "14.7")
public final class Fingerprint {

    private static final long MASK = 0x5354_554EL;
    private static final int OCTETS = StunMessage.ATTRIBUTE_HEAD + 4;

    private Fingerprint() {}

    /// Whether a message ends in a FINGERPRINT that is right.
    public static boolean isValid(StunMessage message) {
        byte[] octets = message.octets();
        return message.has(StunAttributes.FINGERPRINT) && isValid(octets, 0, octets.length);
    }

    /// Whether a datagram that [StunMessage#isStun] ends in a FINGERPRINT that is right. Attributes are not
    /// counted: this is for telling protocols apart before anything is read.
    ///
    /// @param from the first octet of the datagram
    /// @param to behind its last octet
    public static boolean isValid(byte[] datagram, int from, int to) {
        int at = to - OCTETS;
        return at >= from + StunMessage.HEADER_OCTETS
                && StunCodec.number(datagram, at, 2) == StunAttributes.FINGERPRINT.code()
                && StunCodec.number(datagram, at + 2, 2) == 4
                && StunCodec.number(datagram, at + StunMessage.ATTRIBUTE_HEAD, 4) == compute(datagram, from, at);
    }

    /// The value for a message whose FINGERPRINT stands at an offset, whatever length its header says.
    static long compute(byte[] octets, int from, int at) {
        byte[] head = Arrays.copyOfRange(octets, from, from + StunMessage.ID_OFFSET);
        StunBuilder.setLength(head, at - from + OCTETS);
        CRC32 sum = new CRC32();
        sum.update(head);
        sum.update(octets, from + head.length, at - from - head.length);
        return sum.getValue() ^ MASK;
    }
}
