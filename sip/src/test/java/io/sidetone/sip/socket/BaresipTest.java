package io.sidetone.sip.socket;

import static io.sidetone.sip.socket.Echo.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.peers.Program;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.Certificates;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.Unsent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A telephone over TLS.
@Tag("peers")
class BaresipTest {

    @TempDir
    private Path folder;

    private final Echo echo = new Echo(TransportSettings.DEFAULT);

    @BeforeEach
    void isThere() {
        Installed.assume("baresip");
    }

    @AfterEach
    void close() {
        echo.close();
    }

    private Program telephone(Listener server) throws Exception {
        Files.writeString(folder.resolve("config"), """
                net_interface 127.0.0.1
                module_path /usr/lib/baresip/modules
                module g711.so
                module uuid.so
                module_tmp account.so
                module_app menu.so
                """);
        Files.writeString(
                folder.resolve("accounts"),
                ("<sip:alice@example.com>;outbound=\"sip:127.0.0.1:%d;transport=tls\";auth_user=a;auth_pass=b;"
                                + "regint=60;sipnat=outbound\n")
                        .formatted(server.local().getPort()));
        Files.createFile(folder.resolve("contacts"));
        return Program.start(folder, List.of("baresip", "-f", folder.toString(), "-v", "-t", "60"));
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    void itRegistersAndIsReachedOverItsFlow() throws Exception {
        Listener server = echo.listen(Transport.TLS, Certificates.load("domain"));
        try (Program telephone = telephone(server)) {
            SipRequest register = next(echo.requests);
            assertThat(register.method()).as(telephone::output).isEqualTo(Method.REGISTER);
            assertThat(Objects.requireNonNull(register.topVia()).isTransport("TLS"))
                    .isTrue();

            // It can not be reached at its contact, but over the flow that it has opened, also by the flow's token.
            FlowTokens tokens = new FlowTokens(echo.transport, new byte[FlowTokens.SECRET_LENGTH]);
            String token = tokens.token(next(echo.flows));
            FlowTokens.Target.Live target = (FlowTokens.Target.Live) tokens.target(token);
            Flow flow = target.flow();
            assertThat(echo.transport
                            .send(ExchangeTest.options("asked"), flow, Unsent.IGNORED)
                            .result())
                    .isEqualTo(SendResult.SENT);
            assertThat(next(echo.replies).callId()).isEqualTo("asked");
        }
        next(echo.closings);
        assertThat(echo.malformed).isEmpty();
    }
}
