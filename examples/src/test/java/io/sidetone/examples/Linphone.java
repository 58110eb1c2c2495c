package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Linphone telephone that plays a tone to whoever it talks with and keeps what it hears.
final class Linphone implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final BufferedWriter commands;

    private Linphone(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.commands = process.outputWriter();
    }

    /// Starts a telephone that registers with a server.
    static Linphone start(Path parent, String user, String transport, int server, int tone) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(user));
        // Without these it listens nowhere and does not say so.
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        Files.createDirectories(folder.resolve(".config/linphone"));
        Tone.write(folder.resolve("tone.wav"), tone);
        int port = Example.freePort();
        String proxy = "<sip:127.0.0.1:%d;transport=%s;lr>".formatted(server, transport);
        Files.writeString(folder.resolve("rc"), """
                [sip]
                sip_port=%d
                sip_tcp_port=%d
                sip_tls_port=-1
                bind_address=127.0.0.1
                default_proxy=0
                verify_server_certs=0
                verify_server_cn=0
                media_encryption=none
                guess_hostname=1
                register_only_when_network_is_up=0

                [proxy_0]
                reg_proxy=%s
                reg_route=%s
                reg_identity=<sip:%s@example.test>
                reg_expires=600
                reg_sendregister=1
                publish=0

                [rtp]
                audio_rtp_port=%d

                [sound]
                echocancellation=0

                [video]
                capture=0
                display=0
                """.formatted(port, port, proxy, proxy, user, Example.freePort() & ~1));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "linphonec", "-c", "rc", "-l", folder.resolve("log").toString(), "-d", "4"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("PULSE_RUNTIME_PATH", folder.resolve("pulse").toString());
        Linphone telephone = new Linphone(folder, builder.start());
        telephone.command("soundcard use files");
        telephone.command("play " + folder.resolve("tone.wav"));
        telephone.command("record " + telephone.recording());
        return telephone;
    }

    private Path recording() {
        return folder.resolve("heard.wav");
    }

    void command(String line) throws IOException {
        commands.write(line);
        commands.newLine();
        commands.flush();
    }

    String output() {
        try {
            return Files.readString(folder.resolve("output"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "no output";
        }
    }

    /// It says so only when it is asked.
    void awaitRegistered() throws Exception {
        assertThat(Waiting.until(
                        () -> {
                            command("status registered");
                            return output().contains("registered, identity=");
                        },
                        40))
                .as(this::output)
                .isTrue();
    }

    boolean hasHeard(int seconds) {
        return recording().toFile().length() > 16_000L * seconds;
    }

    /// How much of what it heard was this tone, from 0 to 1. Only after the call: then the file is whole.
    double heard(int tone) throws Exception {
        return Tone.share(recording(), tone);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
