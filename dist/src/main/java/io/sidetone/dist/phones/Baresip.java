package io.sidetone.dist.phones;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Ports;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// baresip of Debian, without a sound card. Confined to one thread.
final class Baresip implements Telephone {

    static final String PROGRAM = "baresip";

    private static final Pattern REGISTERED = Pattern.compile("\\[\\d+ bindings?]|200 OK");
    private static final Pattern ANSWERED = Pattern.compile("Call established");
    private static final Pattern ENDED = Pattern.compile("terminated \\(duration");
    private static final Pattern RATES = Pattern.compile("audio=\\d+/(\\d+) \\(bit/s\\)");
    private static final int SECONDS = 10;

    private final Path heard;
    private final Child child;
    private final int control;

    /// Starts one.
    ///
    /// @param folder empty
    /// @param hertz what it says
    Baresip(Path folder, Account account, int hertz) throws IOException {
        heard = Files.createDirectory(folder.resolve("heard"));
        Path tone = folder.resolve("tone.wav");
        Recording.writeTone(tone, hertz);
        control = Ports.free();
        Files.writeString(folder.resolve("config"), config(tone, Ports.free()));
        Files.writeString(
                folder.resolve("accounts"),
                "<%s>;outbound=\"%s\";auth_user=%s;auth_pass=%s;regint=600;answermode=auto;audio_codecs=PCMU/8000/1\n"
                        .formatted(account.uri(), account.server(), account.user(), account.password()));
        Files.createFile(folder.resolve("contacts"));
        child = new Child(folder, List.of(PROGRAM, "-f", folder.toString()), Map.of());
    }

    private String config(Path tone, int rtp) throws IOException {
        return """
                net_interface 127.0.0.1
                sip_listen 127.0.0.1:%d
                module_path /usr/lib/baresip/modules
                module g711.so
                module uuid.so
                module aufile.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%d
                audio_source aufile,%s
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                rtp_ports %d-%d
                snd_path %s
                """.formatted(Ports.free(), control, tone, rtp, rtp + 20, heard);
    }

    @Override
    public String program() {
        return PROGRAM;
    }

    @Override
    public boolean isRegistered() {
        return REGISTERED.matcher(said()).find();
    }

    @Override
    public int answered() {
        return (int) ANSWERED.matcher(said()).results().count();
    }

    @Override
    public int ended() {
        return (int) ENDED.matcher(said()).results().count();
    }

    @Override
    public void call(String uri) throws IOException {
        command("dial", uri);
    }

    @Override
    public void hold() throws IOException {
        command("hold", "");
    }

    @Override
    public void resume() throws IOException {
        command("resume", "");
    }

    @Override
    public void hangUp() throws IOException {
        command("hangup", "");
    }

    /// A netstring with a command, as its control socket takes it.
    private void command(String name, String parameters) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), control)) {
            socket.setSoTimeout(1000 * SECONDS);
            String json = "{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"1\"}".formatted(name, parameters);
            OutputStream out = socket.getOutputStream();
            out.write((json.length() + ":" + json + ",").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            if (socket.getInputStream().read() < 0) {
                throw new EOFException(PROGRAM + " does not take the command " + name);
            }
        }
    }

    @Override
    public Recording recording() throws IOException {
        return Recording.of(heard, "-dec.wav");
    }

    @Override
    public OptionalInt received() {
        return RATES.matcher(said())
                .results()
                .mapToInt(rates -> Integer.parseInt(rates.group(1)))
                .reduce((_, last) -> last);
    }

    @Override
    public String said() {
        return child.said();
    }

    @Override
    public void close() {
        child.close();
    }
}
