package io.sidetone.sip.testing;

import static io.sidetone.sip.testing.Recorder.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualConnectionsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = TestBed.simulated(1);
    private final VirtualNetwork network = simulation.network();
    private final List<ClosingReason> unsent = new ArrayList<>();

    private Recorder recorder(Transport transport, String address) throws IOException {
        return new Recorder(simulation, simulation.socket(transport, address(address, 5060)));
    }

    private SendResult send(Flow flow, String text) {
        return flow.send(Text.encode(text), unsent::add);
    }

    private static String message(int number, int bodyLength) {
        return "MESSAGE sip:a SIP/2.0\r\nCSeq: " + number + " MESSAGE\r\nContent-Length: " + bodyLength + "\r\n\r\n"
                + "x".repeat(bodyLength);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "UDP")
    void aConnectionCarriesMessagesBothWaysAndCloses(Transport transport) throws IOException {
        Recorder alice = recorder(transport, "192.0.2.1");
        Recorder bob = recorder(transport, "2001:db8::2");
        Recorder carol = recorder(transport, "2001:db8::1");
        Connection flow = (Connection) carol.to(bob);

        assertThat(send(flow, message(1, 10))).isEqualTo(SendResult.SENT);
        simulation.run(SECOND);
        assertThat(bob.came).containsExactly(message(1, 10));
        Flow back = bob.flows.getFirst();
        assertThat(back.remote()).isEqualTo(flow.local());
        assertThat(flow.local().getPort()).isNotEqualTo(5060);
        send(back, message(2, 0));
        simulation.run(SECOND);
        assertThat(carol.came).containsExactly(message(2, 0));

        flow.ping();
        back.close(ClosingReason.BY_US);
        simulation.run(SECOND);
        assertThat(bob.closed).containsExactly(ClosingReason.BY_US);
        assertThat(carol.closed).containsExactly(ClosingReason.BY_PEER);
        assertThat(send(flow, message(3, 0))).isEqualTo(SendResult.CLOSED);
        assertThat(carol.connections.open()).isZero();
        assertThat(bob.connections.open()).isZero();
        assertThat(alice.connections.accepted()).isZero();
    }

    @Test
    void aConnectionShowsOnTheLadder() throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        Flow flow = alice.to(bob);
        send(flow, message(1, 0));
        simulation.run(SECOND);
        flow.close(ClosingReason.BY_US);
        simulation.run(SECOND);
        alice.to(address("192.0.2.3", 5060));
        simulation.run(SECOND);

        assertThat(network.ladder()).isEqualTo("""
                        0.001 TCP 192.0.2.1:40000 -> 192.0.2.2:5060 (connected)
                        0.003 TCP 192.0.2.1:40000 -> 192.0.2.2:5060 MESSAGE sip:a SIP/2.0
                        1.001 TCP 192.0.2.1:40000 -> 192.0.2.2:5060 (closed)
                        2.001 TCP 192.0.2.1:40001 -> 192.0.2.3:5060 (refused)
                        """);
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, mode = EnumSource.Mode.EXCLUDE, names = "UDP")
    void messagesKeepTheirOctetsAndOrderWhateverThePieces(Transport transport) throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            Simulation bed = TestBed.simulated(seed);
            bed.network().conditions(LinkConditions.GOOD.withDelay(Duration.ZERO, Duration.ofMillis(seed)));
            Recorder alice = new Recorder(bed, bed.socket(transport));
            Recorder bob = new Recorder(bed, bed.socket(transport));
            Flow flow = alice.to(bob);
            Random random = new Random(seed);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String message = message(i, random.nextInt(1000));
                sent.add(message);
                assertThat(send(flow, message)).isEqualTo(SendResult.SENT);
                bed.run(Duration.ofMillis(random.nextInt(3)));
            }
            bed.run(SECOND);
            assertThat(bob.came).as("seed %d", seed).isEqualTo(sent);
        }
    }

    @Test
    void whereNobodyListensItIsRefused() throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.WS, "192.0.2.2");
        send(alice.to(address("192.0.2.3", 5060)), message(1, 0));
        alice.to(bob);
        Flow given = alice.to(bob);
        given.close(ClosingReason.SHUTDOWN);
        simulation.run(SECOND);

        assertThat(alice.closed)
                .containsExactlyInAnyOrder(
                        ClosingReason.CONNECT_FAILED, ClosingReason.CONNECT_FAILED, ClosingReason.SHUTDOWN);
        assertThat(unsent).containsExactly(ClosingReason.CONNECT_FAILED);
        assertThat(bob.connections.accepted()).isZero();
    }

    @Test
    void aSilentAddressAnswersNoConnection() throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        network.silence(bob.address().getAddress());
        send(alice.to(bob), message(1, 0));
        simulation.run(Duration.ofSeconds(6));
        assertThat(alice.closed).isEmpty();

        alice.connections.sweep();
        simulation.run(SECOND);
        assertThat(alice.closed).containsExactly(ClosingReason.CONNECT_TIMEOUT);
        assertThat(unsent).containsExactly(ClosingReason.CONNECT_TIMEOUT);
    }

    @Test
    void whatIsSentToASilentAddressWaits() throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        Flow flow = alice.to(bob);
        simulation.run(SECOND);
        network.silence(alice.address().getAddress());
        send(flow, message(1, 0));
        simulation.run(SECOND);
        assertThat(bob.came).isEmpty();

        network.restore(alice.address().getAddress());
        simulation.run(SECOND);
        assertThat(bob.came).containsExactly(message(1, 0));

        network.silence(alice.address().getAddress());
        send(flow, message(2, 0));
        simulation.run(Duration.ofSeconds(31));
        alice.connections.sweep();
        simulation.run(SECOND);
        assertThat(alice.closed).containsExactly(ClosingReason.SLOW_READER);
        assertThat(bob.closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsCutIsBrokenAtBothEnds(boolean here) throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        Flow flow = alice.to(bob);
        send(flow, message(1, 0));
        simulation.run(SECOND);
        send(flow, message(2, 0));

        assertThat(network.cut(here ? flow : bob.flows.getFirst())).isTrue();
        simulation.run(SECOND);

        assertThat(alice.closed).containsExactly(ClosingReason.BROKEN);
        assertThat(bob.closed).containsExactly(ClosingReason.BROKEN);
        assertThat(unsent).containsExactly(ClosingReason.BROKEN);
        assertThat(bob.came).hasSize(1);
        assertThat(network.cut(flow)).isFalse();
    }

    @Test
    void whoIsFullReadsNothing() throws IOException {
        Recorder alice = recorder(Transport.WS, "192.0.2.1");
        Recorder bob = recorder(Transport.WS, "192.0.2.2");
        Flow flow = alice.to(bob);
        bob.full = true;
        for (int i = 0; i < 5; i++) {
            send(flow, message(i, 0));
        }
        simulation.run(SECOND);
        assertThat(bob.came).hasSize(1);

        bob.go();
        simulation.run(SECOND);
        assertThat(bob.came).hasSize(5);
    }

    @Test
    void whoClosesWhileMuchIsUnderwayLosesNothingOfHisOwn() throws IOException {
        Recorder alice = recorder(Transport.TLS, "192.0.2.1");
        Recorder bob = recorder(Transport.TLS, "192.0.2.2");
        Flow flow = alice.to(bob);
        simulation.run(SECOND);
        for (int i = 0; i < 5; i++) {
            send(flow, message(i, 100));
        }
        flow.close(ClosingReason.BY_US);
        simulation.run(SECOND);

        assertThat(bob.came).hasSize(5);
        assertThat(bob.closed).containsExactly(ClosingReason.BY_PEER);
        assertThat(unsent).isEmpty();
    }

    @Test
    void peersAreWhoTheTestSays() throws Exception {
        PeerIdentity identity;
        try (InputStream file = PeerIdentity.class.getResourceAsStream("certificates/host.pem")) {
            identity = PeerIdentity.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        network.identify(InetAddress.ofLiteral("192.0.2.2"), identity);
        Recorder alice = recorder(Transport.WSS, "192.0.2.1");
        Recorder bob = recorder(Transport.WSS, "192.0.2.2");
        Flow flow = alice.to(bob);
        send(flow, message(1, 0));
        simulation.run(SECOND);

        assertThat(flow.identity()).isSameAs(identity);
        assertThat(bob.flows.getFirst().identity()).isNull();
    }

    @Test
    void aHostThatClosesTakesItsConnectionsWithIt() throws IOException {
        Network host = network.host(InetAddress.ofLiteral("192.0.2.1"));
        Recorder alice = new Recorder(simulation, host, simulation.socket(Transport.TCP, address("192.0.2.1", 5060)));
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        Recorder carol = recorder(Transport.TCP, "192.0.2.3");
        Flow flow = alice.to(bob);
        Flow other = carol.to(bob);
        simulation.run(SECOND);
        host.close();
        simulation.run(SECOND);

        assertThat(flow.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
        assertThat(alice.closed).containsExactly(ClosingReason.SHUTDOWN);
        assertThat(bob.closed).containsExactly(ClosingReason.BY_PEER);
        network.close();
        simulation.run(SECOND);
        assertThat(bob.closed).containsExactly(ClosingReason.BY_PEER, ClosingReason.SHUTDOWN);
    }

    @Test
    void whereTooManyAreTheConnectionEndsAtOnce() throws IOException {
        Recorder alice = recorder(Transport.TCP, "192.0.2.1");
        Recorder bob = recorder(Transport.TCP, "192.0.2.2");
        InetSocketAddress there = bob.address();
        for (int i = 0; i <= Recorder.MOST_CONNECTIONS; i++) {
            alice.to(there).send(Text.encode("\r\n\r\n"), Unsent.IGNORED);
        }
        simulation.run(SECOND);

        assertThat(bob.connections.open()).isEqualTo(Recorder.MOST_CONNECTIONS);
        assertThat(alice.closed).containsExactly(ClosingReason.BY_PEER);
    }
}
