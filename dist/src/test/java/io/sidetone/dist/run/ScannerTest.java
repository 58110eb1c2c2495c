package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.script.source.SourceOptions;
import io.sidetone.server.module.SocketLine;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What SIPVicious, which half the scanners of the Internet are made of, finds out about the default
/// configuration.
@Tag("peers")
@Timeout(120)
class ScannerTest {

    private static final String ADDRESS = "127.0.0.1";
    private static final int SECONDS = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Tells all that a scanner says of a server with this script, which has users alice and bob.
    private String scan(Path script, List<String> scanner) throws Exception {
        try (ServerProcess server = new ServerProcess(
                new Configuration(script.toString(), folder, SourceOptions.NONE),
                folder.resolve("data"),
                Map.of(),
                List.of())) {
            assertThat(server.start(List.of(SocketLine.parse(List.of("udp:" + ADDRESS + ":0"))), true))
                    .hasSize(2);
            int port = server.listeners().getFirst().local().getPort();
            List<String> command = scanner.stream()
                    .map(word -> word.replace("PORT", "" + port))
                    .toList();
            try (Program program = Program.start(folder, command)) {
                assertThat(program.end(SECONDS)).as(program::output).isNotNegative();
                return program.output();
            }
        }
    }

    private static Path byDefault() {
        return Repository.root().resolve("conf/sidetone.cfg");
    }

    /// The default script but for the line that knows scanners by their name.
    private Path credulous() throws Exception {
        String text = Files.readString(byDefault());
        assertThat(text).contains("friendly-scanner|");
        return Files.writeString(folder.resolve("credulous.cfg"), text.replace("friendly-scanner|", ""));
    }

    @Test
    void noServerIsFound() throws Exception {
        Installed.assume("svmap");

        assertThat(scan(byDefault(), List.of("svmap", "-p", "PORT", ADDRESS))).contains("found nothing");
        assertThat(scan(credulous(), List.of("svmap", "-p", "PORT", ADDRESS))).contains("Sidetone");
    }

    @Test
    void usersAreNotToldFromOthers() throws Exception {
        Installed.assume("svwar");
        Path names = Files.writeString(folder.resolve("names"), "alice\nbob\nnobody\n");

        for (String method : List.of("REGISTER", "INVITE", "OPTIONS")) {
            List<String> scanner =
                    List.of("svwar", "-p", "PORT", "-m", method, "-d", names.toString(), "--force", ADDRESS);

            assertThat(scan(credulous(), scanner)).contains("40").contains("found nothing");
        }
    }

    /// What Debian's package of Kamailio brings knows scanners by their name, and tells them nothing.
    @Test
    void theStockConfigurationOfKamailioTellsNothing() throws Exception {
        Installed.assume("kamailio");
        Installed.assume("svmap");
        Installed.assume("svwar");
        Path script = Path.of("/etc/kamailio/kamailio.cfg");

        assertThat(scan(script, List.of("svmap", "-p", "PORT", ADDRESS))).contains("found nothing");
        for (String method : List.of("REGISTER", "INVITE", "OPTIONS")) {
            assertThat(scan(script, List.of("svwar", "-p", "PORT", "-m", method, "-e", "100-110", ADDRESS)))
                    .containsAnyOf("found nothing", "no server response");
        }
    }
}
