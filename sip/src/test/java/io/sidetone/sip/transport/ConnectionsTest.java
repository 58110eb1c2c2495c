package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final String PEER = "198.51.100.7:5060";

    private final ManualClock clock = new ManualClock();
    private final Connections table =
            new Connections(new MessageParser(), new ConnectionLimits(5, 3, 1000), ConnectionTimes.DEFAULT, clock);
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final FakeListener tcp = listener(FakeListener.settings(Transport.TCP, "192.0.2.1:5060"));
    private final FakeListener tls = listener(FakeListener.settings(Transport.TLS, "192.0.2.1:5061"));
    private final FakeListener behindProxy = listener(FakeListener.settings(Transport.TCP, "192.0.2.1:5070")
            .withProxies(List.of(AddressBlock.parse("203.0.113.0/24"))));

    private FakeListener listener(ListenerSettings settings) {
        return new FakeListener(settings, receiver, table);
    }

    private static Connection accept(FakeListener listener, String from) {
        return Objects.requireNonNull(listener.accept(new FakeWire(), from));
    }

    private static Connection establish(FakeListener listener, String from) {
        Connection connection = accept(listener, from);
        connection.established(null);
        return connection;
    }

    private Connection connect(FakeListener listener, String address, String domain) {
        return table.connect(
                listener,
                new FakeWire(),
                hop(listener.settings().transport(), address, domain),
                listener.local().getAddress(),
                null,
                receiver);
    }

    private void assertEmpty() {
        assertThat(table.open()).isZero();
        assertThat(table.all()).isEmpty();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void thereAreOnlySoManyInAll() {
        List<Connection> some = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            some.add(accept(tcp, "198.51.100." + i + ":1000"));
        }
        some.add(connect(tcp, PEER, "far.example.com"));

        FakeWire refused = new FakeWire();
        assertThat(tcp.accept(refused, "198.51.100.9:1000")).isNull();
        Connection late = connect(tcp, PEER, "far.example.com");

        assertThat(late.isOpen()).isFalse();
        assertThat(table.closed(ClosingReason.TOO_MANY)).isEqualTo(2);
        assertThat(table.open()).isEqualTo(5);
        assertThat(table.accepted()).isEqualTo(4);
        assertThat(table.opened()).isEqualTo(1);
        late.ended(ClosingReason.BROKEN);
        assertThat(table.closed(ClosingReason.TOO_MANY)).isEqualTo(2);
        assertThat(receiver.closed).isEmpty();
        some.forEach(each -> each.ended(ClosingReason.BY_PEER));
        assertEmpty();
    }

    @Test
    void thereAreOnlySoManyOfOneAddress() {
        for (int i = 0; i < 3; i++) {
            accept(tcp, "198.51.100.7:100" + i);
        }

        assertThat(tcp.accept(new FakeWire(), "198.51.100.7:2000")).isNull();

        assertThat(table.closed(ClosingReason.TOO_MANY_FROM_ADDRESS)).isEqualTo(1);
        assertThat(tcp.accept(new FakeWire(), "198.51.100.8:2000")).isNotNull();
        table.all().forEach(each -> each.ended(ClosingReason.BY_PEER));
        assertThat(tcp.accept(new FakeWire(), "198.51.100.7:2000")).isNotNull();
    }

    @Test
    void connectionsFromAProxyAreCountedForTheAddressThatItTells() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(accept(behindProxy, "203.0.113.1:100" + i));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(all.get(i).proxied(at("198.51.100.7:500" + i), at("192.0.2.100:5060")))
                    .isNull();
        }
        Connection fourth = all.get(3);

        assertThat(fourth.proxied(at("198.51.100.7:5009"), at("192.0.2.100:5060")))
                .isEqualTo(ClosingReason.TOO_MANY_FROM_ADDRESS);
        assertThat(tcp.accept(new FakeWire(), "198.51.100.7:6000")).isNull();
        Connection told = all.getFirst();
        told.established(null);

        assertThat(told.remote()).isEqualTo(at("198.51.100.7:5000"));
        assertThat(told.local()).isEqualTo(at("192.0.2.100:5060"));
        assertThat(table.find(hop(Transport.TCP, "198.51.100.7:5000"))).isSameAs(told);
        all.forEach(each -> each.ended(ClosingReason.BY_PEER));
        assertEmpty();
    }

    @Test
    void whoIsToldTwiceIsCountedOnce() {
        Connection connection = accept(behindProxy, "203.0.113.1:1000");
        connection.proxied(at("198.51.100.7:5000"), at("192.0.2.100:5060"));
        connection.proxied(at("198.51.100.8:5000"), at("192.0.2.100:5060"));
        connection.established(null);
        connection.established(null);

        connection.ended(ClosingReason.BY_PEER);

        assertEmpty();
    }

    @Test
    void aConnectionBeingMadeIsFoundByThoseWhoSendToTheSameHop() {
        Connection connection = connect(tcp, PEER, "far.example.com");

        assertThat(table.find(hop(Transport.TCP, PEER))).isSameAs(connection);
        assertThat(table.find(hop(Transport.TCP, PEER), List.of(tcp), null)).isSameAs(connection);
        assertThat(table.find(hop(Transport.TCP, PEER), List.of(behindProxy, tcp), null))
                .isSameAs(connection);
        assertThat(table.of(connection.number())).isSameAs(connection);
        assertThat(table.find(hop(Transport.TCP, PEER), List.of(behindProxy), null))
                .isNull();
        assertThat(table.find(hop(Transport.TCP, PEER), List.of(behindProxy, tls), null))
                .isNull();
        assertThat(table.find(hop(Transport.TLS, PEER))).isNull();
        assertThat(table.find(hop(Transport.TCP, "198.51.100.7:5061"))).isNull();
    }

    @Test
    void anAcceptedConnectionIsFoundWhenItIsEstablished() {
        Connection connection = accept(tcp, PEER);
        assertThat(table.find(hop(Transport.TCP, PEER))).isNull();

        connection.established(null);
        assertThat(table.find(hop(Transport.TCP, PEER))).isSameAs(connection);

        connection.close(ClosingReason.BY_US);
        assertThat(table.find(hop(Transport.TCP, PEER))).isNull();
        connection.ended(ClosingReason.BY_PEER);
        assertThat(table.of(connection.number())).isNull();
        assertEmpty();
    }

    @Test
    @Rfc(number = 5923, section = "8.1")
    void overTlsThePeerMustBeTheDomain() {
        Connection ours = connect(tls, PEER, "host.example.net");
        ours.established(Proven.of("host"));

        assertThat(table.find(hop(Transport.TLS, PEER, "HOST.example.net"))).isSameAs(ours);
        assertThat(table.find(hop(Transport.TLS, PEER, "192.0.2.1"))).isSameAs(ours);
        assertThat(table.find(hop(Transport.TLS, PEER, "other.example.com"))).isNull();
        assertThat(table.find(hop(Transport.TLS, PEER))).isNull();
    }

    @Test
    @Rfc(number = 5923, section = "8.1")
    void whoConnectsOverTlsWithoutACertificateIsOnlyTheAddressHeComesFrom() {
        Connection theirs = establish(tls, PEER);

        assertThat(table.find(hop(Transport.TLS, PEER))).isSameAs(theirs);
        assertThat(table.find(hop(Transport.TLS, PEER, "192.0.2.99"))).isNull();
        assertThat(table.find(hop(Transport.TLS, PEER, "far.example.com"))).isNull();
    }

    @Test
    @Rfc(number = 5923, section = "8.2")
    void anAliasIsAnotherPortOfThePeer() {
        Connection connection = accept(tls, "198.51.100.7:40000");
        connection.established(Proven.of("server"));

        table.alias(connection, 5061);
        table.alias(connection, 5061);
        table.alias(connection, 40000);

        assertThat(connection.aliases()).containsExactly(at("198.51.100.7:5061"));
        assertThat(table.find(hop(Transport.TLS, "198.51.100.7:5061", "server.example.com")))
                .isSameAs(connection);
        // Somebody else may listen there, behind the same NAT.
        assertThat(table.find(hop(Transport.TLS, "198.51.100.7:5061"))).isNull();
        assertThat(table.find(hop(Transport.TLS, "198.51.100.7:5061", "b.example.com")))
                .isNull();
        connection.ended(ClosingReason.BY_PEER);
        table.alias(connection, 5062);
        assertEmpty();
    }

    @Test
    @Rfc(number = 5923, section = "8.2")
    void thereAreOnlySoManyAliases() {
        Connection connection = accept(tls, "198.51.100.7:40000");
        connection.established(Proven.of("server"));

        for (int port = 1; port < 100; port++) {
            table.alias(connection, port);
        }

        assertThat(connection.aliases()).hasSize(8);
        connection.ended(ClosingReason.BY_PEER);
        assertEmpty();
    }

    @Test
    void whoComesAfterTheEndIsClosedAtOnce() {
        Connection before = establish(tcp, PEER);

        table.shutDown();
        FakeWire wire = new FakeWire();
        Connection accepted = Objects.requireNonNull(tcp.accept(wire, "198.51.100.8:1000"));
        Connection opened = connect(tcp, PEER, "far.example.com");

        assertThat(List.of(before, accepted, opened)).noneMatch(Connection::isOpen);
        assertThat(wire.isClosed()).isTrue();
        before.ended(ClosingReason.BY_PEER);
        accepted.ended(ClosingReason.BY_PEER);
        assertThat(table.closed(ClosingReason.SHUTDOWN)).isEqualTo(3);
        assertEmpty();
    }

    @Test
    void nothingIsLeftAfterAnySequenceOfEvents() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Connection> some = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                step(random, some);
            }
            assertThat(table.open())
                    .as("seed " + seed)
                    .isBetween(0, 5)
                    .isEqualTo(table.all().size());
            some.forEach(each -> each.ended(ClosingReason.BY_PEER));
            assertThat(table.open()).as("seed " + seed).isZero();
            assertThat(table.isEmpty()).as("seed " + seed).isTrue();
        }
        assertThat(table.accepted()).isGreaterThan(1000);
        assertThat(table.closed(ClosingReason.TOO_MANY)).isPositive();
        assertThat(table.closed(ClosingReason.TOO_MANY_FROM_ADDRESS)).isPositive();
        assertThat((long) receiver.closed.size()).isEqualTo(table.accepted() + table.opened());
    }

    private void step(Random random, List<Connection> some) {
        String address = "198.51.100." + random.nextInt(2) + ":" + (1000 + random.nextInt(3));
        if (some.isEmpty() || random.nextInt(3) == 0) {
            Connection made = switch (random.nextInt(4)) {
                case 0 -> tcp.accept(new FakeWire(), address);
                case 1 -> tls.accept(new FakeWire(), address);
                case 2 -> behindProxy.accept(new FakeWire(), "203.0.113.1:1000");
                default -> connect(tcp, address, "far.example.com");
            };
            if (made != null) {
                some.add(made);
            }
            return;
        }
        Connection one = some.get(random.nextInt(some.size()));
        switch (random.nextInt(7)) {
            case 0 -> one.connected(at("192.0.2.1:33333"));
            case 1, 2 -> one.established(Proven.of("server"));
            case 3 -> {
                ClosingReason refusal = one.proxied(at(address), at("192.0.2.100:5060"));
                if (refusal != null) {
                    one.close(refusal);
                }
            }
            case 4 -> table.alias(one, 1000 + random.nextInt(10));
            case 5 -> one.close(ClosingReason.BY_US);
            default -> one.ended(ClosingReason.BY_PEER);
        }
    }
}
