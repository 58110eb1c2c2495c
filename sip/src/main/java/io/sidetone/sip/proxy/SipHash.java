package io.sidetone.sip.proxy;

/// SipHash-2-4, a hash with a key: who does not know the key can neither foresee a hash nor find two inputs that
/// share one, and it costs a nanosecond or two an octet. Confined to the call that uses it.
///
/// The name is chance: it is not made for SIP, but for short texts that strangers choose.
final class SipHash {

    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int length;

    SipHash(long key0, long key1) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    SipHash octet(int octet) {
        word |= (octet & 0xFFL) << (8 * (length++ & 7));
        if ((length & 7) == 0) {
            compress();
        }
        return this;
    }

    /// Takes a text and an end mark, so that no two lists of texts look the same.
    SipHash text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                octet(0xFE).octet(c >> 8);
            }
            octet(c);
        }
        return octet(0xFF);
    }

    SipHash number(long number) {
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            octet((int) (number >>> shift));
        }
        return this;
    }

    /// The hash of all that was taken. Nothing can be added any more.
    long finish() {
        word |= (long) length << 56;
        compress();
        v2 ^= 0xFF;
        for (int i = 0; i < 4; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void compress() {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
        word = 0;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }

    /// A hash as 16 hexadecimal digits.
    static void appendHex(long hash, StringBuilder out) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((int) (hash >>> shift) & 0xF, 16));
        }
    }
}
