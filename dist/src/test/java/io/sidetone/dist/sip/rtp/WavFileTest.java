package io.sidetone.dist.sip.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path write(AudioFormat format, byte... octets) throws IOException {
        Path file = folder.resolve("a.wav");
        int frames = octets.length / format.getFrameSize();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(octets), format, frames),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    @Test
    void readsSamplesOfSixteenBits() throws IOException {
        Path file = write(new AudioFormat(8000, 16, 1, true, false), (byte) 1, (byte) 0, (byte) 0xFF, (byte) 0xFF);

        assertThat(WavFile.read(file)).containsExactly(1, -1);
    }

    @Test
    void readsMuLaw() throws IOException {
        AudioFormat law = new AudioFormat(AudioFormat.Encoding.ULAW, 8000, 8, 1, 1, 8000, false);

        assertThat(WavFile.read(write(law, (byte) 0xFF, (byte) 0x00))).containsExactly(0, -32_124);
    }

    @Test
    void saysWhatItCanNotPlay() throws IOException {
        Path stereo = write(new AudioFormat(44_100, 16, 2, true, false), new byte[8]);
        Path text = Files.writeString(folder.resolve("b.wav"), "no sound");

        assertThatThrownBy(() -> WavFile.read(stereo)).hasMessageContaining("one channel of 8000 Hz is needed");
        assertThatThrownBy(() -> WavFile.read(text)).hasMessageContaining("is no WAV file");
        assertThatThrownBy(() -> WavFile.read(folder.resolve("none.wav"))).isInstanceOf(IOException.class);
    }
}
