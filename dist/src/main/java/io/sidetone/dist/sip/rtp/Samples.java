package io.sidetone.dist.sip.rtp;

/// A recording that is played once. Confined to the thread that sends, but for [#isAtEnd].
final class Samples implements AudioSource {

    private final short[] samples;
    private volatile int position;

    /// @param samples belong to this
    Samples(short[] samples) {
        this.samples = samples;
    }

    @Override
    public short[] next(int length) {
        short[] next = new short[length];
        int from = position;
        int count = Math.min(length, samples.length - from);
        System.arraycopy(samples, from, next, 0, count);
        position = from + count;
        return next;
    }

    @Override
    public boolean isAtEnd() {
        return position == samples.length;
    }
}
