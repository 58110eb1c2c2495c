package io.sidetone.dist.sip.rtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Reads recordings. Thread-safe: only functions.
public final class WavFile {

    /// Longer ones are refused: ten minutes.
    private static final long LONGEST = 600L * G711.RATE;

    private WavFile() {}

    /// The samples of a WAV file with one channel of 8000 Hz, of 16 bits or of G.711.
    ///
    /// @throws IOException if it can not be read or is something else; the message says what
    public static short[] read(Path file) throws IOException {
        AudioFormat wanted = new AudioFormat(G711.RATE, 16, 1, true, false);
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat found = sound.getFormat();
            boolean fits = found.getSampleRate() == G711.RATE && found.getChannels() == 1;
            if (!fits || !AudioSystem.isConversionSupported(wanted, found)) {
                throw new IOException(file + " is " + found + "; one channel of 8000 Hz is needed");
            }
            if (sound.getFrameLength() > LONGEST) {
                throw new IOException(file + " is longer than ten minutes");
            }
            try (AudioInputStream converted = AudioSystem.getAudioInputStream(wanted, sound)) {
                byte[] octets = converted.readNBytes((int) (2 * LONGEST));
                short[] samples = new short[octets.length / 2];
                ByteBuffer.wrap(octets)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer()
                        .get(samples);
                return samples;
            }
        } catch (UnsupportedAudioFileException _) {
            throw new IOException(file + " is no WAV file that can be played");
        }
    }
}
