package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Notifier.Event;
import io.sidetone.sip.event.Notifier.State;
import io.sidetone.sip.testing.TransitionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifierTest {

    private static final List<Event> EVENTS = List.copyOf(EnumSet.allOf(Event.class));

    private final List<String> log = new ArrayList<>();
    private final Notifier.Effects effects = TransitionTable.recorder(Notifier.Effects.class, log);
    private final Notifier notifier = new Notifier(Duration.ofSeconds(5));

    @Test
    @Rfc(number = 6665, section = "4.2.1.2")
    void notifiesAtOnceWhetherThereIsSomethingToTellOrNot() {
        notifier.receive(Event.HOLD, 600, effects);
        assertThat(log).containsExactly("start(EXPIRY, 600000 ms)", "sendNotify");
        assertThat(notifier.subscriptionState(600).text()).isEqualTo("pending;expires=600");

        notifier.onResponse(response(100), effects);
        assertThat(notifier.state()).isEqualTo(State.RESP_WAIT);
        notifier.onResponse(response(200), effects);
        assertThat(notifier.state()).isEqualTo(State.PENDING);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.3")
    void tellsNothingBeforeItIsAllowedAndThenAtOnce() {
        notifier.receive(Event.HOLD, 600, effects);
        notifier.onResponse(response(200), effects);
        log.clear();
        notifier.receive(Event.CHANGE, effects);
        assertThat(log).isEmpty();

        notifier.receive(Event.GRANT, effects);
        notifier.receive(Event.GRANT, effects);
        assertThat(notifier.state()).isEqualTo(State.ACTIVE);
        assertThat(log).containsExactly("stop(PACE)", "sendNotify");
        assertThat(notifier.subscriptionState(-1).text()).isEqualTo("active;expires=0");
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.3")
    void mayBeAllowedWhileTheFirstNotifyIsUnderWay() {
        notifier.receive(Event.HOLD, 600, effects);
        notifier.receive(Event.GRANT, effects);
        log.clear();
        notifier.onResponse(response(200), effects);

        assertThat(log).containsExactly("sendNotify");
        assertThat(notifier.state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void tellsManyChangesInOneNotifyAndRestsInBetween() {
        notifier.receive(Event.ACCEPT, 600, effects);
        log.clear();
        notifier.receive(Event.CHANGE, effects);
        notifier.receive(Event.CHANGE, effects);
        notifier.onResponse(response(200), effects);
        notifier.receive(Event.CHANGE, effects);
        assertThat(log).containsExactly("start(PACE, 5000 ms)");

        notifier.receive(Event.TIMER_PACE, effects);
        notifier.onResponse(response(200), effects);
        notifier.receive(Event.TIMER_PACE, effects);
        assertThat(log).containsExactly("start(PACE, 5000 ms)", "sendNotify", "start(PACE, 5000 ms)");
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.4")
    void confirmsARefreshByANotify() {
        notifier.receive(Event.ACCEPT, 600, effects);
        notifier.onResponse(response(200), effects);
        log.clear();
        notifier.receive(Event.REFRESH, 300, effects);

        assertThat(log).containsExactly("start(EXPIRY, 300000 ms)", "stop(PACE)", "sendNotify");
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void saysThatItHasLapsed() {
        notifier.receive(Event.ACCEPT, 600, effects);
        notifier.onResponse(response(200), effects);
        notifier.receive(Event.TIMER_EXPIRY, effects);

        assertThat(log).endsWith("stop(PACE)", "sendNotify", "terminated");
        assertThat(notifier.subscriptionState(0).text()).isEqualTo("terminated;reason=timeout");
    }

    @Test
    @Rfc(number = 6665, section = "4.4.3")
    void answersAPollByTheOnlyNotify() {
        notifier.receive(Event.UNSUBSCRIBE, effects);

        assertThat(log).containsExactly("sendNotify", "terminated");
        assertThat(notifier.subscriptionState(0).isTerminated()).isTrue();
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void saysTheLastWordWhenTheOneBeforeWasHeard() {
        notifier.receive(Event.ACCEPT, 600, effects);
        log.clear();
        notifier.end(TerminationReason.PROBATION, 30, effects);
        notifier.end(TerminationReason.REJECTED, Notifier.UNSAID, effects);
        assertThat(log).containsExactly("stop(EXPIRY)");

        notifier.onResponse(response(200), effects);
        assertThat(log).containsExactly("stop(EXPIRY)", "sendNotify", "terminated");
        assertThat(notifier.subscriptionState(0).text()).isEqualTo("terminated;reason=probation;retry-after=30");
    }

    @ParameterizedTest
    @ValueSource(ints = {481, 404, 500, 603, 408})
    @Rfc(number = 6665, section = "4.2.2")
    void forgetsASubscriberThatIsGone(int statusCode) {
        notifier.receive(Event.ACCEPT, 600, effects);
        notifier.onResponse(response(statusCode), effects);

        assertThat(log).endsWith("stop(EXPIRY)", "terminated");
        assertThat(notifier.state()).isEqualTo(State.TERMINATED);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void triesAgainLaterIfTheSubscriberSaysWhen() {
        notifier.receive(Event.ACCEPT, 600, effects);
        log.clear();
        notifier.onResponse(response(503, "Retry-After", "7"), effects);
        notifier.receive(Event.TIMER_PACE, effects);
        assertThat(log).containsExactly("start(PACE, 7000 ms)", "sendNotify");

        notifier.onResponse(response(481, "Retry-After", "7"), effects);
        assertThat(notifier.state()).isEqualTo(State.TERMINATED);
    }

    /// Says no to what a machine must never do, in whatever order events come.
    private static final class Strict implements Notifier.Effects {

        private final EnumSet<Notifier.Timer> running = EnumSet.noneOf(Notifier.Timer.class);
        private boolean outstanding;
        private boolean over;

        @Override
        public void sendNotify() {
            assertThat(over).isFalse();
            assertThat(outstanding).isFalse();
            outstanding = true;
        }

        @Override
        public void start(Notifier.Timer timer, Duration after) {
            assertThat(over).isFalse();
            running.add(timer);
        }

        @Override
        public void stop(Notifier.Timer timer) {
            assertThat(running.remove(timer)).isTrue();
        }

        @Override
        public void terminated() {
            assertThat(over).isFalse();
            assertThat(running).isEmpty();
            over = true;
        }
    }

    @Test
    void leavesNothingBehindAndSendsOneAtATimeWhateverHappens() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Notifier machine = new Notifier(Duration.ofSeconds(random.nextInt(3)));
            Strict strict = new Strict();
            for (int i = 0; i < 60; i++) {
                Event event = EVENTS.get(random.nextInt(EVENTS.size()));
                switch (event) {
                    case TIMER_EXPIRY -> strict.running.remove(Notifier.Timer.EXPIRY);
                    case TIMER_PACE -> strict.running.remove(Notifier.Timer.PACE);
                    case NOTIFY_ACCEPTED, NOTIFY_FAILED, NOTIFY_POSTPONED -> {
                        if (!strict.outstanding) {
                            continue;
                        }
                        strict.outstanding = false;
                    }
                    default -> {}
                }
                machine.receive(event, random.nextInt(2000), strict);
                assertThat(strict.over).as("seed %d", seed).isEqualTo(machine.state() == State.TERMINATED);
                boolean forgotten = machine.state() == State.PENDING || machine.state() == State.ACTIVE;
                assertThat(forgotten && !strict.running.contains(Notifier.Timer.EXPIRY))
                        .as("seed %d after %s", seed, event)
                        .isFalse();
            }
        }
    }
}
