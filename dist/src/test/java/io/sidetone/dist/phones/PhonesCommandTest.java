package io.sidetone.dist.phones;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.command.Program;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Telephones of other people register with the server as it comes, call each other through it and hear each
/// other.
@Timeout(200)
class PhonesCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static int run(StringWriter out, String... words) {
        PrintWriter writer = new PrintWriter(out);
        return Program.run(new CommandLine(new PhonesCommand(Repository.root())), writer, writer, words);
    }

    @Tag("peers")
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "16")
    void baresipCallsLinphone(String transport) {
        Installed.assume("baresip");
        Installed.assume("linphonec");
        StringWriter out = new StringWriter();

        int code = run(out, "--transport", transport, "--keep", folder.toString());

        assertThat(code).as(out::toString).isZero();
        assertThat(out.toString()).contains("All of it was seen").doesNotContain("NOT SEEN");
    }

    @Tag("peers")
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "16")
    void linphoneCallsBaresip(String transport) {
        Installed.assume("baresip");
        Installed.assume("linphonec");
        StringWriter out = new StringWriter();

        int code = run(out, "--transport", transport, "--linphone-calls", "--keep", folder.toString());

        assertThat(code).as(out::toString).isZero();
    }

    @Test
    void refusesTransportsThatItDoesNotKnow() {
        StringWriter out = new StringWriter();

        assertThat(run(out, "--transport", "pigeon")).isEqualTo(2);
        assertThat(out.toString()).contains("pigeon");
    }
}
