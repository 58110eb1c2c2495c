package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Subscriber.Event;
import io.sidetone.sip.event.Subscriber.State;
import io.sidetone.sip.testing.TransitionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {

    private static final List<Event> EVENTS = List.copyOf(EnumSet.allOf(Event.class));

    private final List<String> log = new ArrayList<>();
    private final Subscriber.Effects effects = TransitionTable.recorder(Subscriber.Effects.class, log);
    private final Subscriber subscriber = new Subscriber(600, Subscriber.DEFAULT_TIMER_N);

    @Test
    @Rfc(number = 6665, section = "4.1.2.1")
    @Rfc(number = 6665, section = "4.1.2.4")
    void isMadeByTheNotifyAndNotByThe2xx() {
        subscriber.receive(Event.START, effects);
        subscriber.onResponse(response(200, "Expires", "300"), effects);
        assertThat(subscriber.state()).isEqualTo(State.NOTIFY_WAIT);
        assertThat(log).containsExactly("subscribe(600)", "start(N, 32000 ms)");

        log.clear();
        subscriber.onNotify(notification("active"), effects);
        assertThat(subscriber.state()).isEqualTo(State.ACTIVE);
        assertThat(log).containsExactly("toUser", "stop(N)", "start(REFRESH, 268000 ms)", "start(EXPIRY, 300000 ms)");
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.4")
    void takesANotifyThatOvertakesThe2xx() {
        subscriber.receive(Event.START, effects);
        subscriber.onNotify(notification("pending;expires=50"), effects);
        subscriber.onResponse(response(202, "Expires", "50"), effects);

        assertThat(subscriber.state()).isEqualTo(State.PENDING);
        assertThat(log)
                .endsWith("start(REFRESH, 25000 ms)", "start(EXPIRY, 50000 ms)")
                .contains("stop(N)");
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.4")
    void failsIfNoNotifyComes() {
        subscriber.receive(Event.START, effects);
        subscriber.onResponse(response(200), effects);
        subscriber.receive(Event.TIMER_N, effects);

        assertThat(log).endsWith("terminated");
        assertThat(subscriber.state()).isEqualTo(State.TERMINATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604})
    @Rfc(number = 6665, section = "4.1.2.2")
    void endsByAFailureThatSaysSo(int statusCode) {
        refresh();
        subscriber.onResponse(response(statusCode), effects);

        assertThat(log).containsExactly("stop(N)", "stop(EXPIRY)", "terminated");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 408, 486, 500, 503, 603})
    @Rfc(number = 6665, section = "4.1.2.2")
    void goesOnForItsTimeAfterAnyOtherFailure(int statusCode) {
        refresh();
        subscriber.onResponse(response(100), effects);
        subscriber.onResponse(response(statusCode), effects);
        assertThat(log).containsExactly("stop(N)");
        assertThat(subscriber.state()).isEqualTo(State.ACTIVE);

        subscriber.receive(Event.TIMER_EXPIRY, effects);
        assertThat(log).endsWith("terminated");
    }

    private void refresh() {
        subscriber.receive(Event.START, effects);
        subscriber.onNotify(notification("active;expires=600"), effects);
        subscriber.receive(Event.TIMER_REFRESH, effects);
        log.clear();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.2")
    void expectsANotifyAfterARefreshUnlessTheResponseSaysNoneComes() {
        refresh();
        subscriber.onResponse(response(204, "Expires", "700"), effects);

        assertThat(log).containsExactly("stop(N)", "start(REFRESH, 668000 ms)", "start(EXPIRY, 700000 ms)");
    }

    @Test
    @Rfc(number = 3261, section = "20.23")
    void asksForALongerSpanOnce() {
        subscriber.receive(Event.START, effects);
        subscriber.onResponse(response(423, "Min-Expires", "900"), effects);
        assertThat(log).endsWith("subscribe(900)", "start(N, 32000 ms)");

        subscriber.onResponse(response(423, "Min-Expires", "1800"), effects);
        assertThat(log).endsWith("terminated");
    }

    @Test
    @Rfc(number = 3261, section = "20.23")
    void isNotLedInCirclesByAMinimumThatIsNone() {
        subscriber.receive(Event.START, effects);
        subscriber.onResponse(response(423), effects);

        assertThat(log).containsExactly("subscribe(600)", "start(N, 32000 ms)", "stop(N)", "terminated");
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.3")
    void unsubscribesAndWaitsForTheLastNotify() {
        refresh();
        subscriber.receive(Event.UNSUBSCRIBE, effects);
        subscriber.onResponse(response(200, "Expires", "0"), effects);
        subscriber.onNotify(notification("active;expires=3"), effects);
        subscriber.onNotify(notification("terminated;reason=timeout"), effects);

        assertThat(log)
                .containsExactly(
                        "stop(EXPIRY)",
                        "subscribe(0)",
                        "start(N, 32000 ms)",
                        "toUser",
                        "toUser",
                        "stop(N)",
                        "terminated");
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.3")
    void unsubscribesOnlyWhenThereIsADialogToSayItIn() {
        subscriber.receive(Event.START, effects);
        subscriber.receive(Event.UNSUBSCRIBE, effects);
        assertThat(log).containsExactly("subscribe(600)", "start(N, 32000 ms)");

        subscriber.onNotify(notification("pending;expires=600"), effects);
        assertThat(log).endsWith("toUser", "subscribe(0)", "start(N, 32000 ms)");
    }

    @Test
    @Rfc(number = 6665, section = "4.4.3")
    void fetchesTheStateOnce() {
        subscriber.receive(Event.FETCH, effects);
        subscriber.onResponse(response(200, "Expires", "0"), effects);
        subscriber.onNotify(notification("terminated;reason=timeout"), effects);

        assertThat(log).containsExactly("subscribe(0)", "start(N, 32000 ms)", "toUser", "stop(N)", "terminated");
    }

    @Test
    @Rfc(number = 6665, section = "4.1.3")
    void takesTheSpanOfANotify() {
        refresh();
        subscriber.onNotify(notification("active;expires=40"), effects);
        subscriber.onNotify(notification("moved;expires=0"), effects);

        assertThat(log)
                .containsExactly(
                        "toUser",
                        "stop(N)",
                        "start(REFRESH, 20000 ms)",
                        "start(EXPIRY, 40000 ms)",
                        "toUser",
                        "start(EXPIRY, 0 ms)");
    }

    @Test
    void refusesASpanThatIsNone() {
        assertThatThrownBy(() -> new Subscriber(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Says no to what a machine must never do, in whatever order events come.
    private static final class Strict implements Subscriber.Effects {

        private final EnumSet<Subscriber.Timer> running = EnumSet.noneOf(Subscriber.Timer.class);
        private boolean over;

        @Override
        public void subscribe(long expires) {
            assertThat(over).isFalse();
            assertThat(expires).isNotNegative();
        }

        @Override
        public void start(Subscriber.Timer timer, Duration after) {
            assertThat(over).isFalse();
            assertThat(after).isGreaterThanOrEqualTo(Duration.ZERO);
            running.add(timer);
        }

        @Override
        public void stop(Subscriber.Timer timer) {
            assertThat(running.remove(timer)).isTrue();
        }

        @Override
        public void toUser() {
            assertThat(over).isFalse();
        }

        @Override
        public void terminated() {
            assertThat(over).isFalse();
            assertThat(running).isEmpty();
            over = true;
        }
    }

    @Test
    void leavesNothingBehindWhateverHappens() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Subscriber machine = new Subscriber(1 + random.nextInt(1000), Subscriber.DEFAULT_TIMER_N);
            Strict strict = new Strict();
            for (int i = 0; i < 60; i++) {
                Event event = EVENTS.get(random.nextInt(EVENTS.size()));
                switch (event) {
                    case TIMER_N -> strict.running.remove(Subscriber.Timer.N);
                    case TIMER_REFRESH -> strict.running.remove(Subscriber.Timer.REFRESH);
                    case TIMER_EXPIRY -> strict.running.remove(Subscriber.Timer.EXPIRY);
                    default -> {}
                }
                machine.receive(event, random.nextInt(2000) - 1, strict);
                boolean unconfirmed = EnumSet.of(State.NOTIFY_WAIT, State.LEAVING, State.ENDING)
                        .contains(machine.state());
                assertThat(strict.over).as("seed %d", seed).isEqualTo(machine.state() == State.TERMINATED);
                // Whoever waits for the notifier does so for a time only.
                boolean inPlace = machine.state() == State.PENDING || machine.state() == State.ACTIVE;
                assertThat(inPlace && !strict.running.contains(Subscriber.Timer.EXPIRY))
                        .as("seed %d after %s", seed, event)
                        .isFalse();
                assertThat(unconfirmed && !strict.running.contains(Subscriber.Timer.N))
                        .as("seed %d after %s", seed, event)
                        .isFalse();
            }
        }
    }

    private static Notification notification(String state) {
        return Requests.accepted(
                Notification.judge(Requests.request("NOTIFY", "Event: presence", "Subscription-State: " + state)));
    }
}
