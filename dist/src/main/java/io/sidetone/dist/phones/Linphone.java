package io.sidetone.dist.phones;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// linphonec of Debian, without a sound card. Confined to one thread.
final class Linphone implements Telephone {

    static final String PROGRAM = "linphonec";

    private static final Pattern REGISTERED = Pattern.compile("registered, identity=");
    private static final Pattern ANSWERED = Pattern.compile("Call \\d+ with .* connected");
    private static final Pattern ENDED = Pattern.compile("Call \\d+ with .* ended");

    private final Path heard;
    private final Child child;

    /// Starts one.
    ///
    /// @param folder empty
    /// @param hertz what it says
    Linphone(Path folder, Account account, int hertz) throws IOException {
        // Without these it listens nowhere and does not say so.
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        Files.createDirectories(folder.resolve(".config/linphone"));
        heard = Files.createDirectory(folder.resolve("heard"));
        Path tone = folder.resolve("tone.wav");
        Recording.writeTone(tone, hertz);
        Files.writeString(folder.resolve("rc"), config(account, Ports.free(), Ports.free()));
        child = new Child(
                folder,
                List.of(PROGRAM, "-a", "-c", "rc", "-l", folder.resolve("log").toString(), "-d", "4"),
                Map.of(
                        "HOME",
                        folder.toString(),
                        "PULSE_RUNTIME_PATH",
                        folder.resolve("pulse").toString()));
        child.tell("soundcard use files");
        child.tell("play " + tone);
        child.tell("record " + heard.resolve("heard.wav"));
    }

    private static String config(Account account, int sip, int rtp) {
        return """
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
                reg_proxy=<%s>
                reg_route=<%s;lr>
                reg_identity=<%s>
                reg_expires=600
                reg_sendregister=1
                publish=0

                [auth_info_0]
                username=%s
                passwd=%s
                realm=%s
                domain=%s

                [rtp]
                audio_rtp_port=%d

                [sound]
                echocancellation=0

                [video]
                capture=0
                display=0
                """.formatted(
                        sip,
                        sip,
                        account.server(),
                        account.server(),
                        account.uri(),
                        account.user(),
                        account.password(),
                        account.domain(),
                        account.domain(),
                        rtp);
    }

    @Override
    public String program() {
        return PROGRAM;
    }

    /// It says so only when it is asked.
    @Override
    public boolean isRegistered() throws IOException {
        child.tell("status registered");
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
        child.tell("call " + uri);
    }

    @Override
    public void hold() throws IOException {
        child.tell("pause");
    }

    @Override
    public void resume() throws IOException {
        child.tell("resume");
    }

    @Override
    public void hangUp() throws IOException {
        child.tell("terminate");
    }

    @Override
    public Recording recording() throws IOException {
        return Recording.of(heard, ".wav");
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.empty();
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
