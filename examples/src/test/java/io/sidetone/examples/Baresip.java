package io.sidetone.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A baresip telephone that plays a tone to whoever it talks with and keeps what it hears.
final class Baresip implements AutoCloseable {

    private final Path folder;
    private final Program program;
    private final int control;

    private Baresip(Path folder, Program program, int control) {
        this.folder = folder;
        this.program = program;
        this.control = control;
    }

    /// Starts a telephone that registers with a server and answers all calls.
    ///
    /// @param transport by which it talks to the server
    static Baresip start(Path parent, String user, String transport, int server, int tone) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(user));
        Files.createDirectory(folder.resolve("heard"));
        Tone.write(folder.resolve("tone.wav"), tone);
        int control = Example.freePort();
        int rtp = Example.freePort() & ~1;
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
                module_app ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                audio_player aubridge,sink
                audio_source aufile,%s
                audio_alert aufile,%s
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                rtp_ports %d-%d
                snd_path %s
                """.formatted(
                        Example.freePortAndNext(control),
                        control,
                        folder.resolve("tone.wav"),
                        folder.resolve("tone.wav"),
                        rtp,
                        rtp + 20,
                        folder.resolve("heard")));
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:%s@example.test>;outbound=\"sip:127.0.0.1:%d;transport=%s\";regint=600;answermode=auto;%s\n"
                        .formatted(user, server, transport, "audio_codecs=PCMU/8000/1"));
        Files.createFile(folder.resolve("contacts"));
        Program program = Program.start(folder, List.of("baresip", "-f", folder.toString(), "-t", "90"));
        return new Baresip(folder, program, control);
    }

    String output() {
        return program.output();
    }

    void awaitRegistered() throws Exception {
        await("200 OK");
    }

    /// Waits until it has said something.
    void await(String text) throws Exception {
        assertThat(Waiting.until(() -> output().contains(text), 30))
                .as(this::output)
                .isTrue();
    }

    void call(String uri) throws IOException {
        command("dial", uri);
    }

    void hangUp() throws IOException {
        command("hangup", "");
    }

    /// A netstring with a command, as its control socket takes it.
    private void command(String name, String parameters) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), control)) {
            String json = "{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"1\"}".formatted(name, parameters);
            OutputStream out = socket.getOutputStream();
            out.write((json.length() + ":" + json + ",").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isNotNegative();
        }
    }

    /// Whether it has heard something for so long.
    boolean hasHeard(int seconds) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            return files.anyMatch(path ->
                    path.toString().endsWith("-dec.wav") && path.toFile().length() > 16_000L * seconds);
        }
    }

    /// How much of what it heard was this tone, from 0 to 1. Only after the call: then the file is whole.
    double heard(int tone) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("heard"))) {
            double most = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith("-dec.wav")).toList()) {
                most = Math.max(most, Tone.share(file, tone));
            }
            return most;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
