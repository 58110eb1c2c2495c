package io.sidetone.dist.phones;

import io.sidetone.dist.sip.rtp.AudioSource;
import io.sidetone.dist.sip.rtp.G711;
import io.sidetone.dist.sip.rtp.Spectrum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// What a telephone has heard up to now, in files that it still writes. Immutable: a later one is longer.
///
/// @param octets how much it is in all
/// @param rate samples a second
/// @param latest the last half of a second
record Recording(long octets, int rate, List<Short> latest) {

    private static final int HEADER = 44;
    private static final int RATE_FIELD = 24;
    private static final int USUAL = 8000;
    private static final int TONE_SECONDS = 120;

    /// How much of what is heard a tone has to be, so that it is heard.
    private static final double MOST = 0.8;

    /// Reads the files of a folder whose names end like this.
    static Recording of(Path folder, String ending) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ending))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
        long octets = 0;
        for (Path file : files) {
            octets += Math.max(0, Files.size(file) - HEADER);
        }
        return files.isEmpty() ? new Recording(0, USUAL, List.of()) : read(files.getLast(), octets);
    }

    private static Recording read(Path file, long octets) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length < HEADER) {
                return new Recording(octets, USUAL, List.of());
            }
            in.seek(RATE_FIELD);
            int written = Integer.reverseBytes(in.readInt());
            // Linphone writes the header when it closes the file.
            int rate = written > 0 ? written : USUAL;
            long samples = Math.min((length - HEADER) / 2, rate / 2);
            in.seek(HEADER + ((length - HEADER) / 2 - samples) * 2);
            byte[] end = new byte[(int) samples * 2];
            in.readFully(end);
            ByteBuffer values = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            return new Recording(
                    octets,
                    rate,
                    Stream.generate(values::getShort).limit(samples).toList());
        }
    }

    /// Whether there is so much more of it than of an earlier one.
    boolean isLonger(Recording earlier, double seconds) {
        return octets - earlier.octets() >= 2 * seconds * rate;
    }

    /// Whether the latest that was heard is this tone and hardly anything else.
    boolean ends(int hertz) {
        Spectrum spectrum = spectrum();
        return spectrum.loud() > 0
                && Math.abs(spectrum.strongest() * (long) rate / G711.RATE - hertz) <= 10
                && spectrum.share() > MOST;
    }

    /// The strongest tone of the latest, in words.
    String strongest() {
        Spectrum spectrum = spectrum();
        return spectrum.loud() == 0
                ? "silence"
                : spectrum.strongest() * (long) rate / G711.RATE + " Hz, " + Math.round(100 * spectrum.share())
                        + " % of it";
    }

    private Spectrum spectrum() {
        short[] samples = new short[latest.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = latest.get(i);
        }
        Spectrum spectrum = new Spectrum();
        spectrum.add(samples);
        return spectrum;
    }

    /// Writes a file with a tone, for a telephone to say.
    static void writeTone(Path file, int hertz) throws IOException {
        short[] samples = AudioSource.tone(hertz).next(TONE_SECONDS * G711.RATE);
        ByteBuffer octets = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(G711.RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(octets.array()), format, samples.length),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }
}
