package io.sidetone.dist.sip.rtp;

/// A sine tone, a quarter as loud as can be. Confined to the thread that sends.
final class Tone implements AudioSource {

    private static final double LOUDNESS = 8000;

    private final int hertz;
    private long position;

    Tone(int hertz) {
        this.hertz = hertz;
    }

    @Override
    public short[] next(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) (LOUDNESS * Math.sin(2 * Math.PI * hertz * (position++ % G711.RATE) / G711.RATE));
        }
        return samples;
    }
}
