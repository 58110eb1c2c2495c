package io.sidetone.sip.socket;

import static io.sidetone.sip.socket.Echo.next;
import static io.sidetone.sip.tls.Certificates.file;
import static io.sidetone.sip.tls.Certificates.host;
import static io.sidetone.sip.tls.Certificates.load;
import static io.sidetone.sip.tls.Certificates.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.tls.ClientCertificates;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsFacts;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsSettings;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.ConnectionTimes;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.Unsent;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two elements talk over TLS, and refuse to.
@Tag("wire")
class TlsTest {

    private static final String DOMAIN = "example.com";

    private static final ConnectionTimes HASTY = new ConnectionTimes(
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private final Echo near = new Echo(TransportSettings.DEFAULT);
    private final Echo far = new Echo(TransportSettings.DEFAULT);

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    private static NextHop hop(Listener to, String domain) {
        return new NextHop(to.settings().transport(), to.local(), host(domain));
    }

    private Flow flow(Listener to, String domain) {
        return Objects.requireNonNull(near.transport.flow(hop(to, domain)));
    }

    private void assertExchange(Listener to, String domain, String callId) throws InterruptedException {
        near.transport.send(ExchangeTest.options(callId), flow(to, domain), Unsent.IGNORED);
        assertThat(next(far.requests).callId()).isEqualTo(callId);
        assertThat(next(near.replies).callId()).isEqualTo(callId);
    }

    /// Sends, and waits for what comes of it instead.
    private ClosingReason refusal(Listener to, String domain) throws InterruptedException {
        BlockingQueue<ClosingReason> unsent = new LinkedBlockingQueue<>();
        near.transport.send(ExchangeTest.options("refused"), flow(to, domain), unsent::add);
        return next(unsent);
    }

    @ParameterizedTest
    @CsvSource({"TLS,127.0.0.1", "TLS,::1", "WSS,127.0.0.1", "WSS,::1"})
    @Rfc(number = 5922, section = "7.3")
    void requestsAndResponsesFindTheirWay(Transport transport, String host) throws Exception {
        near.listen(ListenerSettings.of(transport, Echo.address(host), load("client")));
        Listener to = far.listen(ListenerSettings.of(transport, Echo.address(host), load("domain")));

        assertExchange(to, DOMAIN, "a");
        assertExchange(to, DOMAIN, "b");

        assertThat(far.transport.connections().accepted()).isEqualTo(1);
        Flow flow = flow(to, DOMAIN);
        PeerIdentity identity = Objects.requireNonNull(flow.identity());
        assertThat(identity.isGoodFor(host(DOMAIN))).isTrue();
    }

    @Test
    @Rfc(number = 5922, section = "7.3")
    void aCertificateForAnotherDomainIsRefused() throws Exception {
        near.listen(Transport.TLS, load());
        Listener to = far.listen(Transport.TLS, load("domain"));

        assertThat(refusal(to, "example.org")).isEqualTo(ClosingReason.CERTIFICATE);
        // Counted when it has ended, which is a bit later than the message is given back.
        next(near.closings);
        assertThat(near.transport.connections().closed(ClosingReason.CERTIFICATE))
                .isEqualTo(1);
        // Nothing of the message has left.
        assertThat(far.requests).isEmpty();
        assertExchange(to, DOMAIN, "after");
    }

    @ParameterizedTest
    @CsvSource({"untrusted", "expired"})
    void aCertificateThatNobodyTrustsIsRefused(String identity) throws Exception {
        near.listen(Transport.TLS, load());
        Listener to = far.listen(Transport.TLS, load(identity));

        assertThat(refusal(to, DOMAIN)).isEqualTo(ClosingReason.CERTIFICATE);
    }

    @Test
    @Rfc(number = 5922, section = "7.4")
    void aClientHasToShowACertificate() throws Exception {
        Listener to = far.listen(
                Transport.TLS, TlsContext.load(settings("domain").withClientCertificates(ClientCertificates.REQUIRED)));
        Listener without = near.listen(Transport.TLS, load());
        near.transport.send(ExchangeTest.options("without"), flow(to, DOMAIN), Unsent.IGNORED);
        assertThat(next(far.closings)).isIn(ClosingReason.TLS_FAILED, ClosingReason.CERTIFICATE);
        near.transport.close(without);

        near.listen(Transport.TLS, load("domain"));
        next(near.closings);
        assertExchange(to, DOMAIN, "with");
        PeerIdentity identity = Objects.requireNonNull(next(far.flows).identity());
        assertThat(identity.isGoodFor(host(DOMAIN))).isTrue();
    }

    @Test
    @Rfc(number = 5923, section = "8.2")
    @Rfc(number = 5923, section = "9.2")
    void whoProvesWhoHeIsGetsRequestsOverHisConnection() throws Exception {
        Listener to = far.listen(
                Transport.TLS,
                TlsContext.load(settings("domain").withClientCertificates(ClientCertificates.REQUESTED)));
        Listener own = near.listen(Transport.TLS, load("domain"));
        SipRequest asks = ExchangeTest.options("alias")
                .edit()
                .remove(HeaderName.VIA)
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/TLS " + DOMAIN + ":" + own.local().getPort() + ";alias;branch=z9hG4bKalias"))
                .build();
        near.transport.send(asks, flow(to, DOMAIN), Unsent.IGNORED);
        Flow accepted = next(far.flows);

        NextHop back = new NextHop(Transport.TLS, own.local(), host(DOMAIN));
        assertThat(far.transport.flow(back)).isSameAs(accepted);

        // The same claim without a proof opens a connection to whoever listens there.
        NextHop other = new NextHop(Transport.TLS, own.local(), host("users.example.com"));
        assertThat(far.transport.flow(other)).isNotSameAs(accepted);
    }

    @Test
    void aConnectionServesNoOtherDomain() throws Exception {
        near.listen(Transport.TLS, TlsContext.load(settings("client").withVerifyServers(false)));
        Listener to = far.listen(Transport.TLS, load("domain"));

        assertThat(flow(to, DOMAIN)).isSameAs(flow(to, DOMAIN)).isNotSameAs(flow(to, "example.org"));
    }

    @Test
    void certificatesAreRenewedWhileCallsGoOn(@TempDir Path folder) throws Exception {
        copy("domain", folder);
        TlsContext renewed =
                TlsContext.load(TlsSettings.of(TlsIdentity.of(folder.resolve("own.pem"), folder.resolve("own-key.pem")))
                        .withAuthorities(file("authorities.pem")));
        near.listen(Transport.TLS, load());
        Listener to = far.listen(Transport.TLS, renewed);
        assertExchange(to, DOMAIN, "before");
        Flow old = flow(to, DOMAIN);

        copy("host", folder);
        renewed.reload();

        assertExchange(to, DOMAIN, "the-old-connection");
        assertExchange(to, "host.example.net", "a-new-one");
        assertThat(far.transport.connections().accepted()).isEqualTo(2);
        assertThat(old.isOpen()).isTrue();

        Files.writeString(folder.resolve("own.pem"), "no certificate");
        assertThatThrownBy(renewed::reload).isInstanceOf(TlsException.class).hasMessageContaining("own.pem");
        assertExchange(to, "host.example.net", "in-spite-of-that");
        assertThat(renewed.reloads()).isEqualTo(1);
        assertThat(renewed.failedReloads()).isEqualTo(1);
    }

    private static void copy(String identity, Path folder) throws IOException {
        Files.copy(file(identity + ".pem"), folder.resolve("own.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(file(identity + "-key.pem"), folder.resolve("own-key.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource({"'GET / HTTP/1.1|Host: a||'", "'OPTIONS sip:a@b SIP/2.0|Content-Length: 0||'"})
    void whatIsNoTlsIsRefused(String request) throws Exception {
        Listener to = far.listen(Transport.TLS, load("domain"));
        try (RawPeer peer = new RawPeer(to.local())) {
            peer.send(request.replace("|", "\r\n"));
            assertThat(peer.isClosed()).isTrue();
            assertThat(next(far.closings)).isEqualTo(ClosingReason.TLS_FAILED);
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsCutOff() throws Exception {
        try (Echo echo =
                new Echo(new TransportSettings(ParserLimits.DEFAULT, ConnectionLimits.DEFAULT, HASTY, 0, false))) {
            Listener to = echo.listen(Transport.TLS, load("domain"));
            try (RawPeer peer = new RawPeer(to.local())) {
                peer.send(new byte[] {0x16, 3, 1});
                assertThat(next(echo.closings)).isEqualTo(ClosingReason.HANDSHAKE_TIMEOUT);
                assertThat(peer.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aProxyHeaderComesBeforeTls() throws Exception {
        InetSocketAddress any = Echo.address("127.0.0.1");
        Listener to = far.listen(ListenerSettings.of(Transport.TLS, any, load("domain"))
                .withProxies(List.of(AddressBlock.parse("127.0.0.1"))));
        try (RawPeer peer = new RawPeer(to.local())) {
            peer.send("PROXY TCP4 192.0.2.7 192.0.2.8 40000 5061\r\nno TLS, and enough of it to be sure");
            assertThat(next(far.closings)).isEqualTo(ClosingReason.TLS_FAILED);
        }
    }

    @Test
    void aConnectionServesThoseOnlyForWhomItsCertificateWasChosen() throws Exception {
        Listener from = near.listen(Transport.TLS, load());
        Listener to = far.listen(ListenerSettings.of(
                Transport.TLS,
                Echo.address("127.0.0.1"),
                TlsContext.load(settings("domain").withClientCertificates(ClientCertificates.REQUESTED))));
        TlsContext chosen = load("client");
        TlsContext other = load("host");
        Flow usual = flow(to, DOMAIN);
        Flow first = near.transport.flow(hop(to, DOMAIN), List.of(from), chosen);

        assertThat(first).isNotNull().isNotSameAs(usual);
        assertThat(near.transport.flow(hop(to, DOMAIN), List.of(from), chosen)).isSameAs(first);
        assertThat(near.transport.flow(hop(to, DOMAIN), List.of(from), other)).isNotSameAs(first);
        assertThat(flow(to, DOMAIN)).isSameAs(usual);
        near.transport.send(ExchangeTest.options("a"), Objects.requireNonNull(first), Unsent.IGNORED);
        assertThat(next(far.requests).callId()).isEqualTo("a");
        TlsFacts facts = Objects.requireNonNull(
                Objects.requireNonNull(first.connection()).tls());
        assertThat(Objects.requireNonNull(facts.own()).getSubjectX500Principal().getName())
                .isEqualTo("CN=client");
        assertThat(facts.version()).isEqualTo("TLSv1.3");
    }

    @Test
    @Rfc(number = 5630, section = "5.3")
    void aSipsRequestLeavesOnlyByTls() throws Exception {
        near.listen(Transport.TCP);
        near.listen(Transport.TLS, load());
        Listener plain = far.listen(Transport.TCP);
        Listener secure = far.listen(Transport.TLS, load("domain"));
        SipRequest sips = ExchangeTest.options("sips")
                .edit()
                .uri(uri("sips:far@example.com"))
                .build();

        assertThat(near.transport
                        .send(sips, flow(plain, DOMAIN), Unsent.IGNORED)
                        .result())
                .isEqualTo(SendResult.INSECURE);
        assertThat(near.transport
                        .send(sips, flow(secure, DOMAIN), Unsent.IGNORED)
                        .result())
                .isEqualTo(SendResult.SENT);
        assertThat(next(far.requests).callId()).isEqualTo("sips");
        assertThat(near.transport.sent(SendResult.INSECURE)).isEqualTo(1);
    }

    private static Uri uri(String text) throws SyntaxException {
        return Uri.parse(text);
    }
}
