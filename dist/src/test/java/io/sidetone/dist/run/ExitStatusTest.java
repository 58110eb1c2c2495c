package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.sip.peers.Program;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program, started in vain, in a process of its own and without the rights of root: its exit status says
/// what kind of thing is wrong, and a paragraph says what to do.
@Tag("wire")
@Timeout(60)
class ExitStatusTest {

    private static final int SECONDS = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                Repository.root().toString()));
        return command;
    }

    private void assertEnd(Reason reason, String told, String... words) throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(words));
        try (Program program = Program.start(folder, command)) {
            int status = program.end(SECONDS);
            assertThat(status).as(program.output()).isEqualTo(reason.exitStatus());
            assertThat(program.output()).contains("sidetone: ", told).doesNotContain("\tat ", "s3cret");
        }
    }

    private String file(String text, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("test.cfg"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights))
                .toString();
    }

    @Test
    void aConfigurationThatMayNotBeReadEndsItWith2() throws Exception {
        assertEnd(Reason.CONFIGURATION, "it may not be read", "--config", file("route { exit; }", "-w-------"));
    }

    @Test
    void aDatabaseThatIsNotThereEndsItWith3() throws Exception {
        String script = file("""
                loadmodule "domain.so"
                modparam("domain", "db_url", "postgres://u:s3cret@127.0.0.1:1/x")
                route { exit; }""", "rw-------");
        assertEnd(Reason.DATABASE, "db_url", "--config", script, "--listen", "udp:127.0.0.1:0");
    }

    @Test
    void aPortThatIsTakenEndsItWith4() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (DatagramSocket taken = new DatagramSocket(any)) {
            assertEnd(Reason.SOCKET, "take another port", "--listen", "udp:127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aPortOfTheSystemNeedsRights() throws Exception {
        for (String transport : List.of("udp", "tcp")) {
            assertEnd(Reason.SOCKET, "CAP_NET_BIND_SERVICE", "--listen", transport + ":127.0.0.1:99");
        }
    }

    @Test
    void aFolderThatMayNotBeWrittenEndsItWith5() throws Exception {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertEnd(Reason.FILE, "give this user the right", "--data", closed.toString());
        assertEnd(
                Reason.FILE,
                "give this user the right",
                "--data",
                closed.resolve("data").toString());
    }

    @Test
    void aCertificateThatIsMissingEndsItWith6() throws Exception {
        assertEnd(Reason.CERTIFICATE, "Load the module tls_mgm", "--listen", "tls:127.0.0.1:0");
    }
}
