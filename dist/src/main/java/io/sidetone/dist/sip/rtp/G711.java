package io.sidetone.dist.sip.rtp;

/// The two laws of G.711: samples of 16 bits as octets. Thread-safe.
public enum G711 {
    /// A-law, as Europe has it.
    PCMA(8) {
        @Override
        int encode(int sample) {
            int sign = sample >= 0 ? 0x80 : 0;
            int magnitude = Math.min((sample >= 0 ? sample : ~sample) >> 4, 0x7FF);
            int exponent = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int mantissa = (exponent == 0 ? magnitude : magnitude >> (exponent - 1)) & 0x0F;
            return (sign | exponent << 4 | mantissa) ^ 0x55;
        }

        @Override
        int decode(int octet) {
            int code = octet ^ 0x55;
            int exponent = code >> 4 & 0x07;
            int mantissa = (code & 0x0F) << 4 | 0x08;
            int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << (exponent - 1);
            return (code & 0x80) != 0 ? magnitude : -magnitude;
        }
    },
    /// mu-law, as America and Japan have it.
    PCMU(0) {
        @Override
        int encode(int sample) {
            int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
            int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
            int mantissa = magnitude >> (exponent + 3) & 0x0F;
            return ~((sample < 0 ? 0x80 : 0) | exponent << 4 | mantissa) & 0xFF;
        }

        @Override
        int decode(int octet) {
            int code = ~octet;
            int magnitude = (((code & 0x0F) << 3 | BIAS) << (code >> 4 & 0x07)) - BIAS;
            return (code & 0x80) != 0 ? -magnitude : magnitude;
        }
    };

    /// How many samples there are in a second, and octets too.
    public static final int RATE = 8000;

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private final int payloadType;

    G711(int payloadType) {
        this.payloadType = payloadType;
    }

    abstract int encode(int sample);

    abstract int decode(int octet);

    /// The number that RFC 3551 has given it.
    public int payloadType() {
        return payloadType;
    }

    /// Samples as octets.
    public byte[] encode(short[] samples) {
        byte[] octets = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            octets[i] = (byte) encode(samples[i]);
        }
        return octets;
    }

    /// Octets as samples.
    public short[] decode(byte[] octets) {
        short[] samples = new short[octets.length];
        for (int i = 0; i < octets.length; i++) {
            samples[i] = (short) decode(octets[i] & 0xFF);
        }
        return samples;
    }
}
