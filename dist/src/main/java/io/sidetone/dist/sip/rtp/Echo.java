package io.sidetone.dist.sip.rtp;

import java.util.ArrayDeque;
import java.util.Queue;

/// Says what was heard, a moment later. Thread-safe.
public final class Echo implements AudioSource {

    /// How many samples wait at most, half a second: more would be an ever longer delay.
    private static final int LONGEST = G711.RATE / 2;

    private final Queue<Short> waiting = new ArrayDeque<>();

    /// Takes what was heard.
    synchronized void heard(short[] samples) {
        for (short sample : samples) {
            if (waiting.size() < LONGEST) {
                waiting.add(sample);
            }
        }
    }

    @Override
    public synchronized short[] next(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length && !waiting.isEmpty(); i++) {
            samples[i] = waiting.remove();
        }
        return samples;
    }
}
