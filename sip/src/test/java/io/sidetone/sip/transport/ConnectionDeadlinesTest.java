package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.Text;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConnectionDeadlinesTest {

    private static final String MESSAGE = Sip.request("a", "SIP/2.0/TCP far.example.com;branch=z9hG4bKa");

    private final ManualClock clock = new ManualClock();
    private final Connections table =
            new Connections(new MessageParser(), ConnectionLimits.DEFAULT, ConnectionTimes.DEFAULT, clock);
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final FakeListener listener =
            new FakeListener(FakeListener.settings(Transport.TCP, "192.0.2.1:5060"), receiver, table);
    private final FakeWire wire = new FakeWire();

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

    private static void receive(Connection connection, String text) {
        connection.received(ByteBuffer.wrap(Text.encode(text)));
    }

    /// Lets time pass, looked at as often as in life.
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            table.sweep();
        }
    }

    /// The connection is there for so many seconds and not for one more.
    private void assertClosedAfter(int seconds, Connection connection, ClosingReason reason) {
        pass(seconds);
        assertThat(connection.isOpen()).as("after %d s", seconds).isTrue();
        pass(1);
        assertThat(connection.isOpen()).as("after %d s", seconds + 1).isFalse();
        connection.ended(ClosingReason.BY_PEER);
        assertThat(receiver.closed).containsExactly(reason);
        assertThat(table.closed(reason)).isEqualTo(1);
    }

    @Test
    void aPeerThatDoesNotTakeTheConnectionIsGivenUp() {
        assertClosedAfter(5, opened(), ClosingReason.CONNECT_TIMEOUT);
    }

    @Test
    void aHandshakeMustEnd() {
        Connection connection = opened();
        pass(5);
        connection.connected(at("192.0.2.1:33333"));
        assertClosedAfter(10, connection, ClosingReason.HANDSHAKE_TIMEOUT);
    }

    @Test
    void aHandshakeOfAPeerMustEnd() {
        assertClosedAfter(10, accepted(), ClosingReason.HANDSHAKE_TIMEOUT);
    }

    @Test
    void whoConnectsMustSendAMessage() {
        Connection connection = accepted();
        pass(10);
        connection.established(null);
        receive(connection, "\r\n");
        assertClosedAfter(30, connection, ClosingReason.FIRST_MESSAGE_TIMEOUT);
    }

    @Test
    void whomWeConnectToNeedNot() {
        Connection connection = opened();
        connection.established(null);
        assertClosedAfter(15 * 60, connection, ClosingReason.IDLE);
    }

    @Test
    void aMessageOctetByOctetMustEnd() {
        Connection connection = established();
        receive(connection, MESSAGE);
        for (int i = 0; i < 30; i++) {
            receive(connection, MESSAGE.substring(i, i + 1));
            pass(1);
        }
        assertClosedAfter(0, connection, ClosingReason.SLOW_SENDER);
    }

    @Test
    void manyMessagesInARowMayTakeAsLongAsTheyLike() {
        Connection connection = established();
        receive(connection, MESSAGE.substring(0, 100));
        for (int i = 0; i < 100; i++) {
            pass(20);
            receive(connection, MESSAGE.substring(100) + MESSAGE.substring(0, 100));
        }
        assertThat(connection.isOpen()).isTrue();
        assertClosedAfter(30, connection, ClosingReason.SLOW_SENDER);
    }

    @Test
    @Rfc(number = 3261, section = "7.5")
    void aLineEndBetweenMessagesIsNoMessageThatHasBegun() {
        Connection connection = established();
        receive(connection, MESSAGE + "\r\n");
        pass(60);
        receive(connection, MESSAGE + "\r\n\r");
        assertClosedAfter(15 * 60, connection, ClosingReason.IDLE);
    }

    @Test
    void whoDoesNotReadIsLeft() {
        Connection connection = established();
        receive(connection, MESSAGE);
        pass(60);
        wire.way(FakeWire.Way.HOLD);
        connection.send(Text.encode("x"), Unsent.IGNORED);
        pass(20);
        connection.send(Text.encode("y"), Unsent.IGNORED);
        receive(connection, MESSAGE);
        assertClosedAfter(10, connection, ClosingReason.SLOW_READER);
    }

    @Test
    void whoReadsSlowlyIsNot() {
        Connection connection = established();
        receive(connection, MESSAGE);
        wire.way(FakeWire.Way.HOLD);
        for (int i = 0; i < 10; i++) {
            connection.send(Text.encode("x"), Unsent.IGNORED);
            pass(29);
            wire.release(true);
        }
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    @Rfc(number = 5626, section = "4.4.1")
    void aPingMustBeAnswered() {
        Connection connection = established();
        receive(connection, MESSAGE);
        pass(100);
        connection.ping();
        pass(9);
        connection.ping();
        assertClosedAfter(1, connection, ClosingReason.NO_PONG);
    }

    @Test
    @Rfc(number = 5626, section = "4.4.1")
    void anAnsweredPingIsForgotten() {
        Connection connection = established();
        receive(connection, MESSAGE);
        for (int i = 0; i < 3; i++) {
            connection.ping();
            pass(10);
            receive(connection, "\r\n");
            pass(60);
        }
        assertThat(receiver.came).containsExactly("message a", "pong", "pong", "pong");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    @Rfc(number = 5626, section = "4.4.1")
    void aPingThatWaitedForTheHandshakeHasItsFullTime() {
        Connection connection = opened();
        connection.ping();
        connection.connected(at("192.0.2.1:33333"));
        pass(10);
        connection.established(null);
        assertClosedAfter(10, connection, ClosingReason.NO_PONG);
    }

    @Test
    void whoeverSendsOrGetsSomethingIsNotIdle() {
        Connection connection = established();
        receive(connection, MESSAGE);
        pass(14 * 60);
        connection.send(Text.encode("x"), Unsent.IGNORED);
        pass(14 * 60);
        receive(connection, "\r\n");
        assertClosedAfter(15 * 60, connection, ClosingReason.IDLE);
    }

    @Test
    void whatWeDoNotReadIsNotThePeersFault() {
        Connection connection = established();
        receiver.full(true);
        receive(connection, MESSAGE.substring(0, 100));
        connection.ping();
        pass(120);
        assertThat(connection.isOpen()).isTrue();
        receiver.full(false);
        assertClosedAfter(10, connection, ClosingReason.NO_PONG);
    }

    @Test
    void aWireThatDoesNotEndIsForgotten() {
        Connection connection = established();
        receive(connection, MESSAGE);
        connection.close(ClosingReason.BY_US);
        pass(30);
        assertThat(table.open()).isEqualTo(1);
        pass(1);
        assertThat(table.open()).isZero();
        assertThat(receiver.closed).containsExactly(ClosingReason.BY_US);
    }

    @Test
    void timesArePositiveAndCanBeCounted() {
        Duration some = Duration.ofSeconds(1);
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(200_000)}) {
            assertThatThrownBy(() -> new ConnectionTimes(some, some, some, some, some, bad, some))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.toString());
        }
        assertThatThrownBy(() -> new ConnectionLimits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
