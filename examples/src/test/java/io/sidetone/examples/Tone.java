package io.sidetone.examples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Sine tones in WAV files: what telephones say in tests, and what others heard of it.
final class Tone {

    private static final int RATE = 8000;
    private static final int SECONDS = 30;
    private static final double LOUDNESS = 8000;

    private Tone() {}

    static void write(Path file, int hertz) throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(RATE * SECONDS * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < RATE * SECONDS; i++) {
            samples.putShort((short) (LOUDNESS * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioInputStream sound =
                new AudioInputStream(new ByteArrayInputStream(samples.array()), format, (long) RATE * SECONDS);
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }

    /// The share of a file's energy that is a tone: near 1 if there is nothing else, near 0 without it. Silence
    /// has none. The first samples, before media flows, are heard too.
    static double share(Path file, int hertz) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(file.toFile())) {
            ByteBuffer samples = ByteBuffer.wrap(sound.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float rate = sound.getFormat().getSampleRate();
            double sine = 0;
            double cosine = 0;
            double energy = 0;
            int count = samples.remaining() / 2;
            double best = 0;
            // In pieces of a tenth of a second: two clocks do not run alike, and over long times phases drift.
            int piece = (int) (rate / 10);
            for (int i = 0; i < count; i++) {
                double sample = samples.getShort(2 * i);
                double angle = 2 * Math.PI * hertz * i / rate;
                sine += sample * Math.sin(angle);
                cosine += sample * Math.cos(angle);
                energy += sample * sample;
                if ((i + 1) % piece == 0) {
                    if (energy > piece * 10_000.0) {
                        best = Math.max(best, 2 * (sine * sine + cosine * cosine) / (piece * energy));
                    }
                    sine = 0;
                    cosine = 0;
                    energy = 0;
                }
            }
            return best;
        }
    }
}
