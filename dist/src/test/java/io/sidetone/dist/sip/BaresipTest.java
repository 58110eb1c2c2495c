package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.child.Ports;
import io.sidetone.dist.sip.Client.Result;
import io.sidetone.dist.sip.rtp.WavFile;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client calls baresip, which says a tone and keeps what it hears.
@Tag("peers")
@Timeout(120)
class BaresipTest {

    private static final int SAID = 1000;
    private static final int HEARD = 440;
    private static final int RATE = 8000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("baresip");
    }

    /// Starts a telephone that answers, at a port.
    private Program start(int port, String codec) throws IOException {
        Path heard = Files.createDirectory(folder.resolve("heard"));
        Path tone = folder.resolve("tone.wav");
        Wav.write(tone, SAID, 30);
        int rtp = Ports.free();
        Files.writeString(folder.resolve("config"), """
                net_interface 127.0.0.1
                sip_listen 127.0.0.1:%d
                module_path /usr/lib/baresip/modules
                module g711.so
                module uuid.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                audio_player aubridge,sink
                audio_source aufile,%s
                audio_alert aufile,%s
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                rtp_ports %d-%d
                snd_path %s
                """.formatted(port, tone, tone, rtp, rtp + 20, heard));
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:bob@127.0.0.1>;regint=0;answermode=auto;audio_codecs=%s/8000/1\n".formatted(codec));
        Files.createFile(folder.resolve("contacts"));
        return Program.start(folder, List.of("baresip", "-f", folder.toString(), "-t", "90"));
    }

    /// The share of a tone in the loudest tenth of a second of what it has heard.
    private double heardShare() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            double best = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith("-dec.wav")).toList()) {
                best = Math.max(best, share(WavFile.read(file)));
            }
            return best;
        }
    }

    private static double share(short[] samples) {
        double best = 0;
        for (int from = 0; from + RATE / 10 <= samples.length; from += RATE / 10) {
            double sine = 0;
            double cosine = 0;
            double energy = 1e8;
            for (int i = from; i < from + RATE / 10; i++) {
                double angle = 2 * Math.PI * HEARD * i / RATE;
                sine += samples[i] * Math.sin(angle);
                cosine += samples[i] * Math.cos(angle);
                energy += (double) samples[i] * samples[i];
            }
            best = Math.max(best, 2 * (sine * sine + cosine * cosine) / (RATE / 10 * energy));
        }
        return best;
    }

    private Result ping(String uri) throws Exception {
        Result result = Client.run("ping", "--timeout", "0.5", uri);
        for (int i = 0; i < 40 && result.code() != 0; i++) {
            result = Client.run("ping", "--timeout", "0.5", uri);
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"udp,PCMU", "tcp,PCMA"})
    void eachHearsTheToneOfTheOther(String transport, String codec) throws Exception {
        int port = Ports.free();
        String uri = "sip:bob@127.0.0.1:" + port + (transport.equals("tcp") ? ";transport=tcp" : "");
        try (Program baresip = start(port, codec)) {
            assertThat(ping(uri).code()).as(baresip::output).isZero();

            Result result = Client.run("call", "--json", "--tone", "" + HEARD, "--dtmf", "7", "--duration", "3", uri);

            assertThat(result.code()).as(result.out() + baresip.output()).isZero();
            assertThat(result.json()).containsEntry("frequency", (long) SAID).containsEntry("dtmf", "rtp");
            assertThat((BigDecimal) Objects.requireNonNull(result.json().get("share")))
                    .isGreaterThan(new BigDecimal("0.8"));
            for (int i = 0; i < 100 && heardShare() < 0.8; i++) {
                // It closes the file of what it has heard a moment after the call.
                assertThat(baresip.runsOn(50)).isTrue();
            }
            assertThat(heardShare()).as(baresip::output).isGreaterThan(0.8);
        }
    }
}
