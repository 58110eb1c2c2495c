package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.RetryAfter;
import io.sidetone.sip.header.SubscriptionState;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Parameters;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The notifier's side of one subscription: the figure of RFC 6665 §4.2.2.
///
/// NOTIFY requests go out one at a time, see [EventPackage#minInterval]: what changes while one has no answer
/// goes into the next. The last one, which says that it is the last, waits for that answer too, but for no
/// interval. Events after the end are ignored. Confined to the lock of its owner.
@Rfc(number = 6665, section = "4.2.2")
public final class Notifier {

    /// The span of an event that says none.
    public static final long UNSAID = -1;

    /// Where the subscription stands.
    public enum State {
        /// No SUBSCRIBE was accepted yet.
        INIT,
        /// The first NOTIFY has no answer yet.
        RESP_WAIT,
        /// Nobody has decided on it.
        PENDING,
        /// The subscriber is told of the state.
        ACTIVE,
        /// Over, but for the last NOTIFY, which waits for the answer to the one before; not in the figure.
        ENDING,
        /// It is over.
        TERMINATED
    }

    /// What happens to it.
    public enum Event {
        /// A SUBSCRIBE was accepted and may be told of the state; the span is what was granted. In INIT only.
        ACCEPT,
        /// A SUBSCRIBE was accepted and somebody has to decide on it; the span is what was granted. In INIT only.
        HOLD,
        /// A SUBSCRIBE within the dialog was accepted; the span is what was granted.
        REFRESH,
        /// A SUBSCRIBE with an Expires of 0 was accepted: the end, or in INIT a poll.
        UNSUBSCRIBE,
        /// It was decided that the subscriber may be told of the state.
        GRANT,
        /// The state of the resource has changed.
        CHANGE,
        /// It ends for no reason that the subscriber could be told; else see [Notifier#end].
        END,
        /// 2xx to the NOTIFY.
        NOTIFY_ACCEPTED,
        /// The NOTIFY should come later; the span says when.
        NOTIFY_POSTPONED,
        /// The NOTIFY failed or had no response: the subscriber is gone.
        NOTIFY_FAILED,
        /// [Timer#EXPIRY] went off.
        TIMER_EXPIRY,
        /// [Timer#PACE] went off.
        TIMER_PACE
    }

    /// What it waits with.
    public enum Timer {
        /// When the subscription lapses.
        EXPIRY,
        /// When the next NOTIFY may go out.
        PACE
    }

    /// What it wants done. Called within [Notifier#receive].
    public interface Effects {
        /// Sends a NOTIFY with [Notifier#subscriptionState] and, if that is not `pending`, the state as it is
        /// now.
        void sendNotify();

        /// Starts a timer, anew if it runs.
        void start(Timer timer, Duration after);

        /// Stops a timer that runs.
        void stop(Timer timer);

        /// It is over; called once, and nothing is called after it. The answer to the last NOTIFY does not
        /// matter.
        void terminated();
    }

    /// Sees which timers run, so that none is left behind.
    private final class Tracking implements Effects {

        private final Effects effects;

        Tracking(Effects effects) {
            this.effects = effects;
        }

        @Override
        public void sendNotify() {
            effects.sendNotify();
        }

        @Override
        public void start(Timer timer, Duration after) {
            running.add(timer);
            effects.start(timer, after);
        }

        @Override
        public void stop(Timer timer) {
            if (running.remove(timer)) {
                effects.stop(timer);
            }
        }

        @Override
        public void terminated() {
            state = State.TERMINATED;
            for (Timer timer : Timer.values()) {
                stop(timer);
            }
            effects.terminated();
        }
    }

    private final NotifyPace pace;
    private final EnumSet<Timer> running = EnumSet.noneOf(Timer.class);

    private State state = State.INIT;
    private boolean granted;
    private @Nullable TerminationReason reason;
    private long retryAfter = UNSAID;

    /// @param minInterval see [EventPackage#minInterval]
    public Notifier(Duration minInterval) {
        pace = new NotifyPace(minInterval);
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// What the next NOTIFY says of the subscription.
    ///
    /// @param remaining how long the subscription lasts from now on, in seconds
    @Rfc(number = 6665, section = "4.2.2")
    public SubscriptionState subscriptionState(long remaining) {
        if (state == State.ENDING || state == State.TERMINATED) {
            TerminationReason why = reason;
            Parameters parameters = why == null ? Parameters.NONE : Parameters.of("reason", why.text());
            return new SubscriptionState(
                    "terminated",
                    retryAfter < 0 ? parameters : parameters.with("retry-after", Long.toString(retryAfter)));
        }
        String name = granted ? State.ACTIVE.name() : State.PENDING.name();
        return new SubscriptionState(
                name.toLowerCase(Locale.ROOT), Parameters.of("expires", Long.toString(Math.max(0, remaining))));
    }

    /// Takes a response to the NOTIFY. One that is provisional changes nothing; one that can be repeated with
    /// credentials is the owner's to repeat, not to hand in.
    @Rfc(number = 6665, section = "4.2.2")
    public void onResponse(SipResponse response, Effects effects) {
        RetryAfter later = response.first(Headers.RETRY_AFTER);
        if (response.isSuccess()) {
            receive(Event.NOTIFY_ACCEPTED, effects);
        } else if (response.isProvisional()) {
            return;
        } else if (later != null && !Subscriber.endsSubscription(response.statusCode())) {
            receive(Event.NOTIFY_POSTPONED, later.seconds(), effects);
        } else {
            receive(Event.NOTIFY_FAILED, effects);
        }
    }

    /// Ends the subscription for a reason.
    ///
    /// @param retrySeconds when it is worth subscribing again; [#UNSAID] if nothing is said of that
    @Rfc(number = 6665, section = "4.2.2")
    public void end(TerminationReason why, long retrySeconds, Effects effects) {
        if (state != State.ENDING && state != State.TERMINATED) {
            reason = why;
            retryAfter = retrySeconds;
            receive(Event.END, effects);
        }
    }

    /// Takes an event that has no span.
    public void receive(Event event, Effects effects) {
        receive(event, UNSAID, effects);
    }

    /// Takes an event.
    ///
    /// @param seconds the span that it carries; [#UNSAID] if none
    public void receive(Event event, long seconds, Effects effects) {
        if ((event == Event.TIMER_EXPIRY && !running.remove(Timer.EXPIRY))
                || (event == Event.TIMER_PACE && !running.remove(Timer.PACE))) {
            return;
        }
        Tracking tracking = new Tracking(effects);
        switch (state) {
            case INIT -> inInit(event, seconds, tracking);
            case RESP_WAIT, PENDING, ACTIVE -> inPlace(event, seconds, tracking);
            case ENDING -> inEnding(event, tracking);
            case TERMINATED -> {}
        }
    }

    @Rfc(number = 6665, section = "4.2.1.2")
    private void inInit(Event event, long seconds, Effects effects) {
        switch (event) {
            case ACCEPT, HOLD -> {
                state = State.RESP_WAIT;
                granted = event == Event.ACCEPT;
                effects.start(Timer.EXPIRY, Duration.ofSeconds(seconds));
                // §4.2.1.2: the first NOTIFY follows at once, whether there is something to tell or not.
                step(NotifyPace.Event.URGENT, effects);
            }
            // §4.4.3: a poll is answered by the only NOTIFY there will be.
            case UNSUBSCRIBE -> last(TerminationReason.TIMEOUT, effects);
            default -> {}
        }
    }

    private void inPlace(Event event, long seconds, Effects effects) {
        switch (event) {
            // §4.2.1.4: a refresh is confirmed by a NOTIFY, as the first SUBSCRIBE was.
            case REFRESH -> {
                effects.start(Timer.EXPIRY, Duration.ofSeconds(seconds));
                step(NotifyPace.Event.URGENT, effects);
            }
            case GRANT -> grant(effects);
            // Who may not know the state may not know that it has changed.
            case CHANGE -> {
                if (granted) {
                    step(NotifyPace.Event.CHANGED, effects);
                }
            }
            case NOTIFY_ACCEPTED -> {
                if (state == State.RESP_WAIT) {
                    state = granted ? State.ACTIVE : State.PENDING;
                }
                step(NotifyPace.Event.ANSWERED, effects);
            }
            case NOTIFY_POSTPONED -> pace.receive(NotifyPace.Event.POSTPONED, Duration.ofSeconds(seconds), effects);
            case TIMER_PACE -> step(NotifyPace.Event.RESTED, effects);
            // §4.2.2: a subscriber that is gone is told nothing any more.
            case NOTIFY_FAILED -> effects.terminated();
            case UNSUBSCRIBE, TIMER_EXPIRY -> last(TerminationReason.TIMEOUT, effects);
            case END -> last(reason, effects);
            case ACCEPT, HOLD -> {}
        }
    }

    @Rfc(number = 6665, section = "4.2.1.3")
    private void grant(Effects effects) {
        if (!granted) {
            granted = true;
            state = state == State.PENDING ? State.ACTIVE : state;
            step(NotifyPace.Event.URGENT, effects);
        }
    }

    private void inEnding(Event event, Effects effects) {
        switch (event) {
            case NOTIFY_ACCEPTED, NOTIFY_POSTPONED -> {
                effects.sendNotify();
                effects.terminated();
            }
            case NOTIFY_FAILED -> effects.terminated();
            default -> {}
        }
    }

    private void last(@Nullable TerminationReason why, Effects effects) {
        reason = why;
        state = State.ENDING;
        effects.stop(Timer.EXPIRY);
        effects.stop(Timer.PACE);
        if (!pace.isOutstanding()) {
            effects.sendNotify();
            effects.terminated();
        }
    }

    private void step(NotifyPace.Event event, Effects effects) {
        pace.receive(event, Duration.ZERO, effects);
    }
}
