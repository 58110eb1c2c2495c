package io.sidetone.modules.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.sl.SlModule;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsModuleTest {

    private static final Path FILES = Path.of("../sip/src/test/resources/io/sidetone/sip/tls/certificates");

    @TempDir
    private Path folder;

    private ScriptTest test;

    private void start(String parameters) {
        String script = parameters
                .replaceAll("(?m)^(\\w+) (.*)$", "modparam(\"tls\", \"$1\", \"$2\")")
                .replace("FILES", FILES.toAbsolutePath().toString())
                .replace("FOLDER", folder.toString());
        test = ScriptTest.of(
                "#!KAMAILIO\nloadmodule \"tls.so\"\nloadmodule \"sl.so\"\n" + script
                        + "\nroute { tls_set_connect_server_id(\"one\"); }",
                new SlModule(),
                new TlsModule());
    }

    private void file(String text) throws IOException {
        Files.writeString(
                folder.resolve("tls.cfg"),
                text.replace("FILES", FILES.toAbsolutePath().toString()));
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
    }

    private SSLEngine engine(String address, int port) throws TlsException {
        TlsDomains domains = test.server().modules().services().find(TlsDomains.class);
        return domains.server(new InetSocketAddress(address, port)).serverEngine();
    }

    @Test
    void aFileSaysWhatSocketsShow() throws Exception {
        file("""
                # domains
                [server:default]
                method = TLSv1.2+
                verify_certificate = no
                require_certificate = no
                private_key = FILES/domain-key.pem
                certificate = FILES/domain.pem

                [client:default]
                verify_certificate = yes
                require_certificate = yes

                [server:10.0.0.1:5061]
                method = TLSv1.3  # only
                verify_certificate = yes
                require_certificate = yes
                ca_list = FILES/authorities.pem
                """);
        start("config FOLDER/tls.cfg");
        SSLEngine usual = engine("10.0.0.9", 5061);
        assertThat(usual.getNeedClientAuth()).isFalse();
        assertThat(usual.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        SSLEngine inside = engine("10.0.0.1", 5061);
        assertThat(inside.getNeedClientAuth()).isTrue();
        assertThat(inside.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(test.command("tls.reload")).isEqualTo("OK");
        assertThat(String.valueOf(test.command("tls.list"))).contains("server:10.0.0.1:5061");
        assertThat(String.valueOf(test.command("tls.options"))).contains("tls.cfg");
    }

    @Test
    void parametersSayItToo() throws Exception {
        start("""
                private_key FILES/domain-key.pem
                certificate FILES/domain.pem
                tls_method TLSv1.3""");
        assertThat(engine("10.0.0.9", 5061).getEnabledProtocols()).containsExactly("TLSv1.3");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() throws Exception {
        file("[server:default]\ncertificate\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg"))
                .hasMessageContaining("tls.cfg:2")
                .hasMessageContaining("neither a section");
        file("[server:default]\ncrl = FILES/none.pem\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("crl");
        file("[server:default]\nverify_certficate = yes\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("verify_certficate");
        file("[server:default]\nrequire_certificate = maybe\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("'maybe'");
        file("[server:default]\nverify_client = often\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("'often'");
        file("[other:default]\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("tls.cfg:1");
        file("[server:default]\ncertificate = a\0b\n");
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("is no file");
        Files.write(folder.resolve("tls.cfg"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> start("config FOLDER/tls.cfg")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> start("config FOLDER/none.cfg")).hasMessageContaining("cannot be read");
    }

    @Test
    void peersAreCheckedAsVerifyClientSays() throws Exception {
        String files = """
                private_key FILES/domain-key.pem
                certificate FILES/domain.pem
                ca_list FILES/authorities.pem
                """;
        start(files + "verify_client on");
        assertThat(engine("10.0.0.9", 5061).getNeedClientAuth()).isTrue();
        stop();
        start(files + "verify_client optional");
        assertThat(engine("10.0.0.9", 5061).getNeedClientAuth()).isFalse();
        assertThat(engine("10.0.0.9", 5061).getWantClientAuth()).isTrue();
        stop();
        start(files + "verify_client off\nverify_certificate yes\nrequire_certificate yes");
        assertThat(engine("10.0.0.9", 5061).getNeedClientAuth()).isFalse();
        assertThat(engine("10.0.0.9", 5061).getWantClientAuth()).isFalse();
    }

    @Test
    void olderNamesOfSettingsCountToo() throws Exception {
        file("""
                [server:default]
                tls_method = TLSv1.3+
                verify_cert = on
                require_cert = on
                pkey_file = "FILES/domain-key.pem"
                cert_file = FILES/domain.pem
                calist_file = FILES/authorities.pem
                verify_depth = 3
                """);
        start("config FOLDER/tls.cfg");
        assertThat(engine("10.0.0.9", 5061).getNeedClientAuth()).isTrue();
        assertThat(engine("10.0.0.9", 5061).getEnabledProtocols()).containsExactly("TLSv1.3");
    }

    @Test
    void aServerNameIsNoConditionForWhereWeConnectTo() throws Exception {
        start("""
                private_key FILES/domain-key.pem
                certificate FILES/domain.pem
                server_name example.org
                server_name_mode 1""");
        TlsDomains domains = test.server().modules().services().find(TlsDomains.class);
        assertThat(domains.hasClients()).isTrue();
        NextHop hop = new NextHop(Transport.TLS, new InetSocketAddress("192.0.2.1", 5061), Host.parse("example.com"));
        assertThat(Objects.requireNonNull(domains.client(_ -> null)).apply(hop)).isNotNull();
        assertThat(String.valueOf(test.command("tls.list"))).contains("*.example.org");
    }

    @Test
    void whoOnlyConnectsNeedsNoCertificate() throws Exception {
        file("[client:default]\nverify_certificate = yes\nca_list = FILES/authorities.pem\n");
        start("config FOLDER/tls.cfg");
        TlsDomains domains = test.server().modules().services().find(TlsDomains.class);
        assertThat(domains.hasClients()).isTrue();
        assertThatThrownBy(() -> engine("10.0.0.9", 5061)).hasMessageContaining("no TLS domain fits");
    }
}
