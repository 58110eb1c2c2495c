package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/// Makes a message. Attributes stand in the order in which they are added; integrity comes behind all others,
/// and the fingerprint last. Confined to the thread that uses it.
@Rfc(number = 8489, section = "6.1")
public final class StunBuilder {

    private static final int MAX_METHOD = 0xFFF;

    private final StunTransactionId transactionId;
    private final List<StunAttribute> attributes = new ArrayList<>();
    private final ByteWriter out = new ByteWriter(128);
    private int sealed;

    /// @param method 0 to 4095
    /// @throws IllegalArgumentException if the method is out of its range
    public StunBuilder(StunClass messageClass, int method, StunTransactionId transactionId) {
        if (method != (method & MAX_METHOD)) {
            throw new IllegalArgumentException("No method: " + method);
        }
        this.transactionId = transactionId;
        StunCodec.write(StunMessage.type(messageClass, method), 2, out);
        StunCodec.write(0, 2, out);
        out.octets(transactionId.octets());
    }

    /// A Binding request.
    public static StunBuilder bindingRequest(StunTransactionId transactionId) {
        return new StunBuilder(StunClass.REQUEST, StunMessage.BINDING, transactionId);
    }

    /// A response that says that a request was done.
    @Rfc(number = 8489, section = "6.3.1.1")
    public static StunBuilder success(StunMessage request) {
        return new StunBuilder(StunClass.SUCCESS, request.method(), request.transactionId());
    }

    /// A response that says why a request was not done.
    @Rfc(number = 8489, section = "6.3.1.1")
    public static StunBuilder error(StunMessage request, ErrorCode error) {
        return new StunBuilder(StunClass.ERROR, request.method(), request.transactionId())
                .add(StunAttributes.ERROR_CODE, error);
    }

    /// Adds an attribute.
    ///
    /// @throws IllegalArgumentException if the value can not stand in it, or there are too many attributes
    /// @throws IllegalStateException if integrity or fingerprint were added
    public <T> StunBuilder add(StunAttributeType<T> type, T value) {
        if (sealed > 0) {
            throw new IllegalStateException("Nothing is added behind integrity and fingerprint");
        }
        if (StunMessage.sealRank(type.code()) > 0) {
            throw new IllegalArgumentException(type + " is computed");
        }
        return append(type.code(), type.write(value, transactionId));
    }

    /// Adds MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256 over what was added.
    ///
    /// @throws IllegalStateException if the same, SHA256 or the fingerprint were added
    @Rfc(number = 8489, section = "9.1.2")
    public StunBuilder integrity(MessageIntegrity integrity, StunKey key) {
        int code = integrity.type().code();
        return seal(code, integrity.compute(out.toByteArray(), out.length(), key));
    }

    /// Adds FINGERPRINT over what was added.
    ///
    /// @throws IllegalStateException if it was added
    @Rfc(number = 8489, section = "7")
    public StunBuilder fingerprint() {
        ByteWriter value = new ByteWriter(4);
        StunCodec.write(Fingerprint.compute(out.toByteArray(), 0, out.length()), 4, value);
        return seal(StunAttributes.FINGERPRINT.code(), value.toByteArray());
    }

    private StunBuilder seal(int code, byte[] value) {
        int rank = StunMessage.sealRank(code);
        if (rank <= sealed) {
            throw new IllegalStateException(StunAttributes.name(code) + " comes too late");
        }
        sealed = rank;
        return append(code, value);
    }

    private StunBuilder append(int code, byte[] value) {
        int next = StunCodec.padded(out.length() + StunMessage.ATTRIBUTE_HEAD + value.length);
        if (next - StunMessage.HEADER_OCTETS > 0xFFFF || attributes.size() == StunMessage.MAX_ATTRIBUTES) {
            throw new IllegalArgumentException("Too much for a message");
        }
        attributes.add(new StunAttribute(code, out.length(), value));
        StunCodec.write(code, 2, out);
        StunCodec.write(value.length, 2, out);
        out.octets(value);
        while (out.length() < next) {
            out.octet(0);
        }
        return this;
    }

    /// The message so far.
    public StunMessage build() {
        byte[] octets = out.toByteArray();
        setLength(octets, octets.length);
        return new StunMessage(octets, attributes);
    }

    /// Writes into the header that the message ends there.
    static void setLength(byte[] octets, int end) {
        int length = end - StunMessage.HEADER_OCTETS;
        octets[2] = (byte) (length >> 8);
        octets[3] = (byte) length;
    }
}
