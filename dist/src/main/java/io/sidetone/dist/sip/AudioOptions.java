package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.sip.rtp.AudioSource;
import io.sidetone.dist.sip.rtp.Echo;
import io.sidetone.dist.sip.rtp.G711;
import io.sidetone.dist.sip.rtp.WavFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What to say, and how. Confined to the thread of the command.
final class AudioOptions {

    private static final int LOWEST = 50;
    private static final int HIGHEST = 3800;

    /// What to say instead of nothing.
    private static final class Saying {

        @Option(names = "--play", paramLabel = "FILE", description = "Play a WAV file: one channel, 8000 Hz.")
        private @Nullable Path file;

        @Option(names = "--tone", paramLabel = "HZ", description = "Send a tone, 50 to 3800 Hz.")
        private @Nullable Integer hertz;

        @Option(names = "--echo", description = "Send back what is heard.")
        private boolean echo;
    }

    @ArgGroup
    private @Nullable Saying saying;

    @Option(names = "--codec", paramLabel = "NAME", description = "Take only PCMU or only PCMA.")
    private @Nullable G711 codec;

    /// What to take, the best first.
    List<G711> laws() {
        return codec == null ? List.of(G711.PCMU, G711.PCMA) : List.of(codec);
    }

    /// Whether there is a recording, which has an end.
    boolean isRecording() {
        return saying != null && saying.file != null;
    }

    /// What to say, from its beginning.
    AudioSource source() throws CommandException {
        Saying what = saying;
        if (what == null) {
            return AudioSource.SILENCE;
        }
        Path file = what.file;
        if (file != null) {
            try {
                return AudioSource.of(WavFile.read(file));
            } catch (IOException e) {
                throw CommandException.usage("the recording can not be played: " + e.getMessage());
            }
        }
        Integer hertz = what.hertz;
        if (hertz == null) {
            return what.echo ? new Echo() : AudioSource.SILENCE;
        }
        if (hertz < LOWEST || hertz > HIGHEST) {
            throw CommandException.usage("--tone is from 50 to 3800 Hz, not " + hertz + ".");
        }
        return AudioSource.tone(hertz);
    }
}
