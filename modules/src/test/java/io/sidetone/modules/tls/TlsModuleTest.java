package io.sidetone.modules.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.sl.SlModule;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.tls.TlsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThatThrownBy(() -> start("config FOLDER/none.cfg")).hasMessageContaining("cannot be read");
    }
}
