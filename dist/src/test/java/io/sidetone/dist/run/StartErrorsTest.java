package io.sidetone.dist.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.Repository;
import io.sidetone.dist.command.Program;
import io.sidetone.dist.plugin.PluginJar;
import io.sidetone.server.Server;
import io.sidetone.server.module.StartException.Reason;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.sip.tls.Certificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Whatever keeps a server from starting is said in a paragraph: what is wrong, where, and what to do.
@Tag("wire")
@Timeout(60)
class StartErrorsTest {

    private static final String SOCKET = "udp:127.0.0.1:0";
    private static final String ROUTE = "\nroute { exit; }\n";
    private static final String SECRET = "s3cret";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What a start in vain has ended with, and what it has said.
    private record End(int status, String said) {}

    private End run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (!all.contains("--data")) {
            all.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Program.run(
                new CommandLine(new RunCommand(Repository.root())),
                new PrintWriter(out),
                new PrintWriter(err),
                all.toArray(String[]::new));
        assertThat(out.toString()).isEmpty();
        return new End(status, err.toString());
    }

    private String script(String text) throws IOException {
        return Files.writeString(folder.resolve("test.cfg"), text).toString();
    }

    private End load(String text) throws IOException {
        return run("--config", script(text + ROUTE), "--listen", SOCKET);
    }

    private static void assertSaid(End end, Reason reason, String... words) {
        assertThat(end.status()).as(end.said()).isEqualTo(reason.exitStatus());
        assertThat(end.said())
                .startsWith("sidetone: ")
                .contains(words)
                .doesNotContain("\tat ", "Exception", "\\x", SECRET, "null")
                .endsWith("\n");
        assertThat(end.said().lines().filter(String::isBlank)).isEmpty();
    }

    @Test
    void aFolderOfPlugInsThatIsNotThereIsTold() {
        assertSaid(
                run("--plugins", folder.resolve("jars").toString()),
                Reason.FILE,
                "plug-ins " + folder.resolve("jars"),
                "--plugins DIR");
    }

    @Test
    void aPlugInThatFailsWhenItStartsIsTold() throws IOException {
        Path _ = PluginJar.make(folder.resolve("data/plugins/broken.jar"), "org.example.BrokenModule", """
                package org.example;

                import io.sidetone.server.module.Module;
                import io.sidetone.server.module.ModuleBuilder;
                import io.sidetone.server.module.ModuleContext;
                import io.sidetone.server.module.Startable;

                public final class BrokenModule implements Module, Startable {
                    @Override
                    public void define(ModuleBuilder module) {
                        module.name("broken", "Fails.");
                    }

                    @Override
                    public void start(ModuleContext context) {
                        throw new IllegalStateException("no luck");
                    }
                }
                """);
        assertSaid(load("loadmodule \"broken.so\""), Reason.FILE, "the module broken of a plug-in", "tell its author");
    }

    // ---- The command line

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    --listen  | foo                  | a socket begins with udp:, tcp:, tls:, ws: or wss:
                    --listen  | udp:127.0.0.1:99999  | '99999' is no port of a socket
                    --listen  | udp:                 | needs an address
                    --console | everywhere           | 127.0.0.1:8080, or off
                    --console | 127.0.0.1:70000      | 127.0.0.1:8080, or off
                    -A        | =nothing             | NAME=VALUE
                    --drain   | soon                 | 'soon' is not an int
                    --nonesuch| x                    | '--nonesuch'
                    """)
    void aWrongOptionIsNamed(String option, String value, String told) {
        assertSaid(run(option, value), Reason.CONFIGURATION, option, told);
    }

    // ---- The configuration

    @Test
    void aConfigurationThatIsNotThereIsNamed() {
        assertSaid(
                run("--config", "none.cfg"), Reason.CONFIGURATION, "none.cfg: there is no such file", "--config FILE");
    }

    @Test
    void aFolderIsNoConfiguration() {
        assertSaid(run("--config", folder.toString()), Reason.CONFIGURATION, "it is a directory", "--config FILE");
    }

    @ParameterizedTest
    @CsvSource({"nonesuch-command, not found", "echo oops >&2; exit 3, has ended with 3: oops"})
    void aPreprocessorThatFailsIsQuoted(String command, String told) {
        assertSaid(run("-p", command), Reason.CONFIGURATION, "the preprocessor `" + command + "`", told, "-p");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    loadmodule "nonesuch.so"                               | unknown module `nonesuch`
                    loadmodule "registrar.so"                              | load `usrloc` as well
                    loadmodule "tm.so" modparam("tm", "fr_timeot", 5)      | did you mean `fr_timeout`?
                    loadmodule "tm.so" modparam("tm", "fr_timeout", "five")| `fr_timeout` takes an integer
                    include_file "gone.cfg"                                | gone.cfg: there is no such file
                    socket = sctp:127.0.0.1:5060                           | not with 'sctp'
                    log_lvl = 3                                            | log_level
                    """)
    void anErrorOfTheConfigurationIsShownAtItsLine(String text, String told) throws IOException {
        End end = load(text);
        assertSaid(end, Reason.CONFIGURATION, "test.cfg:1:", told);
        assertThat(end.said().lines()).anyMatch(line -> line.strip().matches("\\^+"));
    }

    @Test
    void anErrorBesideAPasswordDoesNotShowIt() throws IOException {
        End end = load("loadmodule \"domain.so\"\nmodparam(\"domain\", \"db_ur\", \"mysql://u:" + SECRET + "@h/x\")");
        assertSaid(end, Reason.CONFIGURATION, "mysql://u:******@h/x");
    }

    @Test
    void aConfigurationWithoutSocketsIsRefused() throws IOException {
        assertSaid(run("--config", script(ROUTE)), Reason.CONFIGURATION, "no socket", "--listen udp:127.0.0.1:5060");
    }

    // ---- The database

    private End useDatabase(String url) throws IOException {
        return load("loadmodule \"domain.so\"\nmodparam(\"domain\", \"db_url\", \"" + url + "\")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    postgres://u:s3cret@127.0.0.1:1/x  | postgresql://u@127.0.0.1:1/x is not available
                    mysql://u:s3cret@127.0.0.1:1/x     | mariadb://u@127.0.0.1:1/x is not available
                    postgres://u:s3cret@x.invalid/x    | there is no host of this name
                    oracle://u:s3cret@h/x              | 'oracle' are not supported. Supported are
                    s3cret                             | no database URL
                    sqlite:///nonesuch/x.db            | the folder /nonesuch does not exist. Create it
                    """)
    void aDatabaseThatCannotBeUsedIsNamed(String url, String told) throws IOException {
        assertSaid(useDatabase(url), Reason.DATABASE, "the module domain cannot start", told);
    }

    @Test
    void aDatabaseThatDoesNotLetUsInSaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
                UnfriendlyPostgresql _ = new UnfriendlyPostgresql(server)) {
            assertSaid(
                    useDatabase("postgres://u:" + SECRET + "@127.0.0.1:" + server.getLocalPort() + "/x"),
                    Reason.DATABASE,
                    "password authentication failed for user \"u\"",
                    "Does it run, and are host, name and password in db_url right?");
        }
    }

    @Test
    void aDatabaseOfANewerServerIsLeftAlone() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (Database database = Database.open(DatabaseUrl.file(data.resolve(Server.DATABASE)))) {
            assertThat(database.<Integer>write(session ->
                            session.update("UPDATE version SET table_version = 99 WHERE table_name = 'sidetone'")))
                    .isEqualTo(1);
        }
        assertSaid(useDatabase(""), Reason.DATABASE, "is of a newer Sidetone", "number 99", "Update the program");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve(Server.DATABASE), "This is no database. ".repeat(100));
        assertSaid(
                useDatabase(""), Reason.DATABASE, data.resolve(Server.DATABASE).toString(), "not a database");
    }

    // ---- Sockets

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try (DatagramSocket datagrams = new DatagramSocket(any);
                ServerSocket connections = new ServerSocket(0, 1, any.getAddress())) {
            for (String taken : List.of(
                    "udp:127.0.0.1:" + datagrams.getLocalPort(), "tcp:127.0.0.1:" + connections.getLocalPort())) {
                assertSaid(
                        run("--listen", taken),
                        Reason.SOCKET,
                        "cannot listen on " + taken + ". Another program has this port: end it, or take "
                                + "another port");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"udp", "tcp"})
    void anAddressOfAnotherMachineIsRefused(String transport) {
        assertSaid(
                run("--listen", transport + ":192.0.2.77:5060"),
                Reason.SOCKET,
                "cannot listen on " + transport + ":192.0.2.77:5060. This address is not of this machine");
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        assertSaid(run("--listen", "udp:nonesuch.invalid:5060"), Reason.SOCKET, "'nonesuch.invalid' is neither");
    }

    // ---- Files

    @Test
    void aFileIsNoDataFolder() throws IOException {
        String file = script("");
        assertSaid(run("--data", file), Reason.FILE, file, "there is a file of this name", "--data DIR");
    }

    @Test
    void aFolderThatAnotherServerUsesIsRefused() throws Exception {
        try (DataFolder first = DataFolder.open(folder.resolve("data"))) {
            assertSaid(
                    run("--listen", SOCKET),
                    Reason.FILE,
                    "another server runs with the folder " + first.path(),
                    "--data DIR");
        }
    }

    // ---- Certificates

    private End useCertificate(String certificate, String key) throws IOException {
        return run(
                "--listen",
                "tls:127.0.0.1:0",
                "--config",
                script("loadmodule \"tls_mgm.so\"\nmodparam(\"tls_mgm\", \"server_domain\", \"main\")\n"
                        + "modparam(\"tls_mgm\", \"certificate\", \"[main]" + certificate + "\")\n"
                        + "modparam(\"tls_mgm\", \"private_key\", \"[main]" + key + "\")\n" + ROUTE));
    }

    @Test
    void aSocketForTlsNeedsACertificate() {
        assertSaid(
                run("--listen", "tls:127.0.0.1:0"),
                Reason.CERTIFICATE,
                "tls:127.0.0.1:0 needs a certificate",
                "Load the module tls_mgm");
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() throws IOException {
        assertSaid(
                useCertificate("/nonesuch/cert.pem", "/nonesuch/key.pem"),
                Reason.CERTIFICATE,
                "'main'",
                "/nonesuch/cert.pem");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        assertSaid(
                useCertificate(
                        Certificates.file("host.pem").toString(),
                        Certificates.file("server-key.pem").toString()),
                Reason.CERTIFICATE,
                "the private key does not belong to the certificate");
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() throws IOException {
        assertSaid(
                useCertificate(
                        Certificates.file("expired.pem").toString(),
                        Certificates.file("expired-key.pem").toString()),
                Reason.CERTIFICATE,
                "has expired on",
                "Get a new one");
    }
}
