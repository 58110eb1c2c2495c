package io.sidetone.sip.tls;

import static io.sidetone.sip.tls.Certificates.certificate;
import static io.sidetone.sip.tls.Certificates.host;
import static io.sidetone.sip.tls.Certificates.identity;
import static io.sidetone.sip.tls.Certificates.load;
import static io.sidetone.sip.tls.Certificates.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsContextTest {

    private static TlsContext with(TlsSettings settings) throws TlsException {
        return TlsContext.load(settings);
    }

    @ParameterizedTest
    @EnumSource
    void speaksEachVersion(TlsVersion version) throws Exception {
        TlsContext server = load("domain");
        TlsContext client = with(settings().withVersions(version));
        EnginePair pair = EnginePair.of(client, server, "example.com").shakeHands();
        assertThat(pair.client().getSession().getProtocol()).isEqualTo(version.text());
        assertThat(pair.say("INVITE")).isEqualTo("INVITE");
        assertThat(pair.answer("200")).isEqualTo("200");
    }

    @Test
    void prefersTheNewestVersion() throws Exception {
        EnginePair pair = EnginePair.of(load(), load("domain"), "example.com").shakeHands();
        assertThat(pair.client().getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    @Rfc(number = 8996, section = "4")
    @Rfc(number = 8996, section = "5")
    void refusesOldVersions() throws Exception {
        TlsContext context = load("domain");
        assertThat(context.serverEngine().getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(context.clientEngine(host("example.com")).getEnabledProtocols())
                .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        for (String version : List.of("0301", "0302")) {
            String body = version + "00".repeat(32) + "00" + "0002c013" + "0100";
            String hello = "160301002d" + "01000029" + body;
            SSLEngine server = context.serverEngine();
            server.beginHandshake();
            assertThatThrownBy(() -> {
                        server.unwrap(ByteBuffer.wrap(HexFormat.of().parseHex(hello)), ByteBuffer.allocate(1 << 15));
                        Runnable task = server.getDelegatedTask();
                        if (task != null) {
                            task.run();
                        }
                        server.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 15));
                    })
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("TLSv1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, domain",
        "EXAMPLE.COM, domain",
        "host.example.com, domain",
        "host.example.net, host",
        "host.example.net., host",
        "any.example.net, host",
        "edwards.example.net, edwards",
        "one.two.example.net, domain",
        "nobody.example.org, domain",
        "under_score.example.net, domain",
        "192.0.2.1, domain"
    })
    @Rfc(number = 5922, section = "7.8")
    @Rfc(number = 6066, section = "3")
    void showsTheCertificateOfTheNameAskedFor(String name, String shown) throws Exception {
        for (TlsVersion version : TlsVersion.values()) {
            TlsContext client = with(settings().withVersions(version));
            EnginePair pair = EnginePair.of(client, load("domain", "edwards", "host"), name)
                    .shakeHands();
            assertThat(pair.shown()).isEqualTo(certificate(shown));
        }
    }

    @Test
    void showsTheCertificateForTheNamesItWasGiven() throws Exception {
        TlsSettings settings = TlsSettings.of(
                        identity("domain"),
                        identity("host").withNames("one.example", "*.two.example"),
                        identity("edwards").withNames("edwards.two.example"))
                .withAuthorities(Certificates.file("authorities.pem"));
        TlsContext server = with(settings);
        assertThat(shown(server, "one.example")).isEqualTo("host.example.net");
        assertThat(shown(server, "any.two.example")).isEqualTo("host.example.net");
        assertThat(shown(server, "edwards.two.example")).isEqualTo("edwards.example.net");
        assertThat(shown(server, "host.example.net")).isEqualTo("Common");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> identity("domain").withNames("no name"))
                .withMessageContaining("no name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> identity("domain").withNames("192.0.2.1"))
                .withMessageContaining("192.0.2.1");
    }

    private static String shown(TlsContext server, String name) throws Exception {
        EnginePair pair = EnginePair.of(load(), server, name).shakeHands();
        return pair.shown().getSubjectX500Principal().getName().substring("CN=".length());
    }

    @Test
    void ofTwoCertificatesForANameItShowsTheOneThatTheClientCanRead() throws Exception {
        TlsContext server = load("domain", "host", "host-rsa");
        TlsSettings rsa = settings()
                .withVersions(TlsVersion.TLS_1_2)
                .withCiphers(CipherPolicy.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
        EnginePair pair = EnginePair.of(with(rsa), server, "host.example.net").shakeHands();
        assertThat(pair.shown()).isEqualTo(certificate("host-rsa"));
    }

    @Test
    void acceptsNobodyWithoutACertificate() throws Exception {
        EnginePair pair = EnginePair.of(load(), load(), "example.com");
        assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLHandshakeException.class);
        assertThat(load().expires()).isNull();
    }

    @Test
    @Rfc(number = 5922, section = "7.3")
    void aServerMustBeTheDomainAskedFor() throws Exception {
        TlsContext client = load();
        EnginePair pair = EnginePair.of(client, load("domain"), "example.com").shakeHands();
        PeerIdentity identity = client.identify(pair.client().getSession(), host("EXAMPLE.com"));
        assertThat(Objects.requireNonNull(identity).domains()).containsExactly(host("example.com"));
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("other.example")))
                .isInstanceOf(CertificateException.class)
                .hasMessage("The certificate is not good for other.example, but for [example.com]");
        // A DNS name does not count beside a URI.
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("host.example.com")))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void aServerWithoutCertificateIsNobody() throws Exception {
        TlsContext client = load();
        SSLEngine engine = client.clientEngine(host("example.com"));
        assertThatThrownBy(() -> client.identify(engine.getSession(), host("example.com")))
                .isInstanceOf(CertificateException.class)
                .hasMessage("No certificate from example.com");
    }

    @Test
    void aServerIsFoundByItsAddress() throws Exception {
        TlsContext client = load();
        EnginePair pair = EnginePair.of(client, load("host"), "192.0.2.1").shakeHands();
        assertThat(client.identify(pair.client().getSession(), host("192.0.2.1")))
                .isNotNull();
        assertThat(client.identify(pair.client().getSession(), host("[2001:DB8:0::1]")))
                .isNotNull();
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("192.0.2.2")))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("not good for 192.0.2.2");
    }

    @Test
    void aWildcardCountsWhereTheSettingsSaySo() throws Exception {
        TlsContext client = load();
        EnginePair pair = EnginePair.of(client, load("host"), "a.example.net").shakeHands();
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("a.example.net")))
                .isInstanceOf(CertificateException.class);
        TlsContext generous = with(settings().withWildcards(true));
        assertThat(generous.identify(pair.client().getSession(), host("a.example.net")))
                .isNotNull();
    }

    @Test
    void theMessageAboutAWrongDomainIsShort() throws Exception {
        TlsContext client = load();
        EnginePair pair = EnginePair.of(client, load("mail"), "example.org").shakeHands();
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("example.org")))
                .hasMessage("The certificate is not good for example.org, but for no SIP domain");
    }

    @ParameterizedTest
    @CsvSource({"untrusted", "expired", "client", "code-use", "sip-use-untrusted"})
    void refusesAServerThatCanNotBeTrusted(String server) throws Exception {
        EnginePair pair = EnginePair.of(load(), load(server), "example.com");
        assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @CsvSource({"domain", "host", "server", "any-use", "sip-use"})
    @Rfc(number = 5924)
    void takesAServerWhoseCertificateIsForSuchUse(String server) throws Exception {
        EnginePair pair = EnginePair.of(load(), load(server), "example.com").shakeHands();
        assertThat(pair.shown()).isEqualTo(certificate(server));
    }

    @Test
    void withoutAuthoritiesOfOurOwnThoseOfThePlatformCount() throws Exception {
        EnginePair pair = EnginePair.of(with(TlsSettings.of()), load("domain"), "example.com");
        assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aServerThatNeedNotBeVerifiedIsNobody() throws Exception {
        TlsContext client = with(settings().withVerifyServers(false));
        EnginePair pair =
                EnginePair.of(client, load("untrusted"), "example.com").shakeHands();
        PeerIdentity identity =
                Objects.requireNonNull(client.identify(pair.client().getSession(), host("example.com")));
        assertThat(identity.certificate()).isEqualTo(certificate("untrusted"));
        assertThat(identity.domains()).isEmpty();
        assertThat(identity.isGoodFor(host("example.com"))).isFalse();
        assertThat(client.identify(client.clientEngine(host("a.example")).getSession(), host("a.example")))
                .isNull();
    }

    private static @Nullable PeerIdentity clientSeen(ClientCertificates demand, TlsVersion version, String... identity)
            throws Exception {
        TlsContext server = with(settings("domain").withClientCertificates(demand));
        TlsContext client = with(settings(identity).withVersions(version));
        EnginePair pair = EnginePair.of(client, server, "example.com").shakeHands();
        assertThat(pair.say("hello")).isEqualTo("hello");
        return server.identify(pair.server().getSession(), null);
    }

    @ParameterizedTest
    @EnumSource
    @Rfc(number = 5922, section = "7.4")
    void asksClientsForCertificatesAsTheSettingsSay(TlsVersion version) throws Exception {
        assertThat(clientSeen(ClientCertificates.NONE, version, "client")).isNull();
        assertThat(clientSeen(ClientCertificates.REQUESTED, version)).isNull();
        for (ClientCertificates demand : List.of(ClientCertificates.REQUESTED, ClientCertificates.REQUIRED)) {
            PeerIdentity identity = Objects.requireNonNull(clientSeen(demand, version, "client", "host"));
            assertThat(identity.domains()).containsExactly(host("client.example.com"));
            assertThatThrownBy(() -> clientSeen(demand, version, "untrusted")).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> clientSeen(demand, version, "code-use")).isInstanceOf(SSLException.class);
        }
        assertThatThrownBy(() -> clientSeen(ClientCertificates.REQUIRED, version))
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @CsvSource({"domain", "host", "server", "any-use", "sip-use"})
    @Rfc(number = 5924)
    void takesAClientWhoseCertificateIsForSuchUse(String client) throws Exception {
        PeerIdentity identity = clientSeen(ClientCertificates.REQUIRED, TlsVersion.TLS_1_3, client);
        assertThat(Objects.requireNonNull(identity).certificate()).isEqualTo(certificate(client));
    }

    @ParameterizedTest
    @EnumSource
    void aResumedSessionHasTheSameIdentities(TlsVersion version) throws Exception {
        TlsContext server = with(settings("domain").withClientCertificates(ClientCertificates.REQUIRED));
        TlsContext client = with(settings("client").withVersions(version));
        EnginePair first = EnginePair.of(client, server, "example.com").shakeHands();
        EnginePair second = EnginePair.of(client, server, "example.com").shakeHands();
        assertThat(second.client().getSession().getCreationTime())
                .isEqualTo(first.client().getSession().getCreationTime());
        PeerIdentity atServer = server.identify(second.server().getSession(), null);
        assertThat(Objects.requireNonNull(atServer).domains()).containsExactly(host("client.example.com"));
        assertThat(client.identify(second.client().getSession(), host("example.com")))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aSessionWithTheWrongDomainIsNotResumed(TlsVersion version) throws Exception {
        TlsContext client = with(settings().withVersions(version));
        TlsContext server = load("domain");
        EnginePair pair = EnginePair.of(client, server, "other.example").shakeHands();
        assertThat(pair.client().getSession().isValid()).isTrue();
        assertThatThrownBy(() -> client.identify(pair.client().getSession(), host("other.example")))
                .isInstanceOf(CertificateException.class);
        assertThat(pair.client().getSession().isValid()).isFalse();
    }

    @Test
    void aClientCanNotBeginASecondHandshake() throws Exception {
        TlsContext client = with(settings().withVersions(TlsVersion.TLS_1_2));
        TlsContext server = load("domain");
        EnginePair pair = new EnginePair(
                        EnginePair.plain(client.clientEngine(host("example.com"))), server.serverEngine())
                .shakeHands();
        pair.client().beginHandshake();
        assertThatThrownBy(pair::exchange).isInstanceOf(SSLException.class);
        assertThat(pair.server().isInboundDone()).isTrue();
    }

    @Test
    void aServerCanNotBeginASecondHandshake() throws Exception {
        TlsContext client = with(settings().withVersions(TlsVersion.TLS_1_2));
        TlsContext server = load("domain");
        EnginePair pair = new EnginePair(
                        client.clientEngine(host("example.com")), EnginePair.plain(server.serverEngine()))
                .shakeHands();
        pair.server().beginHandshake();
        assertThatThrownBy(pair::exchange).isInstanceOf(SSLException.class);
        assertThat(pair.client().isInboundDone()).isTrue();
    }

    @Test
    void withoutOurRefusalASecondHandshakeWouldSucceed() throws Exception {
        TlsContext client = with(settings().withVersions(TlsVersion.TLS_1_2));
        TlsContext server = load("domain");
        EnginePair pair = new EnginePair(
                        EnginePair.plain(client.clientEngine(host("example.com"))),
                        EnginePair.plain(server.serverEngine()))
                .shakeHands();
        pair.client().beginHandshake();
        pair.exchange();
        assertThat(pair.say("on")).isEqualTo("on");
    }

    @Test
    void newKeysOfTheNewestVersionAreNoSecondHandshake() throws Exception {
        EnginePair pair = EnginePair.of(load(), load("domain"), "example.com").shakeHands();
        pair.client().beginHandshake();
        pair.exchange();
        assertThat(pair.say("on")).isEqualTo("on");
        assertThat(pair.answer("and on")).isEqualTo("and on");
    }

    @Test
    void onlySuitesOfThePolicyAreUsed() throws Exception {
        CipherPolicy chaining = CipherPolicy.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
        TlsContext old = with(settings().withVersions(TlsVersion.TLS_1_2).withCiphers(chaining));
        EnginePair modern = EnginePair.of(old, load("domain"), "example.com");
        assertThatThrownBy(modern::shakeHands).isInstanceOf(SSLHandshakeException.class);
        TlsContext compatible = with(settings("domain").withCiphers(CipherPolicy.COMPATIBLE));
        EnginePair pair = EnginePair.of(old, compatible, "example.com").shakeHands();
        assertThat(pair.server().getSession().getCipherSuite()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
    }

    @Test
    void theServersOrderOfSuitesCounts() throws Exception {
        CipherPolicy one = CipherPolicy.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        CipherPolicy other = CipherPolicy.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
        TlsSettings newest = settings().withVersions(TlsVersion.TLS_1_3);
        TlsContext server =
                with(settings("domain").withVersions(TlsVersion.TLS_1_3).withCiphers(one));
        EnginePair pair = EnginePair.of(with(newest.withCiphers(other)), server, "example.com")
                .shakeHands();
        assertThat(pair.server().getSession().getCipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");
    }

    @Test
    void enginesGoOnWhileFilesAreReadAgain(@TempDir Path folder) throws Exception {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        copy("host", chain, key);
        TlsContext server = with(TlsSettings.of(TlsIdentity.of(chain, key)));
        TlsContext client = load();
        EnginePair before = EnginePair.of(client, server, "host.example.net").shakeHands();
        EnginePair between = EnginePair.of(client, server, "host.example.net");

        copy("host-rsa", chain, key);
        server.reload();
        EnginePair after = EnginePair.of(client, server, "host.example.net").shakeHands();
        assertThat(after.shown()).isEqualTo(certificate("host-rsa"));
        assertThat(before.say("still here")).isEqualTo("still here");
        assertThat(between.shakeHands().shown()).isEqualTo(certificate("host"));

        Files.writeString(key, "nothing");
        assertThatThrownBy(server::reload).isInstanceOf(TlsException.class).hasMessageContaining("key.pem");
        EnginePair last = EnginePair.of(client, server, "host.example.net").shakeHands();
        assertThat(last.shown()).isEqualTo(certificate("host-rsa"));
        assertThat(server.reloads()).isEqualTo(1);
        assertThat(server.failedReloads()).isEqualTo(1);
    }

    private static void copy(String name, Path chain, Path key) throws Exception {
        Files.copy(Certificates.file(name + ".pem"), chain, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Certificates.file(name + "-key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void tellsWhenTheFirstCertificateEnds() throws Exception {
        assertThat(load("domain", "expired").expires()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(load("domain").expires()).isEqualTo(Instant.parse("2124-12-31T23:59:59Z"));
    }
}
