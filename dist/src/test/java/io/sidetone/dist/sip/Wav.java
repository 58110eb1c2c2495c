package io.sidetone.dist.sip;

import io.sidetone.dist.sip.rtp.AudioSource;
import io.sidetone.dist.sip.rtp.G711;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// WAV files with a tone.
final class Wav {

    private Wav() {}

    static void write(Path file, int hertz, int seconds) throws IOException {
        short[] samples = AudioSource.tone(hertz).next(seconds * G711.RATE);
        ByteBuffer octets = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(G711.RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(octets.array()), format, samples.length),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }
}
