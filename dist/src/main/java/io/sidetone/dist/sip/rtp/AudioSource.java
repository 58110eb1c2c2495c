package io.sidetone.dist.sip.rtp;

/// What this side says. Confined to the thread that sends.
public interface AudioSource {

    /// Nothing.
    AudioSource SILENCE = length -> new short[length];

    /// The next samples.
    ///
    /// @param length how many
    short[] next(int length);

    /// Whether all was said; what follows is silence. What has no end is never at its end.
    default boolean isAtEnd() {
        return false;
    }

    /// A sine tone without end.
    ///
    /// @param hertz below half of [G711#RATE]
    static AudioSource tone(int hertz) {
        return new Tone(hertz);
    }

    /// These samples, once.
    static AudioSource of(short[] samples) {
        return new Samples(samples.clone());
    }
}
