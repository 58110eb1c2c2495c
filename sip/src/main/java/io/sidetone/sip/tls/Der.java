package io.sidetone.sip.tls;

import io.sidetone.sip.text.SyntaxException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Reads and writes the few pieces of DER that keys are made of: elements of a tag, a length and a content.
///
/// Confined to the thread that uses it.
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    /// The element 0 of a structure, where its number is its name.
    static final int NUMBER_0 = 0xA0;

    private static final int LONG_LENGTH = 0x80;
    private static final int MAX_LENGTH_OCTETS = 3;

    private final byte[] octets;
    private int at;

    /// @param octets elements, one behind the other
    Der(byte[] octets) {
        this.octets = octets;
    }

    /// Whether an element with this tag comes next.
    boolean isNext(int tag) {
        return at < octets.length && (octets[at] & 0xFF) == tag;
    }

    /// The content of the next element, which must have this tag. Moves past it.
    byte[] next(int tag) throws SyntaxException {
        int from = at;
        if (!isNext(tag)) {
            throw new SyntaxException("another element expected", from);
        }
        at++;
        int length = length();
        if (length > octets.length - at) {
            throw new SyntaxException("element longer than what it is in", from);
        }
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    private int length() throws SyntaxException {
        int first = octet();
        if (first < LONG_LENGTH) {
            return first;
        }
        int count = first - LONG_LENGTH;
        if (count == 0 || count > MAX_LENGTH_OCTETS) {
            throw new SyntaxException("length expected", at - 1);
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws SyntaxException {
        if (at == octets.length) {
            throw new SyntaxException("cut off", at);
        }
        return octets[at++] & 0xFF;
    }

    /// An element with this tag; its content is these pieces, one behind the other.
    static byte[] element(int tag, byte[]... pieces) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            content.writeBytes(piece);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 2 + MAX_LENGTH_OCTETS);
        out.write(tag);
        if (length < LONG_LENGTH) {
            out.write(length);
        } else {
            int count = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : MAX_LENGTH_OCTETS;
            out.write(LONG_LENGTH + count);
            for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
