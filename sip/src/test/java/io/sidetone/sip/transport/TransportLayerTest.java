package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static io.sidetone.sip.transport.Element.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.TransportLayer.Incoming;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes.
class TransportLayerTest {

    private static final String FROM = "198.51.100.7:40000";
    private static final String VIA = "SIP/2.0/UDP far.example.com;branch=z9hG4bKa";

    private final Element element = new Element(TransportSettings.DEFAULT, new PoolLimits(1, 16, 4, 2));
    private final FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");
    private final FakeListener tls = element.listen(Transport.TLS, "192.0.2.1:5061");
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        element.close();
    }

    private long incoming(Incoming kind) {
        return element.layer.incoming(kind);
    }

    private SipMessage receive(String text) {
        udp.receive(Text.encode(text), FROM);
        return next(element.messages).what();
    }

    private static Connection established(FakeListener listener, FakeWire wire) {
        Connection connection = Objects.requireNonNull(listener.accept(wire, FROM));
        connection.established(null);
        return connection;
    }

    private static void receive(Connection connection, String text) {
        connection.received(ByteBuffer.wrap(Text.encode(text)));
    }

    @Test
    @Rfc(number = 3261, section = "18.2.1")
    void notesWhereARequestCameFrom() {
        Via via = Objects.requireNonNull(receive(Sip.request("a", VIA)).topVia());

        assertThat(via.received()).isEqualTo("198.51.100.7");
        assertThat(via.rport()).isEqualTo(Via.RPORT_ABSENT);
        assertThat(incoming(Incoming.REQUEST)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 3581, section = "4")
    void notesThePortIfItIsAskedTo() {
        Via via = Objects.requireNonNull(
                receive(Sip.request("a", VIA + ";rport;received=203.0.113.1")).topVia());

        assertThat(via.received()).isEqualTo("198.51.100.7");
        assertThat(via.rport()).isEqualTo(40000);
    }

    @Test
    void aResponseComesAsItIs() {
        SipResponse response =
                SipResponse.answer(Sip.read(Sip.request("a", VIA)), 200, "OK").build();

        SipMessage came = receive(Text.decode(response.toByteArray(), 0, response.toByteArray().length));

        assertThat(Objects.requireNonNull(came.topVia()).received()).isNull();
        assertThat(incoming(Incoming.RESPONSE)).isEqualTo(1);
        assertThat(incoming(Incoming.REQUEST)).isZero();
    }

    @Test
    @Rfc(number = 3261, section = "18")
    void messagesOfEveryTransportComeWithTheirFlow() {
        Connection connection = established(tcp, new FakeWire());
        receive(connection, Sip.request("a", VIA) + Sip.request("b", VIA));
        connection.receivedMessage(Text.encode(Sip.request("c", VIA)));

        for (String callId : List.of("a", "b", "c")) {
            Element.Came<SipMessage> came = next(element.messages);
            assertThat(came.what().callId()).isEqualTo(callId);
            assertThat(came.flow()).isSameAs(connection);
        }
    }

    @Test
    void whatIsNoMessageIsTheUsersToAnswer() {
        for (String octets : List.of(
                "rubbish",
                Sip.request("", VIA),
                Sip.request("a", ""),
                Sip.request("a", "SIP/2.0/UDP"),
                Sip.request("a", VIA)
                        .replace("a\r\nCSeq", "a\r\nCall-ID:\r\nCSeq")
                        .replace("Call-ID: a\r\n", ""))) {
            udp.receive(Text.encode(octets), FROM);
            assertThat(next(element.malformed).flow().remote()).as(octets).isEqualTo(at(FROM));
        }
        assertThat(incoming(Incoming.MALFORMED)).isEqualTo(5);
        assertThat(element.messages).isEmpty();
    }

    @Test
    void aMessageThatIsMalformedOnAStreamIsToldBeforeTheEnd() {
        FakeWire wire = new FakeWire();
        Connection connection = established(tcp, wire);

        receive(connection, Sip.request("a", VIA).replace("Content-Length: 0", "Content-Length: x"));

        assertThat(next(element.malformed).what().reason()).isEqualTo(Malformed.Reason.CONTENT_LENGTH);
        assertThat(wire.isClosed()).isTrue();
        connection.ended(ClosingReason.BY_PEER);
        assertThat(next(element.closings)).isEqualTo(new Element.Came<>(ClosingReason.GARBAGE, connection));
    }

    @Test
    void aStunRequestIsAnsweredAndNoMessage() {
        // A Binding request without attributes (RFC 8489 §5).
        udp.receive(HexFormat.of().parseHex("000100002112a442000102030405060708090a0b"), FROM);
        udp.receive(HexFormat.of().parseHex("0101ffff00"), FROM);

        assertThat(incoming(Incoming.STUN)).isEqualTo(2);
        assertThat(udp.datagrams).hasSize(1);
        assertThat(udp.datagrams.getFirst().to()).isEqualTo(at(FROM));
        assertThat(udp.datagrams.getFirst().text()).startsWith("\1\1");
        assertThat(element.malformed).isEmpty();
    }

    @Test
    void keepAlivesAreCountedAndNothingElse() {
        for (String octets : List.of("", "\r\n", "\r\n\r\n", "\0\0\0\0", "\0", " ")) {
            udp.receive(Text.encode(octets), FROM);
        }
        assertThat(incoming(Incoming.KEEP_ALIVE)).isEqualTo(6);

        udp.receive(Text.encode("x"), FROM);
        udp.receive(Text.encode("\r\n\r\n\r\n"), FROM);
        assertThat(incoming(Incoming.MALFORMED)).isEqualTo(2);
        assertThat(udp.datagrams).isEmpty();
    }

    @Test
    void pingsAndPongsOfConnectionsAreCounted() {
        Connection connection = established(tcp, new FakeWire());
        connection.ping();

        receive(connection, "\r\n");
        receive(connection, "\r\n\r\n");

        assertThat(incoming(Incoming.PING)).isEqualTo(1);
        assertThat(incoming(Incoming.PONG)).isEqualTo(1);
    }

    @Test
    @Rfc(number = 5923, section = "9.2")
    void onlyAPeerWithAProofGetsAnAlias() {
        String via = "SIP/2.0/TLS server.example.com;branch=z9hG4bKa;alias";
        Connection known = Objects.requireNonNull(tls.accept(new FakeWire(), FROM));
        known.established(Proven.of("server"));
        Connection liar = Objects.requireNonNull(tls.accept(new FakeWire(), FROM));
        liar.established(Proven.of("client"));
        Connection unknown = established(tls, new FakeWire());
        Connection open = established(tcp, new FakeWire());

        for (Connection each : List.of(known, liar, unknown, open)) {
            receive(each, Sip.request("a", via));
        }
        assertThat(known.aliases()).containsExactly(at("198.51.100.7:5061"));
        assertThat(List.of(liar, unknown, open)).allMatch(each -> each.aliases().isEmpty());
        receive(known, Sip.request("b", via.replace("example.com", "example.com:5071")));
        assertThat(known.aliases()).contains(at("198.51.100.7:5071"));
        receive(known, Sip.request("c", via.replace(";alias", "").replace("example.com", "example.com:5072")));
        assertThat(known.aliases()).hasSize(2);
        assertThat(element.layer.flow(hop(Transport.TLS, "198.51.100.7:5061", "server.example.com")))
                .isSameAs(known);
    }

    private void waitForTheGate() {
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCallThatHasTooMuchToDoIsRefused() {
        element.pool.execute(element.pool.strand("a".hashCode()), this::waitForTheGate);
        // The worker has the first one, two may wait; whether it has it already nobody knows.
        for (int i = 0; i < 5; i++) {
            udp.receive(Text.encode(Sip.request("a", VIA)), FROM);
        }

        assertThat(incoming(Incoming.REFUSED)).isBetween(3L, 4L);
        assertThat(incoming(Incoming.REQUEST)).isEqualTo(5);
    }

    @Test
    void readersStopWhileTooMuchWaits() {
        FakeWire wire = new FakeWire();
        Connection connection = established(tcp, wire);
        CountDownLatch busy = new CountDownLatch(1);
        element.pool.execute(element.pool.strand(1), () -> {
            busy.countDown();
            waitForTheGate();
        });
        for (int i = 0; i < 5; i++) {
            element.pool.execute(element.pool.strand(1), () -> {});
        }

        receive(connection, "\r\n\r\n");
        assertThat(wire.isReading()).isFalse();
        gate.countDown();
        element.pool.close();

        assertThat(wire.isReading()).isTrue();
    }

    @Test
    void connectionsAreSweptOnceInASecond() {
        Connection connection = Objects.requireNonNull(tcp.accept(new FakeWire(), FROM));
        connection.send(Text.encode("x"), _ -> {
            throw new IllegalStateException("a fault of somebody");
        });
        for (int i = 0; i < 11; i++) {
            turn();
        }
        assertThat(connection.isOpen()).isFalse();

        Connection second = Objects.requireNonNull(tcp.accept(new FakeWire(), FROM));
        for (int i = 0; i < 12; i++) {
            turn();
        }
        assertThat(second.isOpen()).isFalse();
    }

    /// A second goes by, and what is due is done.
    private void turn() {
        element.clock.advance(Duration.ofMillis(1010));
        element.wheel.turn();
        Set<Strand> strands = new HashSet<>();
        for (int hash = 0; hash < 1000; hash++) {
            strands.add(element.pool.strand(hash));
        }
        // Behind what was due in whichever strand.
        CountDownLatch done = new CountDownLatch(strands.size());
        strands.forEach(strand -> element.pool.execute(strand, done::countDown));
        try {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingClosesSocketsAndConnections() {
        FakeWire wire = new FakeWire();
        Connection connection = established(tcp, wire);

        element.layer.close();

        assertThat(udp.closed).isTrue();
        assertThat(tcp.closed).isTrue();
        assertThat(wire.isClosed()).isTrue();
        assertThat(element.layer.listeners()).isEmpty();
        connection.ended(ClosingReason.BY_PEER);
        assertThat(next(element.closings).what()).isEqualTo(ClosingReason.SHUTDOWN);
        assertThat(element.layer.flow(hop(Transport.TCP, FROM))).isNull();
    }

    @Test
    void aClosedSocketLeavesItsConnections() {
        Connection connection = established(tcp, new FakeWire());

        element.layer.close(tcp);

        assertThat(tcp.closed).isTrue();
        assertThat(element.layer.listeners()).containsExactly(udp, tls);
        assertThat(element.layer.flow(hop(Transport.TCP, FROM))).isSameAs(connection);
        assertThat(element.layer.flow(hop(Transport.TCP, "198.51.100.8:5060"))).isNull();
    }

    @Test
    void theParserAndTheStunServerCount() {
        udp.receive(Text.encode("rubbish"), FROM);

        assertThat(element.layer
                        .parser()
                        .malformed(next(element.malformed).what().reason()))
                .isEqualTo(1);
        assertThat(element.layer.stun()).isNotNull();
        assertThat(((SipRequest) receive(Sip.request("a", VIA))).has(HeaderName.VIA))
                .isTrue();
    }
}
