package io.sidetone.sip.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.stun.StunClientTransaction.Event;
import io.sidetone.sip.stun.StunClientTransaction.Outcome;
import io.sidetone.sip.stun.StunClientTransaction.Reason;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunClientTransactionTest {

    private final StunTransactionId id = StunTransactionId.random(new Random(1));
    private final StunMessage request = StunBuilder.bindingRequest(id).build();
    private final StunMessage success = StunBuilder.success(request)
            .add(StunAttributes.XOR_MAPPED_ADDRESS, new InetSocketAddress("192.0.2.1", 1))
            .build();
    private final Recorder effects = new Recorder();

    /// What the machine wanted done, in its order.
    private final class Recorder implements StunClientTransaction.Effects {
        private final List<Object> done = new ArrayList<>();

        @Override
        public void send(byte[] octets) {
            assertThat(octets).isEqualTo(request.toByteArray());
            done.add("send");
        }

        @Override
        public void startTimer(long millis) {
            done.add(millis);
        }

        @Override
        public void stopTimer() {
            done.add("stop");
        }

        @Override
        public void ended(Outcome outcome) {
            done.add(outcome);
        }
    }

    @Test
    @Rfc(number = 8489, section = "6.2")
    @Rfc(number = 8489, section = "6.3.3")
    void endsWithTheResponse() {
        StunClientTransaction transaction = new StunClientTransaction(request, false);
        give(transaction, new Event.Start(), new Event.Received(success));

        assertThat(effects.done).containsExactly("send", 500L, "stop", new Outcome.Succeeded(success));
    }

    @Test
    @Rfc(number = 8489, section = "6.2.1")
    void sendsAgainAfterWaitsThatDouble() {
        StunClientTransaction transaction = new StunClientTransaction(request, false);
        give(transaction, new Event.Start());
        for (int i = 0; i < 7; i++) {
            give(transaction, new Event.TimerFired());
        }

        List<Object> expected = new ArrayList<>();
        for (long wait : List.of(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 8000L)) {
            expected.add("send");
            expected.add(wait);
        }
        expected.add(new Outcome.Failed(Reason.TIMEOUT));
        assertThat(effects.done).isEqualTo(expected);
        assertThat(effects.done.stream()
                        .filter(Long.class::isInstance)
                        .mapToLong(Long.class::cast)
                        .sum())
                .isEqualTo(StunTimers.DEFAULT.reliableMillis());
    }

    @Test
    @Rfc(number = 8489, section = "6.2.1")
    void mayWaitByARoundTripTimeThatWasMeasured() {
        StunTimers timers = new StunTimers(100, 2, 3, 1).withRto(200);
        StunClientTransaction transaction =
                new StunClientTransaction(request, false, timers, StunAttributes.BASE, _ -> true);
        give(transaction, new Event.Start(), new Event.TimerFired(), new Event.TimerFired());

        assertThat(effects.done).containsExactly("send", 200L, "send", 600L, new Outcome.Failed(Reason.TIMEOUT));
        assertThatThrownBy(() -> timers.withRto(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> timers.withRto(3_600_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunTimers(1, 17, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StunTimers(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 8489, section = "6.2.2")
    void sendsOnceOverAReliableTransport() {
        StunClientTransaction transaction = new StunClientTransaction(request, true);
        give(transaction, new Event.Start(), new Event.TimerFired());

        assertThat(effects.done).containsExactly("send", 39_500L, new Outcome.Failed(Reason.TIMEOUT));
    }

    @Test
    @Rfc(number = 8489, section = "6.3.4")
    void tellsWhyTheServerRefused() {
        StunMessage refusal =
                StunBuilder.error(request, ErrorCode.UNAUTHENTICATED).build();
        give(new StunClientTransaction(request, false), new Event.Start(), new Event.Received(refusal));

        assertThat(effects.done.getLast()).isEqualTo(new Outcome.Refused(refusal, ErrorCode.UNAUTHENTICATED));
    }

    @Test
    @Rfc(number = 8489, section = "6.3.3")
    @Rfc(number = 8489, section = "6.3.4")
    void failsByAResponseThatItCanNotActOn() {
        StunMessage noCode = new StunBuilder(StunClass.ERROR, StunMessage.BINDING, id).build();
        give(new StunClientTransaction(request, false), new Event.Start(), new Event.Received(noCode));
        assertThat(effects.done.getLast()).isEqualTo(new Outcome.Failed(Reason.MALFORMED));

        StunMessage unknown = StunBuilder.success(request)
                .add(StunAttributeType.of(0x7001), new byte[0])
                .build();
        give(new StunClientTransaction(request, false), new Event.Start(), new Event.Received(unknown));
        assertThat(effects.done.getLast()).isEqualTo(new Outcome.Failed(Reason.UNKNOWN_ATTRIBUTE));
    }

    @Test
    void failsWithTheTransport() {
        give(new StunClientTransaction(request, true), new Event.Start(), new Event.TransportFailed());

        assertThat(effects.done).containsExactly("send", 39_500L, "stop", new Outcome.Failed(Reason.TRANSPORT));
    }

    @Test
    @Rfc(number = 8489, section = "6.3.3")
    void ignoresWhatIsNotItsResponse() throws Exception {
        StunMessage other = StunBuilder.success(StunBuilder.bindingRequest(StunTransactionId.random(new Random(2)))
                        .build())
                .build();
        byte[] broken = StunBuilder.success(request).fingerprint().build().toByteArray();
        broken[broken.length - 1] ^= 1;
        StunClientTransaction transaction = new StunClientTransaction(request, false);
        give(transaction, new Event.Received(success), new Event.TimerFired(), new Event.TransportFailed());
        assertThat(effects.done).isEmpty();

        give(
                transaction,
                new Event.Start(),
                new Event.Start(),
                new Event.Received(request),
                new Event.Received(other),
                new Event.Received(StunMessage.parse(broken)));
        assertThat(effects.done).containsExactly("send", 500L);

        give(transaction, new Event.Received(success));
        give(transaction, new Event.Received(success), new Event.TimerFired(), new Event.TransportFailed());
        assertThat(effects.done).containsExactly("send", 500L, "stop", new Outcome.Succeeded(success));
    }

    @Test
    @Rfc(number = 8489, section = "9.1.4")
    void waitsForAResponseThatItCanTrust() {
        StunKey key = StunKey.shortTerm("secret");
        StunMessage proven = StunBuilder.success(request)
                .integrity(MessageIntegrity.SHA256, key)
                .build();
        give(trusting(key, false), new Event.Start(), new Event.Received(success), new Event.Received(proven));
        assertThat(effects.done).containsExactly("send", 500L, "stop", new Outcome.Succeeded(proven));

        effects.done.clear();
        StunClientTransaction forged = trusting(key, false);
        give(forged, new Event.Start(), new Event.Received(success));
        for (int i = 0; i < 7; i++) {
            give(forged, new Event.TimerFired());
        }
        assertThat(effects.done.getLast()).isEqualTo(new Outcome.Failed(Reason.INTEGRITY));

        effects.done.clear();
        give(trusting(key, true), new Event.Start(), new Event.Received(success));
        assertThat(effects.done).containsExactly("send", 39_500L, "stop", new Outcome.Failed(Reason.INTEGRITY));
    }

    private StunClientTransaction trusting(StunKey key, boolean reliable) {
        return new StunClientTransaction(
                request,
                reliable,
                StunTimers.DEFAULT,
                StunAttributes.BASE,
                response -> MessageIntegrity.SHA256.verify(response, key));
    }

    private void give(StunClientTransaction transaction, Event... events) {
        for (Event event : events) {
            transaction.receive(event, effects);
        }
    }
}
