package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.child.Ports;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.module.SocketLine;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import io.sidetone.sip.peers.Sipp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SIPp registers with a server and calls through it, with passwords and without. The script is `two-doors.cfg`,
/// the scenarios are those of the examples.
@Tag("peers")
@Timeout(120)
class SippTest {

    private static final int CALLS = 10;
    private static final int SECONDS = 50;
    private static final String SCENARIOS = "examples/src/test/resources/io/sidetone/examples";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int open;
    private int guarded;
    private int uas;
    private int mail;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        Installed.assume("sipp");
        open = Ports.free();
        guarded = Ports.free();
        uas = Ports.free();
        mail = Ports.free();
        Path script = Path.of(SippTest.class.getResource("two-doors.cfg").toURI());
        server = new ServerProcess(
                new Configuration(script.toString(), folder, SourceOptions.NONE),
                folder.resolve("data"),
                Map.of("auth", "" + guarded, "uas", "" + uas, "mail", "" + mail),
                List.of());
        List<SocketLine> sockets = new ArrayList<>();
        for (int port : new int[] {open, guarded}) {
            sockets.add(SocketLine.parse(List.of("udp:127.0.0.1:" + port)));
            sockets.add(SocketLine.parse(List.of("tcp:127.0.0.1:" + port)));
        }
        assertThat(server.start(sockets, false)).isEmpty();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    // ---- SIPp

    private Program sipp(Path scenario, String transport, int port, List<String> more) throws IOException {
        List<String> scenarioAndMore = new ArrayList<>(List.of("-sf", scenario.toString()));
        scenarioAndMore.addAll(more);
        return Sipp.start(folder, transport, "127.0.0.1", port, scenarioAndMore);
    }

    private static Path scenario(String name) {
        return Repository.root().resolve(SCENARIOS).resolve(name);
    }

    private Program answer(String scenario, String transport, int port) throws IOException {
        return sipp(scenario(scenario), transport, port, List.of());
    }

    /// What was sent and received while SIPp did a scenario, which has to have gone well.
    ///
    /// @param rows each `user;domain;password;callee`
    private String run(Path scenario, String transport, int port, String rows, String... more) throws Exception {
        Path callers = Files.writeString(
                Files.createTempFile(folder, "callers", ".csv"), "SEQUENTIAL\n" + rows.strip() + "\n");
        Path messages = Files.createTempFile(folder, "messages", ".log");
        List<String> options = new ArrayList<>(List.of(
                "127.0.0.1:" + port,
                "-inf",
                callers.toString(),
                "-r",
                "20",
                "-timeout",
                "40s",
                "-timeout_error",
                "-trace_msg",
                "-message_file",
                messages.toString()));
        options.addAll(List.of(more));
        try (Program program = sipp(scenario, transport, Ports.free(), options)) {
            assertThat(program.end(SECONDS)).as(program::output).isZero();
        }
        return Files.readString(messages);
    }

    private String call(String scenario, String transport, int port, String callee) throws Exception {
        String row = "alice;example.test;pw-alice;" + callee;
        return run(scenario(scenario), transport, port, row, "-m", "" + CALLS, "-d", "50");
    }

    private void register(String user, int contact, String way) throws Exception {
        String row = user + ";example.test;pw-" + user;
        String said = run(
                scenario("register.xml"),
                way,
                guarded,
                row,
                "-m",
                "1",
                "-key",
                "contact_port",
                "" + contact,
                "-key",
                "expires",
                "60");
        assertThat(count(said, "SIP/2.0 401")).isEqualTo(1);
    }

    private static long count(String messages, String start) {
        return Pattern.compile("^" + Pattern.quote(start), Pattern.MULTILINE)
                .matcher(messages)
                .results()
                .count();
    }

    // ---- What it does

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "10.3")
    void aHundredUsersRegisterWithTheirPasswords(String transport) throws Exception {
        StringBuilder users = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            users.append("user%03d;example.test;pw-user%03d\n".formatted(i, i));
        }
        String said = run(
                scenario("register.xml"),
                transport,
                guarded,
                users.toString(),
                "-m",
                "100",
                "-key",
                "contact_port",
                "" + uas,
                "-key",
                "expires",
                "600");

        assertThat(count(said, "SIP/2.0 401")).isEqualTo(100);
        assertThat(count(said, "SIP/2.0 200")).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"udp,udp", "udp,tcp", "tcp,udp", "tcp,tcp"})
    @Rfc(number = 5658, section = "5")
    void callsGoThrough(String from, String to) throws Exception {
        try (Program callee = answer("uas.xml", to, uas)) {
            register("carol", uas, to);

            assertThat(count(call("uac_invite.xml", from, guarded, "carol"), "SIP/2.0 407"))
                    .isEqualTo(CALLS);
            assertThat(count(call("uac_invite.xml", from, open, "carol"), "SIP/2.0 407"))
                    .isZero();
            assertThat(callee.runsOn(0)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "16.10")
    void callsAreGivenUp(String from) throws Exception {
        try (Program callee = answer("uas_cancel.xml", "udp", uas)) {
            String said = call("uac_cancel.xml", from, open, "uas");

            assertThat(count(said, "SIP/2.0 487")).isEqualTo(CALLS);
            assertThat(callee.runsOn(0)).isTrue();
        }
    }

    @Test
    void theBusyAreBusyAndTheUnknownAreNotFound() throws Exception {
        try (Program _ = answer("uas_busy.xml", "udp", uas)) {
            assertThat(count(call("uac_fail.xml", "udp", open, "uas"), "SIP/2.0 486"))
                    .isEqualTo(CALLS);
            assertThat(count(call("uac_fail.xml", "udp", open, "ghost"), "SIP/2.0 404"))
                    .isEqualTo(CALLS);
        }
    }

    @Test
    @Rfc(number = 3428, section = "4")
    void messagesGoThrough() throws Exception {
        try (Program _ = answer("uas_message.xml", "udp", uas)) {
            assertThat(count(call("uac_message.xml", "udp", guarded, "uas"), "SIP/2.0 407"))
                    .isEqualTo(CALLS);
        }
    }

    /// The two that only ring are told that they need not any more.
    @Test
    @Rfc(number = 3261, section = "16.7")
    void oneOfThreeAnswers() throws Exception {
        int first = Ports.free();
        int second = Ports.free();
        try (Program ringing = answer("uas_cancel.xml", "udp", first);
                Program also = answer("uas_cancel.xml", "udp", second);
                Program callee = answer("uas.xml", "udp", uas)) {
            register("carol", first, "udp");
            register("carol", second, "udp");
            register("carol", uas, "udp");

            call("uac_invite.xml", "udp", guarded, "carol");

            assertThat(List.of(ringing.runsOn(0), also.runsOn(0), callee.runsOn(0)))
                    .containsExactly(true, true, true);
        }
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void theCallerIsToldWhereTheCalleeHasMoved() throws Exception {
        Path moved = changed("uas_busy.xml", "486 Busy Here", "302 Moved Temporarily");
        Path caller = changed("uac_fail.xml", "response=\"603\"", "response=\"302\"");
        try (Program _ = sipp(moved, "udp", uas, List.of())) {
            String said = run(caller, "udp", open, "alice;example.test;pw-alice;uas", "-m", "" + CALLS);

            assertThat(count(said, "SIP/2.0 302")).isEqualTo(CALLS);
        }
    }

    @Test
    @Rfc(number = 3261, section = "16.5")
    void aScriptFollowsTheCallee() throws Exception {
        Path moved = changed("uas_busy.xml", "486 Busy Here", "302 Moved Temporarily");
        Files.writeString(moved, Files.readString(moved).replace("[local_port]", "" + mail));
        try (Program _ = sipp(moved, "udp", uas, List.of());
                Program there = answer("uas.xml", "udp", mail)) {
            String said = call("uac_invite.xml", "udp", open, "uas-moved");

            assertThat(count(said, "SIP/2.0 302")).isZero();
            assertThat(there.runsOn(0)).isTrue();
        }
    }

    /// The second INVITE goes by the Route that the Record-Route of the first has made.
    @Test
    @Rfc(number = 3261, section = "16.12")
    void aCallIsChangedWhileItGoesOn() throws Exception {
        Path caller = changed("uac_invite.xml", "<pause/>", reinvite());
        Path callee = changed(
                "uas.xml",
                "  <recv request=\"BYE\"/>",
                "  <recv request=\"INVITE\"/>" + ok() + "  <recv request=\"ACK\"/>\n  <recv request=\"BYE\"/>");
        try (Program there = sipp(callee, "udp", uas, List.of())) {
            String row = "alice;example.test;pw-alice;uas";
            String said = run(caller, "udp", guarded, row, "-m", "" + CALLS);

            assertThat(count(said, "INVITE sip:uas@127.0.0.1:" + uas)).isEqualTo(CALLS);
            assertThat(count(said, "SIP/2.0 200")).isEqualTo(3 * CALLS);
            assertThat(there.runsOn(0)).isTrue();
        }
    }

    private static String reinvite() {
        return inDialog("INVITE", "send retrans=\"500\"") + "<recv response=\"100\" optional=\"true\"/>\n"
                + "<recv response=\"200\"/>\n" + inDialog("ACK", "send");
    }

    private static String inDialog(String method, String send) {
        return """
                <%s>
                  <![CDATA[
                %s [next_url] SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
                [routes]
                Max-Forwards: 70
                From: "[field0]" <sip:[field0]@[field1]>;tag=[pid]uac[call_number]
                [last_To:]
                Call-ID: [call_id]
                CSeq: 77 %s
                Contact: <sip:[field0]@[local_ip]:[local_port];transport=[transport]>
                Content-Length: 0

                ]]>
                </send>
                """.formatted(send, method, method);
    }

    private static String ok() {
        return """
                <send retrans="500">
                  <![CDATA[
                SIP/2.0 200 OK
                [last_Via:]
                [last_Record-Route:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                Contact: <sip:uas@[local_ip]:[local_port];transport=[transport]>
                Content-Length: 0

                ]]>
                </send>
                """;
    }

    private Path changed(String scenario, String from, String to) throws IOException {
        String text = Files.readString(scenario(scenario));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(scenario), text.replace(from, to));
    }

    @Test
    void whoIsBusyHasVoiceMail() throws Exception {
        try (Program _ = answer("uas_busy.xml", "udp", uas);
                Program voicemail = answer("uas.xml", "udp", mail)) {
            register("mailbox", uas, "udp");

            String said = call("uac_invite.xml", "udp", open, "mailbox");

            assertThat(count(said, "SIP/2.0 486")).isZero();
            assertThat(voicemail.runsOn(0)).isTrue();
        }
    }

    @Test
    void sipsakRegisters() throws Exception {
        Installed.assume("sipsak");
        List<String> register = List.of(
                "sipsak",
                "-U",
                "-i",
                "-C",
                "sip:carol@127.0.0.1:" + uas,
                "-x",
                "60",
                "-u",
                "carol",
                "-a",
                "pw-carol",
                "-p",
                "127.0.0.1:" + guarded,
                "-s",
                "sip:carol@example.test");
        try (Program sipsak = Program.start(folder, register)) {
            assertThat(sipsak.end(SECONDS)).as(sipsak::output).isZero();
        }
    }
}
