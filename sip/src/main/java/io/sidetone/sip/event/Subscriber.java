package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// The subscriber's side of one subscription: the figure of RFC 6665 §4.1.2.
///
/// It never sees a message by itself; [#onResponse] and [#onNotify] say which event a message is. A 2xx makes no
/// subscription, a NOTIFY does, and it may come first. Events after the end are ignored, and so is a timer that
/// was stopped and went off all the same. Confined to the lock of its owner.
@Rfc(number = 6665, section = "4.1.2")
public final class Subscriber {

    /// Timer N with the usual T1: 64 times 500 milliseconds.
    public static final Duration DEFAULT_TIMER_N = Duration.ofSeconds(32);

    /// The span of an event that says none.
    public static final long UNSAID = -1;

    /// Where the subscription stands.
    public enum State {
        /// Nothing was sent yet.
        INIT,
        /// Asked for, and nothing heard of the notifier yet.
        NOTIFY_WAIT,
        /// The notifier knows it and nobody has decided on it.
        PENDING,
        /// The notifier tells of the state.
        ACTIVE,
        /// To be ended, as soon as a NOTIFY has made the dialog in which that can be said; not in the figure.
        LEAVING,
        /// The end was asked for, the last NOTIFY is still to come; not in the figure.
        ENDING,
        /// It is over.
        TERMINATED
    }

    /// What happens to it.
    public enum Event {
        /// The user wants to be told; in INIT only.
        START,
        /// The user wants the state once; in INIT only.
        FETCH,
        /// A REFER was sent, which subscribes by itself; in INIT only.
        IMPLY,
        /// The user has enough.
        UNSUBSCRIBE,
        /// 2xx to a SUBSCRIBE; the span is its Expires.
        ACCEPTED,
        /// 204 to a SUBSCRIBE: no NOTIFY will follow (RFC 5839).
        ACCEPTED_SILENTLY,
        /// 423 to a SUBSCRIBE; the span is its Min-Expires.
        TOO_BRIEF,
        /// A failure that ends the subscription, such as 481.
        GONE,
        /// Any other failure: what was granted before still stands.
        REFUSED,
        /// No response to a SUBSCRIBE, or it could not be sent.
        TIMED_OUT,
        /// NOTIFY with the state `pending`; the span is its `expires`.
        NOTIFY_PENDING,
        /// NOTIFY with the state `active` or one that is not known; the span is its `expires`.
        NOTIFY_ACTIVE,
        /// NOTIFY with the state `terminated`.
        NOTIFY_TERMINATED,
        /// [Timer#N] went off.
        TIMER_N,
        /// [Timer#REFRESH] went off.
        TIMER_REFRESH,
        /// [Timer#EXPIRY] went off.
        TIMER_EXPIRY
    }

    /// What it waits with.
    public enum Timer {
        /// How long a NOTIFY may take after a SUBSCRIBE.
        N,
        /// When to refresh.
        REFRESH,
        /// When the subscription lapses.
        EXPIRY
    }

    /// What it wants done. Called within [Subscriber#receive].
    public interface Effects {
        /// Sends a SUBSCRIBE: the first, or another within the dialog once there is one.
        ///
        /// @param expires the Expires in seconds; 0 to end or to fetch
        void subscribe(long expires);

        /// Starts a timer, anew if it runs.
        void start(Timer timer, Duration after);

        /// Stops a timer that runs.
        void stop(Timer timer);

        /// Shows the NOTIFY that has just come to the user.
        void toUser();

        /// It is over; called once, and nothing is called after it.
        void terminated();
    }

    private final Duration timerN;
    private final EnumSet<Timer> running = EnumSet.noneOf(Timer.class);

    private State state = State.INIT;
    private long asked;
    private long granted = UNSAID;
    private boolean lengthened;

    /// @param expires the span to ask for in seconds, at least 1
    /// @param timerN how long a NOTIFY may take after a SUBSCRIBE: 64*T1
    public Subscriber(long expires, Duration timerN) {
        if (expires < 1) {
            throw new IllegalArgumentException("No span: " + expires);
        }
        this.asked = expires;
        this.timerN = timerN;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// Takes a response to a SUBSCRIBE. One that is provisional changes nothing; one that can be repeated with
    /// credentials is the owner's to repeat, not to hand in.
    @Rfc(number = 6665, section = "4.1.2.1")
    public void onResponse(SipResponse response, Effects effects) {
        switch (response.statusCode()) {
            case 204 -> receive(Event.ACCEPTED_SILENTLY, span(response.first(Headers.EXPIRES)), effects);
            case 423 -> receive(Event.TOO_BRIEF, span(response.first(Headers.MIN_EXPIRES)), effects);
            default -> {
                if (response.isSuccess()) {
                    receive(Event.ACCEPTED, span(response.first(Headers.EXPIRES)), effects);
                } else if (!response.isProvisional()) {
                    receive(endsSubscription(response.statusCode()) ? Event.GONE : Event.REFUSED, UNSAID, effects);
                }
            }
        }
    }

    private static long span(@Nullable Long seconds) {
        return seconds == null ? UNSAID : seconds;
    }

    /// Whether a failure ends the subscription it was about.
    @Rfc(number = 6665, section = "4.1.2.2")
    @Rfc(number = 6665, section = "4.2.2")
    static boolean endsSubscription(int statusCode) {
        return switch (statusCode) {
            case 404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604 -> true;
            default -> false;
        };
    }

    /// Takes a NOTIFY of this subscription.
    @Rfc(number = 6665, section = "4.1.3")
    public void onNotify(Notification notification, Effects effects) {
        Event event = notification.state().isTerminated()
                ? Event.NOTIFY_TERMINATED
                : notification.state().isPending() ? Event.NOTIFY_PENDING : Event.NOTIFY_ACTIVE;
        receive(event, notification.state().expires(), effects);
    }

    /// Takes an event that has no span.
    public void receive(Event event, Effects effects) {
        receive(event, UNSAID, effects);
    }

    /// Takes an event.
    ///
    /// @param seconds the span that it carries; [#UNSAID] if none
    public void receive(Event event, long seconds, Effects effects) {
        Timer timer = timerOf(event);
        if (timer != null && !running.remove(timer)) {
            return;
        }
        switch (state) {
            case INIT -> inInit(event, seconds, effects);
            case NOTIFY_WAIT -> inNotifyWait(event, seconds, effects);
            case PENDING, ACTIVE -> inPlace(event, seconds, effects);
            case LEAVING -> inLeaving(event, effects);
            case ENDING -> inEnding(event, effects);
            case TERMINATED -> {}
        }
    }

    private static @Nullable Timer timerOf(Event event) {
        return switch (event) {
            case TIMER_N -> Timer.N;
            case TIMER_REFRESH -> Timer.REFRESH;
            case TIMER_EXPIRY -> Timer.EXPIRY;
            default -> null;
        };
    }

    private void inInit(Event event, long seconds, Effects effects) {
        switch (event) {
            case START -> {
                state = State.NOTIFY_WAIT;
                subscribe(asked, effects);
            }
            // §4.4.3: a poll is a subscription that ends as it begins.
            case FETCH -> {
                state = State.ENDING;
                subscribe(0, effects);
            }
            case IMPLY -> {
                state = State.NOTIFY_WAIT;
                start(Timer.N, timerN, effects);
            }
            // §4.1.4: the SUBSCRIBE was forked, and this subscription is made by its first NOTIFY.
            case NOTIFY_PENDING, NOTIFY_ACTIVE, NOTIFY_TERMINATED -> onNotify(event, seconds, effects);
            default -> {}
        }
    }

    @Rfc(number = 6665, section = "4.1.2.4")
    private void inNotifyWait(Event event, long seconds, Effects effects) {
        switch (event) {
            // §4.1.2.1: a 2xx says how long it will last, not that it is there.
            case ACCEPTED, ACCEPTED_SILENTLY -> granted = seconds;
            case TOO_BRIEF -> {
                if (!lengthen(seconds, effects)) {
                    terminate(effects);
                }
            }
            case NOTIFY_PENDING, NOTIFY_ACTIVE, NOTIFY_TERMINATED -> onNotify(event, seconds, effects);
            case UNSUBSCRIBE -> state = State.LEAVING;
            case GONE, REFUSED, TIMED_OUT, TIMER_N -> terminate(effects);
            default -> {}
        }
    }

    @Rfc(number = 6665, section = "4.1.2.2")
    private void inPlace(Event event, long seconds, Effects effects) {
        switch (event) {
            case NOTIFY_PENDING, NOTIFY_ACTIVE, NOTIFY_TERMINATED -> onNotify(event, seconds, effects);
            case TIMER_REFRESH -> subscribe(asked, effects);
            case ACCEPTED -> schedule(seconds < 0 ? asked : seconds, effects);
            case ACCEPTED_SILENTLY -> {
                stop(Timer.N, effects);
                schedule(seconds < 0 ? asked : seconds, effects);
            }
            case TOO_BRIEF -> {
                if (!lengthen(seconds, effects)) {
                    stop(Timer.N, effects);
                }
            }
            // §4.1.2.2: the refresh has failed, the subscription goes on for as long as it was granted.
            case REFUSED -> stop(Timer.N, effects);
            case UNSUBSCRIBE -> leave(effects);
            case GONE, TIMED_OUT, TIMER_N, TIMER_EXPIRY -> terminate(effects);
            default -> {}
        }
    }

    private void inLeaving(Event event, Effects effects) {
        switch (event) {
            case NOTIFY_PENDING, NOTIFY_ACTIVE -> {
                effects.toUser();
                leave(effects);
            }
            case NOTIFY_TERMINATED -> onNotify(event, UNSAID, effects);
            case TOO_BRIEF, GONE, REFUSED, TIMED_OUT, TIMER_N -> terminate(effects);
            default -> {}
        }
    }

    private void inEnding(Event event, Effects effects) {
        switch (event) {
            // §4.1.2.3: a NOTIFY that was under way; the last one says that it is.
            case NOTIFY_PENDING, NOTIFY_ACTIVE -> effects.toUser();
            case NOTIFY_TERMINATED -> onNotify(event, UNSAID, effects);
            case ACCEPTED_SILENTLY, TOO_BRIEF, GONE, REFUSED, TIMED_OUT, TIMER_N -> terminate(effects);
            default -> {}
        }
    }

    @Rfc(number = 6665, section = "4.1.3")
    private void onNotify(Event event, long seconds, Effects effects) {
        effects.toUser();
        if (event == Event.NOTIFY_TERMINATED) {
            terminate(effects);
            return;
        }
        // The figure knows no way back from active to pending.
        state = event == Event.NOTIFY_ACTIVE || state == State.ACTIVE ? State.ACTIVE : State.PENDING;
        stop(Timer.N, effects);
        // §4.1.3: what a NOTIFY says of the span counts more than what the 2xx said.
        long said = seconds >= 0 ? seconds : granted;
        granted = UNSAID;
        // Nothing lasts for ever, even if nobody says for how long.
        if (said >= 0 || !running.contains(Timer.EXPIRY)) {
            schedule(said >= 0 ? said : asked, effects);
        }
    }

    @Rfc(number = 6665, section = "4.1.2.3")
    private void leave(Effects effects) {
        state = State.ENDING;
        stop(Timer.REFRESH, effects);
        stop(Timer.EXPIRY, effects);
        subscribe(0, effects);
    }

    /// Asks for the span that the notifier wants, once; a notifier that wants ever more is not followed.
    @Rfc(number = 3261, section = "20.23")
    private boolean lengthen(long seconds, Effects effects) {
        if (lengthened || seconds <= asked) {
            return false;
        }
        lengthened = true;
        asked = seconds;
        subscribe(asked, effects);
        return true;
    }

    private void subscribe(long expires, Effects effects) {
        effects.subscribe(expires);
        start(Timer.N, timerN, effects);
    }

    /// Refreshes in time for a retransmission or two: Timer N before the end, in the middle of a short span.
    private void schedule(long seconds, Effects effects) {
        lengthened = false;
        Duration span = Duration.ofSeconds(seconds);
        Duration half = span.dividedBy(2);
        if (seconds > 0) {
            start(Timer.REFRESH, span.minus(half.compareTo(timerN) < 0 ? half : timerN), effects);
        }
        start(Timer.EXPIRY, span, effects);
    }

    private void start(Timer timer, Duration after, Effects effects) {
        running.add(timer);
        effects.start(timer, after);
    }

    private void stop(Timer timer, Effects effects) {
        if (running.remove(timer)) {
            effects.stop(timer);
        }
    }

    private void terminate(Effects effects) {
        state = State.TERMINATED;
        for (Timer timer : Timer.values()) {
            stop(timer, effects);
        }
        effects.terminated();
    }
}
