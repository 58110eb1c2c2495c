package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.FreePort;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import io.sidetone.sip.peers.Sipp;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.TransportSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls of SIPp, answered by us and forwarded by us.
@Tag("peers")
@Rfc(number = 3261, section = "18.2.2")
class SippTest {

    private static final int CALLS = 20;
    private static final int SECONDS = 30;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void isThere() {
        Installed.assume("sipp");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private Program sipp(Transport transport, String host, int port, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("-m", "" + CALLS));
        options.addAll(List.of(more));
        Program program = Sipp.start(folder, transport == Transport.UDP ? "udp" : "tcp", host, port, options);
        opened.add(program);
        return program;
    }

    private Program caller(Transport transport, String host, InetSocketAddress to) throws IOException {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return sipp(
                transport,
                host,
                FreePort.at(host),
                "-sn",
                "uac",
                "-r",
                "20",
                "-d",
                "10",
                "-timeout",
                "" + SECONDS,
                "-timeout_error",
                address + ":" + to.getPort());
    }

    @ParameterizedTest
    @CsvSource({"UDP,127.0.0.1", "UDP,::1", "TCP,127.0.0.1", "TCP,::1"})
    void callsAreAnswered(Transport transport, String host) throws Exception {
        Echo echo = new Echo(TransportSettings.DEFAULT);
        opened.add(echo);
        Listener listener = echo.listen(ListenerSettings.of(transport, Echo.address(host)));

        Program caller = caller(transport, host, listener.local());

        assertThat(caller.end(SECONDS + 5)).as(caller::output).isZero();
        // INVITE, ACK and BYE of each, and whatever was sent again.
        for (int i = 0; i < 3 * CALLS; i++) {
            Echo.next(echo.requests);
        }
        assertThat(echo.malformed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UDP,UDP,127.0.0.1",
        "UDP,TCP,127.0.0.1",
        "TCP,UDP,127.0.0.1",
        "TCP,TCP,127.0.0.1",
        "UDP,UDP,::1",
        "UDP,TCP,::1",
        "TCP,UDP,::1",
        "TCP,TCP,::1"
    })
    void callsAreForwarded(Transport from, Transport to, String host) throws Exception {
        int port = FreePort.at(host);
        Program callee = sipp(to, host, port, "-sn", "uas");
        InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        if (to == Transport.TCP) {
            awaitListening(there, callee);
        }
        Relay relay = new Relay(ExchangeTest.hop(to, there));
        opened.add(relay);
        Listener listener = relay.transport.listen(ListenerSettings.of(from, Echo.address(host)));
        if (from != to) {
            relay.transport.listen(ListenerSettings.of(to, Echo.address(host)));
        }

        Program caller = caller(from, host, listener.local());

        assertThat(caller.end(SECONDS + 5))
                .as(() -> caller.output() + callee.output())
                .isZero();
    }

    /// Connects until somebody listens, for a limited number of times.
    private static void awaitListening(InetSocketAddress there, Program program)
            throws IOException, InterruptedException {
        for (int i = 0; i < 200 && program.runsOn(20); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(there, 1000);
                return;
            } catch (ConnectException _) {
                // Not yet.
            }
        }
        throw new IOException("Nobody listens at " + there + ": " + program.output());
    }
}
