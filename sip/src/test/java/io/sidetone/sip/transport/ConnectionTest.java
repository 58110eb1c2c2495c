package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.Text;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final String MESSAGE = Sip.request("a", "SIP/2.0/TCP far.example.com;branch=z9hG4bKa");

    private final ManualClock clock = new ManualClock();
    private final Connections table = new Connections(
            new MessageParser(new ParserLimits(2000, 1000, 500, 50)),
            new ConnectionLimits(10, 10, 1000),
            ConnectionTimes.DEFAULT,
            clock);
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final FakeListener listener =
            new FakeListener(FakeListener.settings(Transport.TCP, "192.0.2.1:5060"), receiver, table);
    private final FakeWire wire = new FakeWire();
    private final List<ClosingReason> unsent = new ArrayList<>();

    private Connection accepted() {
        return Objects.requireNonNull(listener.accept(wire, "198.51.100.7:40000"));
    }

    private Connection established() {
        Connection connection = accepted();
        connection.established(null);
        return connection;
    }

    private Connection opened() {
        return table.connect(
                listener,
                wire,
                hop(Transport.TCP, "198.51.100.7:5060"),
                listener.local().getAddress(),
                null,
                receiver);
    }

    private SendResult send(Connection connection, String text) {
        return connection.send(Text.encode(text), unsent::add);
    }

    private static void receive(Connection connection, String text) {
        connection.received(ByteBuffer.wrap(Text.encode(text)));
    }

    @Test
    @Rfc(number = 3261, section = "18")
    void cutsWhatComesIntoMessages() {
        Connection connection = established();

        receive(connection, MESSAGE + MESSAGE.substring(0, 30));
        receive(connection, MESSAGE.substring(30));

        assertThat(receiver.came).containsExactly("message a", "message a");
        assertThat(connection.isOutgoing()).isFalse();
        assertThat(connection.domain()).isNull();
        assertThat(connection.identity()).isNull();
        assertThat(connection.source()).isEqualTo("198.51.100.7");
        assertThat(connection).hasToString("TCP /198.51.100.7:40000 at /192.0.2.1:5060");
    }

    @Test
    void whatIsSentEarlyWaitsAndKeepsItsOrder() {
        Connection connection = opened();

        assertThat(send(connection, "1")).isEqualTo(SendResult.SENT);
        connection.connected(at("192.0.2.1:33333"));
        assertThat(send(connection, "2")).isEqualTo(SendResult.SENT);
        assertThat(wire.sent()).isEmpty();
        connection.established(null);
        assertThat(send(connection, "3")).isEqualTo(SendResult.SENT);

        assertThat(wire.sent()).containsExactly("1", "2", "3");
        assertThat(connection.local()).isEqualTo(at("192.0.2.1:33333"));
        assertThat(unsent).isEmpty();
    }

    @Test
    void whatIsSentEarlyIsToldIfTheConnectionFails() {
        Connection connection = opened();
        send(connection, "1");
        send(connection, "2");

        connection.ended(ClosingReason.CONNECT_FAILED);

        assertThat(unsent).containsExactly(ClosingReason.CONNECT_FAILED, ClosingReason.CONNECT_FAILED);
        assertThat(receiver.closed).containsExactly(ClosingReason.CONNECT_FAILED);
        assertThat(send(connection, "3")).isEqualTo(SendResult.CLOSED);
        assertThat(unsent).hasSize(2);
    }

    @Test
    void oneWhoThrowsWhenHeIsToldTakesTheNewsFromNobody() {
        Connection connection = opened();
        connection.send(Text.encode("1"), _ -> {
            throw new IllegalStateException("too bad");
        });
        send(connection, "2");

        connection.close(ClosingReason.BY_US);

        assertThat(unsent).containsExactly(ClosingReason.BY_US);
        assertThat(wire.isClosed()).isTrue();
    }

    @Test
    void whoIsToldMaySendAgainWithoutEnd() {
        Connection connection = opened();
        connection.send(Text.encode("1"), reason -> {
            unsent.add(reason);
            assertThat(send(connection, "again")).isEqualTo(SendResult.CLOSED);
        });
        wire.way(FakeWire.Way.REFUSE);

        connection.established(null);

        assertThat(unsent).containsExactly(ClosingReason.BROKEN);
        assertThat(connection.isOpen()).isFalse();
        assertThat(table.find(hop(Transport.TCP, "198.51.100.7:5060"))).isNull();
    }

    @Test
    void whatTheWireRefusesAtOnceIsNotAcceptedAndNotTold() {
        Connection connection = established();
        wire.way(FakeWire.Way.REFUSE);

        assertThat(send(connection, "1")).isEqualTo(SendResult.CLOSED);

        assertThat(unsent).isEmpty();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whatIsLostLaterIsToldAndEndsTheConnection() {
        Connection connection = established();
        wire.way(FakeWire.Way.HOLD);
        assertThat(send(connection, "1")).isEqualTo(SendResult.SENT);

        wire.release(false);

        assertThat(unsent).containsExactly(ClosingReason.BROKEN);
        assertThat(send(connection, "2")).isEqualTo(SendResult.CLOSED);
        connection.ended(ClosingReason.BY_PEER);
        assertThat(table.closed(ClosingReason.BY_PEER)).as("the wire says why").isEqualTo(1);
        assertThat(table.closed(ClosingReason.BROKEN)).isZero();
    }

    @Test
    void aWireThatLosesSomethingAndDoesNotEndIsClosed() {
        Connection connection = established();
        receive(connection, MESSAGE);
        wire.way(FakeWire.Way.REFUSE);
        send(connection, "1");
        clock.advance(Duration.ofSeconds(31));

        table.sweep();

        assertThat(wire.isClosed()).isTrue();
        assertThat(receiver.closed).containsExactly(ClosingReason.BROKEN);
        assertThat(table.open()).isZero();
    }

    @Test
    void thereIsRoomForSoMuchOnly() {
        Connection connection = established();
        wire.way(FakeWire.Way.HOLD);

        assertThat(send(connection, "x".repeat(600))).isEqualTo(SendResult.SENT);
        assertThat(send(connection, "x".repeat(401))).isEqualTo(SendResult.NO_ROOM);
        assertThat(send(connection, "x".repeat(400))).isEqualTo(SendResult.SENT);
        assertThat(send(connection, "x")).isEqualTo(SendResult.NO_ROOM);
        wire.release(true);
        assertThat(send(connection, "x".repeat(1000))).isEqualTo(SendResult.SENT);

        assertThat(unsent).isEmpty();
    }

    @Test
    void thereIsRoomForSoMuchOnlyBeforeItIsEstablished() {
        Connection connection = opened();

        assertThat(send(connection, "x".repeat(1000))).isEqualTo(SendResult.SENT);
        assertThat(send(connection, "x")).isEqualTo(SendResult.NO_ROOM);
        connection.established(null);
        assertThat(send(connection, "x")).isEqualTo(SendResult.SENT);
    }

    @Test
    @Rfc(number = 5626, section = "3.5.1")
    void answersPings() {
        Connection connection = established();

        receive(connection, "\r\n\r\n");

        assertThat(wire.sent()).containsExactly("\r\n");
        assertThat(receiver.came).containsExactly("ping");
    }

    @Test
    void aPeerThatPingsAndDoesNotReadGetsSomeAnswersOnly() {
        Connection connection = established();
        wire.way(FakeWire.Way.HOLD);

        receive(connection, "\r\n\r\n".repeat(400));

        assertThat(receiver.came).hasSize(400);
        assertThat(wire.held()).isEqualTo(64);
        wire.release(true);
        receive(connection, "\r\n\r\n".repeat(400));
        assertThat(wire.held()).isEqualTo(64);
    }

    @Test
    @Rfc(number = 5626, section = "4.4.1")
    void anAnswerToAPingOfOursIsAPong() {
        Connection connection = established();

        assertThat(connection.ping()).isEqualTo(SendResult.SENT);
        receive(connection, "\r\n");
        receive(connection, "\r\n");

        assertThat(wire.sent()).containsExactly("\r\n\r\n");
        assertThat(receiver.came).containsExactly("pong");
    }

    @Test
    @Rfc(number = 5626, section = "4.4.1")
    void aPingThatCouldNotBeSentAwaitsNoAnswer() {
        Connection connection = established();
        receive(connection, MESSAGE);
        wire.way(FakeWire.Way.HOLD);
        send(connection, "x".repeat(1000));

        assertThat(connection.ping()).isEqualTo(SendResult.NO_ROOM);
        receive(connection, "\r\n" + MESSAGE);
        wire.release(true);
        clock.advance(Duration.ofSeconds(20));
        table.sweep();

        assertThat(receiver.came).containsExactly("message a", "message a");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    @Rfc(number = 7118, section = "5")
    void aWebSocketMessageIsAMessageOrAKeepAlive() {
        Connection connection = established();

        connection.receivedMessage(Text.encode("\r\n\r\n"));
        connection.receivedMessage(Text.encode("\r\n"));
        connection.receivedMessage(Text.encode("\r\n\r"));
        connection.receivedMessage(new byte[0]);

        assertThat(receiver.came).containsExactly("ping", "pong", "message \r\n\r", "message ");
        assertThat(wire.sent()).containsExactly("\r\n");
    }

    @Test
    void whatIsNoSipClosesTheConnection() {
        Connection connection = established();

        receive(connection, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n");

        assertThat(wire.isClosed()).isTrue();
        connection.ended(ClosingReason.BY_PEER);
        assertThat(table.closed(ClosingReason.GARBAGE)).isEqualTo(1);
        assertThat(receiver.closed).containsExactly(ClosingReason.GARBAGE);
    }

    @Test
    void whatIsTooLargeClosesTheConnection() {
        Connection connection = established();

        receive(connection, MESSAGE.replace("Content-Length: 0", "Content-Length: 5000"));
        connection.ended(ClosingReason.BY_PEER);

        assertThat(table.closed(ClosingReason.OVERSIZED)).isEqualTo(1);
    }

    @Test
    void nothingIsReadOnceItIsClosed() {
        Connection connection = established();
        connection.close(ClosingReason.BY_US);

        receive(connection, MESSAGE);
        connection.receivedMessage(Text.encode(MESSAGE));

        assertThat(receiver.came).isEmpty();
    }

    @Test
    void theReaderStopsWhileThereIsTooMuchToDo() {
        Connection connection = established();
        receiver.full(true);

        receive(connection, MESSAGE);
        assertThat(wire.isReading()).isFalse();
        receiver.full(false);

        assertThat(wire.isReading()).isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void aConnectionOfOursSaysWhereWeListen() {
        FakeListener all = new FakeListener(FakeListener.settings(Transport.TCP, "0.0.0.0:5060"), receiver, table);
        Connection connection = table.connect(
                all,
                wire,
                hop(Transport.TCP, "198.51.100.7:5060"),
                at("192.0.2.9:0").getAddress(),
                null,
                receiver);

        assertThat(connection.sentBy()).hasToString("192.0.2.9:5060");
        connection.connected(at("192.0.2.10:33333"));
        assertThat(connection.sentBy()).hasToString("192.0.2.10:5060");
        assertThat(connection.local()).isEqualTo(at("192.0.2.10:33333"));
        assertThat(accepted().sentBy()).hasToString("192.0.2.1:5060");
    }

    @Test
    void itEndsOnce() {
        Connection connection = established();

        connection.ended(ClosingReason.BY_PEER);
        connection.ended(ClosingReason.BROKEN);
        connection.connected(at("192.0.2.1:1"));
        connection.established(null);

        assertThat(receiver.closed).containsExactly(ClosingReason.BY_PEER);
        assertThat(table.closed(ClosingReason.BROKEN)).isZero();
        assertThat(connection.isOpen()).isFalse();
        assertThat(table.open()).isZero();
    }
}
