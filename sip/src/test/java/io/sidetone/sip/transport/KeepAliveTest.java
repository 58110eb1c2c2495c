package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.stun.StunBinding;
import io.sidetone.sip.text.Text;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private static final String SERVER = "198.51.100.7:5060";

    private final Element element = new Element(TransportSettings.DEFAULT);
    private final FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");
    private final StunBinding server = new StunBinding(null);
    private final AtomicInteger died = new AtomicInteger();

    @AfterEach
    void close() {
        element.close();
    }

    private KeepAlive keepAlive(Flow flow) {
        KeepAlive kept = element.layer.keepAlive(flow, Duration.ofSeconds(29), new Random(1), died::incrementAndGet);
        settle(flow);
        return kept;
    }

    /// Waits until the strand of the flow has nothing to do.
    private void settle(Flow flow) {
        CountDownLatch done = new CountDownLatch(1);
        element.pool.execute(element.pool.strand(flow.remote().hashCode()), done::countDown);
        try {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets time pass, in steps of a tenth of a second.
    private void pass(Flow flow, int seconds) {
        for (int i = 0; i < 10 * seconds; i++) {
            element.clock.advance(Duration.ofMillis(100));
            element.wheel.turn();
            settle(flow);
        }
    }

    /// The server answers the last request, which it has seen from there.
    private void answer(Flow flow, String from) {
        byte[] request = udp.datagrams.getLast().text().getBytes(ISO_8859_1);
        udp.receive(Objects.requireNonNull(server.answer(request, 0, request.length, at(from))), SERVER);
        settle(flow);
    }

    @Test
    @Rfc(number = 5626, section = "4.4")
    void aConnectionIsPingedBeforeTheTimeIsOver() {
        Connection connection = (Connection) Objects.requireNonNull(element.layer.flow(hop(Transport.TCP, SERVER)));
        connection.established(null);
        keepAlive(connection);
        FakeWire wire = tcp.wires.getFirst();

        for (int i = 1; i <= 5; i++) {
            pass(connection, 23);
            assertThat(wire.sent()).as("too early").hasSize(i - 1);
            while (wire.sent().size() < i) {
                pass(connection, 1);
            }
            connection.received(ByteBuffer.wrap(Text.encode("\r\n")));
        }
        assertThat(element.clock.nanoTime())
                .isLessThan(Duration.ofSeconds(5 * 30).toNanos());
        assertThat(wire.sent()).allMatch(text -> text.equals("\r\n\r\n"));
        connection.close(ClosingReason.BY_PEER);
        pass(connection, 30);
        assertThat(died).hasValue(1);
    }

    @Test
    @Rfc(number = 5626, section = "4.4.2")
    void datagramsLiveAsLongAsTheServerSeesTheSameAddress() {
        Flow flow = udp.open(hop(Transport.UDP, SERVER));
        keepAlive(flow);
        for (int i = 1; i <= 3; i++) {
            pass(flow, 30);
            assertThat(udp.datagrams).hasSizeBetween(3 * i - 2, 4 * i);
            answer(flow, "203.0.113.1:33333");
            assertThat(died).hasValue(0);
        }

        pass(flow, 30);
        answer(flow, "203.0.113.1:44444");

        assertThat(died).hasValue(1);
        int sent = udp.datagrams.size();
        pass(flow, 60);
        assertThat(udp.datagrams).hasSize(sent);
    }

    @Test
    @Rfc(number = 5626, section = "4.4.2")
    void datagramsThatNobodyAnswersAreDead() {
        Flow flow = udp.open(hop(Transport.UDP, SERVER));
        keepAlive(flow);

        pass(flow, 29 + 40);

        assertThat(udp.datagrams).hasSize(7);
        assertThat(died).hasValue(1);
    }

    @Test
    void whoLetsTheFlowBeHearsNothing() {
        Flow flow = udp.open(hop(Transport.UDP, SERVER));
        KeepAlive first = keepAlive(flow);
        first.close();
        KeepAlive second = keepAlive(flow);
        pass(flow, 30);
        int sent = udp.datagrams.size();
        assertThat(sent).isPositive();

        second.close();
        settle(flow);
        answer(flow, "203.0.113.1:33333");
        pass(flow, 100);

        assertThat(udp.datagrams).hasSize(sent);
        assertThat(died).hasValue(0);
        // The layer's sweeper may be at work right now.
        assertThat(element.wheel.waiting()).as("no timer but the sweeper's").isLessThanOrEqualTo(1);
    }

    @Test
    void aTimeOfNothingIsNoTime() {
        Flow flow = udp.open(hop(Transport.UDP, SERVER));
        assertThatThrownBy(() -> element.layer.keepAlive(flow, Duration.ZERO, new Random(1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
