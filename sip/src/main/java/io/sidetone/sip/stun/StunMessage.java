package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A STUN message: its octets, and where in them the attributes are.
///
/// A value is read when it is asked for. What stands behind MESSAGE-INTEGRITY is left out of the attributes but
/// for MESSAGE-INTEGRITY-SHA256 and FINGERPRINT: nobody vouches for it. Immutable.
@Rfc(number = 8489, section = "5")
public final class StunMessage {

    /// The method Binding, the only one of RFC 8489.
    public static final int BINDING = 1;

    /// How long the header is, in octets.
    public static final int HEADER_OCTETS = 20;

    /// How many attributes a message may have.
    public static final int MAX_ATTRIBUTES = 128;

    static final int ID_OFFSET = 4;
    static final int ATTRIBUTE_HEAD = 4;

    private final StunClass messageClass;
    private final int method;
    private final StunTransactionId transactionId;
    private final List<StunAttribute> attributes;
    private final byte[] octets;

    /// @param octets never changed
    StunMessage(byte[] octets, List<StunAttribute> attributes) {
        int type = (int) StunCodec.number(octets, 0, 2);
        this.messageClass = StunClass.of(type);
        this.method = ((type >> 2) & 0xF80) | ((type >> 1) & 0x70) | (type & 0xF);
        this.transactionId = StunTransactionId.read(octets, ID_OFFSET);
        this.attributes = List.copyOf(attributes);
        this.octets = octets;
    }

    /// The first sixteen bits of a message.
    static int type(StunClass messageClass, int method) {
        return ((method & 0xF80) << 2) | ((method & 0x70) << 1) | (method & 0xF) | messageClass.bits();
    }

    /// Whether a datagram is a STUN message and nothing of SIP, by its first octets: two zero bits, the magic
    /// cookie, and a length that is a multiple of four and the datagram's. Who shares a socket with more than
    /// SIP may ask for a [Fingerprint] as well. Clients without the magic cookie are not told from other
    /// protocols.
    ///
    /// @param from the first octet of the datagram
    /// @param to behind its last octet
    @Rfc(number = 8489, section = "6.3")
    @Rfc(number = 5626, section = "8")
    public static boolean isStun(byte[] datagram, int from, int to) {
        return to - from >= HEADER_OCTETS
                && (datagram[from] & 0xC0) == 0
                && StunTransactionId.hasCookie(datagram, from + ID_OFFSET)
                && (datagram[from + 3] & 3) == 0
                && StunCodec.number(datagram, from + 2, 2) == to - from - HEADER_OCTETS;
    }

    /// Reads a message that is all of the array.
    public static StunMessage parse(byte[] datagram) throws SyntaxException {
        return parse(datagram, 0, datagram.length);
    }

    /// Reads a message, with magic cookie or without. Values of attributes are not looked at.
    ///
    /// @param from its first octet
    /// @param to behind its last octet
    /// @throws SyntaxException if the octets are no message, more than one, or have too many attributes
    @Rfc(number = 8489, section = "6.3")
    public static StunMessage parse(byte[] datagram, int from, int to) throws SyntaxException {
        if (to - from < HEADER_OCTETS) {
            throw new SyntaxException("header is cut", to);
        }
        if ((datagram[from] & 0xC0) != 0) {
            throw new SyntaxException("two zero bits expected", from);
        }
        long length = StunCodec.number(datagram, from + 2, 2);
        if (length % 4 != 0 || length != to - from - HEADER_OCTETS) {
            throw new SyntaxException("length is not that of the message", from + 2);
        }
        byte[] octets = Arrays.copyOfRange(datagram, from, to);
        return new StunMessage(octets, attributes(octets, from));
    }

    private static List<StunAttribute> attributes(byte[] octets, int start) throws SyntaxException {
        List<StunAttribute> attributes = new ArrayList<>();
        int sealed = 0;
        int count = 0;
        int at = HEADER_OCTETS;
        while (at < octets.length) {
            // The length is a multiple of four, and so is every step: a head is never cut.
            int code = (int) StunCodec.number(octets, at, 2);
            int from = at + ATTRIBUTE_HEAD;
            int to = from + (int) StunCodec.number(octets, at + 2, 2);
            int next = StunCodec.padded(to);
            if (next > octets.length) {
                throw new SyntaxException("attribute is cut", start + at);
            }
            if (++count > MAX_ATTRIBUTES) {
                throw new SyntaxException("too many attributes", start + at);
            }
            int rank = sealRank(code);
            if (rank > sealed || sealed == 0) {
                attributes.add(new StunAttribute(code, at, Arrays.copyOfRange(octets, from, to)));
                sealed = rank;
            }
            if (rank == sealRank(StunAttributes.FINGERPRINT.code()) && next != octets.length) {
                throw new SyntaxException("FINGERPRINT is not the last attribute", start + at);
            }
            at = next;
        }
        return attributes;
    }

    /// Behind an attribute that vouches for what is before it only those of a higher rank count. 0 for all
    /// others.
    @Rfc(number = 8489, section = "14.5")
    @Rfc(number = 8489, section = "14.6")
    @Rfc(number = 8489, section = "14.7")
    static int sealRank(int code) {
        if (code == StunAttributes.MESSAGE_INTEGRITY.code()) {
            return 1;
        }
        if (code == StunAttributes.MESSAGE_INTEGRITY_SHA256.code()) {
            return 2;
        }
        return code == StunAttributes.FINGERPRINT.code() ? 3 : 0;
    }

    /// Request, indication or one of the responses.
    public StunClass messageClass() {
        return messageClass;
    }

    /// The method, 0 to 4095; [#BINDING] or that of an extension.
    public int method() {
        return method;
    }

    /// What a response has in common with its request.
    public StunTransactionId transactionId() {
        return transactionId;
    }

    /// All attributes that count, known or not, in their order.
    public List<StunAttribute> attributes() {
        return attributes;
    }

    /// Whether an attribute of this type is there, whatever its value.
    public boolean has(StunAttributeType<?> type) {
        return attribute(type) != null;
    }

    /// The value of the first attribute of this type; null if it is absent or malformed.
    public <T> @Nullable T first(StunAttributeType<T> type) {
        StunAttribute attribute = attribute(type);
        if (attribute == null) {
            return null;
        }
        try {
            return type.read(attribute.octets(), transactionId);
        } catch (SyntaxException _) {
            return null;
        }
    }

    /// The first attribute of this type.
    @Nullable
    StunAttribute attribute(StunAttributeType<?> type) {
        for (StunAttribute attribute : attributes) {
            if (attribute.code() == type.code()) {
                return attribute;
            }
        }
        return null;
    }

    /// The types that have to be understood and are not, each once, in their order: what a server refuses with
    /// 420.
    @Rfc(number = 8489, section = "6.3.1")
    public List<Integer> notUnderstood(Collection<StunAttributeType<?>> understood) {
        List<Integer> codes = new ArrayList<>();
        for (StunAttribute attribute : attributes) {
            int code = attribute.code();
            if (attribute.isRequired() && !contains(understood, code) && !codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static boolean contains(Collection<StunAttributeType<?>> types, int code) {
        for (StunAttributeType<?> type : types) {
            if (type.code() == code) {
                return true;
            }
        }
        return false;
    }

    /// The sender's address as the server saw it, in whichever form it is there; null if it is in none.
    @Rfc(number = 8489, section = "11")
    public @Nullable InetSocketAddress mappedAddress() {
        InetSocketAddress address = first(StunAttributes.XOR_MAPPED_ADDRESS);
        return address == null ? first(StunAttributes.MAPPED_ADDRESS) : address;
    }

    /// Whether a response belongs to a request.
    @Rfc(number = 8489, section = "6.3.3")
    public boolean answers(StunMessage request) {
        return (messageClass == StunClass.SUCCESS || messageClass == StunClass.ERROR)
                && method == request.method
                && transactionId.equals(request.transactionId);
    }

    /// The message as it is on the wire.
    public byte[] toByteArray() {
        return octets.clone();
    }

    /// The message as it is on the wire, not to be changed.
    byte[] octets() {
        return octets;
    }

    /// Equal in all octets.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StunMessage that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// Class, method and the names of attributes; no values, which may be secret.
    @Override
    public String toString() {
        return messageClass + " " + (method == BINDING ? "Binding" : Integer.toString(method)) + " " + attributes;
    }
}
