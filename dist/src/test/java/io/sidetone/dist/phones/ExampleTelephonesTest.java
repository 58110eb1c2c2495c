package io.sidetone.dist.phones;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Patience;
import io.sidetone.examples.Registrar;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.peers.Installed;
import io.sidetone.sip.tls.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Telephones of other people register with the example registrar, call each other through it and hear each other.
@Tag("peers")
@Timeout(200)
class ExampleTelephonesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StringWriter out = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void isThere() {
        Installed.assume("baresip");
    }

    /// Starts it by UDP, TCP and TLS, and waits until it is ready.
    private Child registrar() throws IOException, InterruptedException {
        Child registrar = new Child(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Registrar.class.getName(),
                        "udp:127.0.0.1:0",
                        "tcp:127.0.0.1:0",
                        "--certificate",
                        Certificates.file("domain.pem").toString(),
                        "--key",
                        Certificates.file("domain-key.pem").toString(),
                        "tls:127.0.0.1:0"),
                Map.of());
        assertThat(Patience.until(() -> registrar.said().contains("ready"), LIMIT))
                .as(registrar::said)
                .isTrue();
        return registrar;
    }

    /// It asks for no password.
    private static Account account(Child registrar, String user, String transport) {
        Matcher line = Pattern.compile("listening at " + transport + ":127\\.0\\.0\\.1:(\\d+)")
                .matcher(registrar.said());
        assertThat(line.find()).as(registrar::said).isTrue();
        return new Account(user, "example.test", "none", transport, Integer.parseInt(line.group(1)));
    }

    private Path folder(String user) throws IOException {
        return Files.createDirectory(folder.resolve(user));
    }

    private void talk(Telephone caller, Account from, Telephone callee, Account to) throws Exception {
        new Trial(new PrintWriter(out), caller, from, callee, to).run();
        assertThat(out.toString()).contains("the call is over").doesNotContain("NOT SEEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    @Rfc(number = 3261, section = "16")
    void baresipCallsBaresip(String transport) throws Exception {
        try (Child registrar = registrar()) {
            Account alice = account(registrar, "alice", transport);
            Account bob = account(registrar, "bob", transport);
            try (Telephone caller = new Baresip(folder("alice"), alice, Trial.CALLERS_TONE);
                    Telephone callee = new Baresip(folder("bob"), bob, Trial.CALLEES_TONE)) {
                talk(caller, alice, callee, bob);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @Rfc(number = 3261, section = "16")
    void linphoneCallsBaresip(String transport) throws Exception {
        Installed.assume("linphonec");
        try (Child registrar = registrar()) {
            Account alice = account(registrar, "alice", transport);
            Account bob = account(registrar, "bob", transport);
            try (Telephone caller = new Linphone(folder("alice"), alice, Trial.CALLERS_TONE);
                    Telephone callee = new Baresip(folder("bob"), bob, Trial.CALLEES_TONE)) {
                talk(caller, alice, callee, bob);
            }
        }
    }
}
