package io.sidetone.modules.tls_mgm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.server.service.TlsDomains;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.tls.TlsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMgmModuleTest {

    private static final Path FILES = Path.of("../sip/src/test/resources/io/sidetone/sip/tls/certificates");

    @TempDir
    private Path folder;

    private final Targets targets = new Targets();
    private ScriptTest test;

    private void start(String parameters, String route) {
        test = ScriptTest.of(script(parameters) + route, targets, new SlModule(), new TlsMgmModule());
    }

    private String script(String parameters) {
        return "loadmodule \"tls_mgm.so\"\nloadmodule \"sl.so\"\n"
                + parameters
                        .replaceAll("(?m)^(\\w+) (.*)$", "modparam(\"tls_mgm\", \"$1\", \"$2\")")
                        .replace("FILES", FILES.toString())
                        .replace("FOLDER", folder.toString())
                + "\n";
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
    void aDomainIsForTheSocketsThatItNames() throws Exception {
        start("""
                server_domain inside
                match_ip_address [inside]10.0.0.1:5061, 10.0.0.2
                certificate [inside]FILES/domain.pem
                private_key [inside]FILES/domain-key.pem
                ca_list [inside]FILES/authorities.pem
                tls_method [inside]TLSv1_3
                server_domain outside
                certificate [outside]FILES/domain.pem
                private_key [outside]FILES/domain-key.pem
                verify_cert [outside]1
                require_cert [outside]0
                ciphers_list [outside]ECDHE-RSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256
                tls_method [outside]TLSv1_2-""", "route { exit; }");
        SSLEngine inside = engine("10.0.0.1", 5061);
        assertThat(inside.getNeedClientAuth()).isTrue();
        assertThat(inside.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine("10.0.0.2", 9).getNeedClientAuth()).isTrue();
        SSLEngine outside = engine("10.0.0.1", 5062);
        assertThat(outside.getNeedClientAuth()).isFalse();
        assertThat(outside.getWantClientAuth()).isTrue();
        assertThat(outside.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(outside.getEnabledCipherSuites())
                .containsExactly("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256");
        assertThat(test.command("tls_list").toString()).contains("inside", "outside", "domain.pem");
        assertThat(test.command("tls_mgm:reload")).isEqualTo("OK");
    }

    @Test
    void withoutADomainTheParametersAreForAllSockets() throws Exception {
        start("""
                certificate FILES/domain.pem
                private_key FILES/domain-key.pem
                verify_cert 0""", "route { exit; }");
        SSLEngine any = engine("192.0.2.1", 1);
        assertThat(any.getWantClientAuth()).isFalse();
        assertThat(any.getNeedClientAuth()).isFalse();
    }

    @Test
    void aFolderOfAuthoritiesWillDo() throws Exception {
        Files.copy(FILES.resolve("authorities.pem"), folder.resolve("a.pem"));
        Files.writeString(folder.resolve("readme"), "nothing");
        start("""
                certificate FILES/domain.pem
                private_key FILES/domain-key.pem
                ca_dir FOLDER""", "route { exit; }");
        assertThat(engine("192.0.2.1", 1).getNeedClientAuth()).isTrue();
        assertThat(test.data().resolve("tls/default-authorities.pem")).content().contains("BEGIN CERTIFICATE");
    }

    @Test
    void filesThatAreWrongAfterwardsChangeNothing() throws IOException, TlsException {
        Files.copy(FILES.resolve("domain.pem"), folder.resolve("own.crt"));
        Files.copy(FILES.resolve("domain-key.pem"), folder.resolve("own.key"));
        start("""
                certificate FOLDER/own.crt
                private_key FOLDER/own.key""", "route { exit; }");
        Files.writeString(folder.resolve("own.crt"), "broken");
        assertThatThrownBy(() -> test.command("tls_reload")).hasMessageContaining("own.crt");
        assertThat(engine("192.0.2.1", 1)).isNotNull();
    }

    @Test
    void whatIsWrongIsSaidBeforeASocketOpens() {
        refused("certificate FILES/domain.pem", "has no certificate or no key", "private_key");
        refused(
                "certificate /nowhere.pem\nprivate_key FILES/domain-key.pem",
                "/nowhere.pem",
                "Name files that are there");
        refused("certificate [x]FILES/domain.pem", "not declared", "server_domain");
        refused(
                "server_domain a\ntls_method [a]SSLv9\ncertificate [a]FILES/domain.pem\nprivate_key "
                        + "[a]FILES/domain-key.pem",
                "SSLv9");
        refused("certificate FILES/domain.pem\nprivate_key FILES/domain-key.pem\ncrl_dir FOLDER", "revoked");
        refused(
                "certificate FILES/domain.pem\nprivate_key FILES/domain-key.pem\nca_dir FOLDER",
                "holds no certificate");
    }

    private void refused(String parameters, String... messages) {
        assertThatThrownBy(() -> ScriptTest.of(
                        script(parameters) + "route { exit; }", targets, new SlModule(), new TlsMgmModule()))
                .hasMessageContainingAll(messages);
    }

    @Test
    void whoCameWithoutTlsIsNobody() {
        start("", """
                route { if (is_peer_verified()) say("yes"); else say("no $tls_peer_verified");
                    if ($tls_peer_subject_cn == NULL) say("nobody"); sl_send_reply(200, "OK"); }""");
        ScriptedPeer alice = test.peer();
        test.ask(alice, 200, "OPTIONS");
        assertThat(targets.said()).containsExactly("no 0", "nobody");
    }
}
