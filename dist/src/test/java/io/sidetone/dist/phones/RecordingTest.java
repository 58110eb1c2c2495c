package io.sidetone.dist.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final int HEADER = 44;
    private static final int SECOND = 16_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingWasHeardWhereThereIsNoFile() throws Exception {
        Recording none = Recording.of(folder, ".wav");

        assertThat(none.octets()).isZero();
        assertThat(none.ends(440)).isFalse();
        assertThat(none.strongest()).isEqualTo("silence");
    }

    @Test
    void theToneOfAFileThatIsStillWrittenIsHeard() throws Exception {
        Path file = folder.resolve("heard.wav");
        Recording.writeTone(file, 440);
        byte[] whole = Files.readAllBytes(file);
        // Linphone fills in the header in the end.
        Arrays.fill(whole, 0, HEADER, (byte) 0);
        Files.write(file, Arrays.copyOf(whole, HEADER + SECOND));
        Recording before = Recording.of(folder, ".wav");
        Files.write(file, Arrays.copyOf(whole, HEADER + 3 * SECOND));
        Recording after = Recording.of(folder, ".wav");

        assertThat(before.ends(440)).isTrue();
        assertThat(before.ends(1000)).isFalse();
        assertThat(after.isLonger(before, 2)).isTrue();
        assertThat(after.isLonger(before, 2.1)).isFalse();
        assertThat(after.strongest()).startsWith("440 Hz");
    }
}
