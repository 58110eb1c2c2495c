package io.sidetone.modules.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.htable.HtableModule;
import io.sidetone.modules.kex.KexModule;
import io.sidetone.modules.pv.PvModule;
import io.sidetone.modules.registrar.RegistrarModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What Kamailio's `kamcmd` shows of our commands.
@Tag("peers")
@Timeout(60)
class KamcmdTest {

    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    private ScriptTest test;

    @BeforeEach
    void assume() {
        Installed.assume("kamcmd");
    }

    private void start(List<String> places) {
        StringBuilder script = new StringBuilder("#!KAMAILIO\n");
        for (String module : List.of("pv", "usrloc", "registrar", "htable", "kex", "ctl")) {
            script.append("loadmodule \"").append(module).append(".so\"\n");
        }
        for (String place : places) {
            script.append("modparam(\"ctl\", \"binrpc\", \"").append(place).append("\")\n");
        }
        script.append("modparam(\"htable\", \"htable\", \"a=>size=4;\")\nroute { save(\"location\"); }\n");
        test = ScriptTest.of(
                script.toString(),
                new CoreModule(),
                new PvModule(),
                new UsrlocModule(),
                new RegistrarModule(),
                new HtableModule(),
                new KexModule(),
                new CtlModule());
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
    }

    private String kamcmd(String place, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("kamcmd", "-s", place));
        command.addAll(List.of(words));
        try (Program program = Program.start(folder, command)) {
            assertThat(program.end(SECONDS)).as(program::output).isNotNegative();
            return program.output();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket stream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket _ = new DatagramSocket(stream.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return stream.getLocalPort();
        }
    }

    @Test
    void commandsAreDoneByAllTransports() throws Exception {
        String network = "127.0.0.1:" + freePort();
        List<String> places = List.of(
                "unix:" + folder.resolve("s"), "unixd:" + folder.resolve("d"), "tcp:" + network, "udp:" + network);
        start(places);
        for (String place : places) {
            assertThat(kamcmd(place, "core.echo", "hello").strip()).as(place).isEqualTo("hello");
        }
        assertThat(kamcmd(places.getFirst(), "listen"))
                .contains("[binrpc] unix_stream:")
                .contains("[binrpc] unix_dgram:")
                .contains("[binrpc] tcp: 127.0.0.1 ")
                .contains("[binrpc] udp: 127.0.0.1 ");
        assertThat(kamcmd(places.getFirst(), "ps"))
                .contains(ProcessHandle.current().pid() + "\tone process");
        assertThat(kamcmd(places.getFirst(), "who")).contains("[binrpc] unix_stream: <anonymous unix socket>");
    }

    @Test
    void whatIsNestedIsShown() throws Exception {
        String place = "unix:" + folder.resolve("s");
        start(List.of(place));
        test.ask(test.peer(), 200, "REGISTER", "Contact: <sip:phone@192.0.2.7>", "Expires: 600");
        assertThat(kamcmd(place, "ul.dump"))
                .contains("AoR: ")
                .contains("Address: sip:phone@192.0.2.7")
                .doesNotContain("ERROR");
        assertThat(kamcmd(place, "ul.dump", "brief")).contains("AoR: ").doesNotContain("Contacts");
        assertThat(kamcmd(place, "htable.seti", "a", "key", "4")).doesNotContain("rror");
        assertThat(kamcmd(place, "htable.dump", "a"))
                .contains("slot: {")
                .contains("name: key")
                .contains("value: 4")
                .doesNotContain("ERROR");
        assertThat(kamcmd(place, "stats.get_statistics", "all")).contains("ctl:requests = ");
        assertThat(kamcmd(place, "help")).contains("system.listMethods").contains("ctl.who");
        assertThat(kamcmd(place, "no.such")).startsWith("error: ");
    }
}
