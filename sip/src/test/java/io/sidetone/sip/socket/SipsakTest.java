package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.TransportSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What sipsak asks, and the nonsense that it sends.
@Tag("peers")
class SipsakTest {

    private static final int SECONDS = 30;

    @TempDir
    private Path folder;

    private final Echo echo = new Echo(TransportSettings.DEFAULT);

    @BeforeEach
    void isThere() {
        Installed.assume("sipsak");
    }

    @AfterEach
    void close() {
        echo.close();
    }

    private static String uri(Listener listener) {
        return "sip:somebody@127.0.0.1:" + listener.local().getPort();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void optionsAreAnswered(Transport transport) throws Exception {
        Listener listener = echo.listen(transport);
        try (Program sipsak =
                Program.start(folder, List.of("sipsak", "-vv", "-E", transport.token(), "-s", uri(listener)))) {
            assertThat(sipsak.end(SECONDS)).as(sipsak::output).isZero();
            assertThat(sipsak.output()).contains("200 OK");
        }
    }

    @Test
    void trashDoesNoHarm() throws Exception {
        Listener listener = echo.listen(Transport.UDP);
        // It trashes more and more characters of a request, and stops when an answer is missing or all were sent.
        try (Program trash = Program.start(folder, List.of("sipsak", "-R", "-t", "200", "-s", uri(listener)))) {
            trash.end(SECONDS);
        }
        assertThat(echo.requests.size() + echo.malformed.size()).isPositive();
        assertThat(echo.pool.failed()).isZero();
        optionsAreAnswered(Transport.UDP);
    }
}
