package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.Notifier;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.event.TerminationReason;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.SubscriptionState;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A subscription of somebody else to this side. The state is told with [#accept] and [#change]; what changes
/// faster than the subscriber is to be told, or answers, is told in one. Thread-safe.
@Rfc(number = 6665, section = "4.2")
public final class IncomingSubscription {

    /// A SUBSCRIBE that has no answer yet.
    ///
    /// @param granting the 200 that it gets if it is granted
    record Asking(SipRequest request, SipResponse granting, ServerTransaction server) {}

    private static final long NANOS = 1_000_000_000;

    private final EventNotifier owner;
    private final TransactionLock lock;
    private final EventDialog dialog;
    private final SubscribeRequest subscribe;
    private final Uri resource;
    private final Notifier notifier;
    private final Timers<Notifier.Timer> timers;
    private final Effects effects = new Effects();

    /// What follows is guarded by the lock. The SUBSCRIBE that it began with, until that is answered.
    private @Nullable Asking asking;

    private boolean granted;
    private long lapses;
    private @Nullable Body state;

    IncomingSubscription(
            EventNotifier owner, TransactionLock lock, Dialog dialog, SubscribeRequest subscribe, Uri resource) {
        this.owner = owner;
        this.lock = lock;
        this.subscribe = subscribe;
        this.resource = resource;
        this.dialog = new EventDialog(owner.agent(), lock, dialog, Method.SUBSCRIBE, this::receive);
        this.notifier = new Notifier(subscribe.eventPackage().minInterval());
        this.timers = new Timers<>(
                Notifier.Timer.class, owner.agent().layer(), lock, dialog.id().callId());
    }

    /// What the SUBSCRIBE was sent to: whose events these are.
    public Uri resource() {
        return resource;
    }

    /// Who subscribes, as he says.
    public NameAddress subscriber() {
        return dialog.dialog().remote();
    }

    /// Its Event field.
    public Event event() {
        return subscribe.event();
    }

    /// What the bodies are to be, as subscriber and package have it.
    public MediaType bodyType() {
        return subscribe.bodyType();
    }

    // ---- What is decided

    /// Allows it, at once or after [#hold], and tells the state.
    ///
    /// @param now the state; null if there is nothing to be told yet
    @Rfc(number = 6665, section = "4.2.1.2")
    public void accept(@Nullable Body now) {
        lock.run(() -> {
            state = now;
            granted = true;
            if (answer()) {
                begin(Notifier.Event.ACCEPT);
            } else {
                notifier.receive(Notifier.Event.GRANT, effects);
            }
        });
    }

    /// Keeps it until it is decided by [#accept] or [#end]. The subscriber is told that it is pending, and no
    /// state.
    @Rfc(number = 6665, section = "4.2.1.3")
    public void hold() {
        lock.run(() -> {
            if (answer()) {
                begin(Notifier.Event.HOLD);
            }
        });
    }

    /// Refuses it, unless it was decided on before.
    ///
    /// @param statusCode 300 to 699
    public void refuse(int statusCode, String phrase) {
        refuse(Refusal.of(statusCode, phrase));
    }

    /// Refuses it with a header field, such as a question for credentials.
    public void refuse(Refusal why) {
        lock.run(() -> {
            Asking known = asking;
            if (known != null) {
                asking = null;
                dialog.respond(known.server, why.answer(known.request));
            }
        });
    }

    /// Tells that the state has changed.
    ///
    /// @param now the state; null if there is nothing to be told
    public void change(@Nullable Body now) {
        lock.run(() -> {
            state = now;
            notifier.receive(Notifier.Event.CHANGE, effects);
        });
    }

    /// Ends it.
    ///
    /// @param retry when it is worth subscribing again; null to say nothing of that
    @Rfc(number = 6665, section = "4.2.2")
    public void end(TerminationReason why, @Nullable Duration retry) {
        lock.run(() -> {
            // Who is not allowed to know it any more is not told it.
            granted &= why != TerminationReason.REJECTED;
            notifier.end(why, retry == null ? Notifier.UNSAID : retry.toSeconds(), effects);
        });
    }

    // ---- The subscriber

    void begin(Asking known) {
        asking = known;
    }

    /// @return false if it was answered before, or can not be granted
    private boolean answer() {
        Asking known = asking;
        if (known == null) {
            return false;
        }
        if (!dialog.open()) {
            refuse(503, "Service Unavailable");
            return false;
        }
        asking = null;
        dialog.respond(known.server, known.granting.edit());
        owner.add(this);
        return true;
    }

    private void begin(Notifier.Event event) {
        // §4.4.3: who wants to be told once is told once.
        notifier.receive(subscribe.expires() == 0 ? Notifier.Event.UNSUBSCRIBE : event, subscribe.expires(), effects);
    }

    /// A SUBSCRIBE within the dialog.
    @Rfc(number = 6665, section = "4.2.1.4")
    private void receive(SipRequest again, ServerTransaction waiting) {
        switch (owner.events().judge(again)) {
            case Judgement.Refused<SubscribeRequest>(Refusal why) -> dialog.respond(waiting, why.answer(again));
            case Judgement.Accepted<SubscribeRequest>(SubscribeRequest asked) -> {
                if (!asked.event().matches(event())) {
                    dialog.respond(
                            waiting,
                            Refusal.of(481, "Subscription Does Not Exist").answer(again));
                    return;
                }
                dialog.respond(waiting, asked.answer(again));
                notifier.receive(
                        asked.expires() == 0 ? Notifier.Event.UNSUBSCRIBE : Notifier.Event.REFRESH,
                        asked.expires(),
                        effects);
            }
        }
    }

    private long remaining() {
        long left = lapses - owner.agent().layer().clock().nanoTime();
        return (left + NANOS - 1) / NANOS;
    }

    private final class Effects implements Notifier.Effects {

        @Override
        public void sendNotify() {
            SubscriptionState stands = notifier.subscriptionState(remaining());
            SipRequest.Builder notify = new Notification(event(), stands).write(dialog.request(Method.NOTIFY));
            Body.put(granted ? state : null, notify);
            dialog.send(notify.build(), (response, _) -> notifier.onResponse(response, this));
        }

        @Override
        public void start(Notifier.Timer timer, Duration after) {
            Notifier.Event event = switch (timer) {
                case EXPIRY -> Notifier.Event.TIMER_EXPIRY;
                case PACE -> Notifier.Event.TIMER_PACE;
            };
            if (timer == Notifier.Timer.EXPIRY) {
                lapses = owner.agent().layer().clock().nanoTime() + after.toNanos();
            }
            timers.start(timer, after, () -> notifier.receive(event, this));
        }

        @Override
        public void stop(Notifier.Timer timer) {
            timers.stop(timer);
        }

        @Override
        public void terminated() {
            timers.close();
            dialog.dialog().terminate();
            owner.ended(IncomingSubscription.this, lock);
        }
    }

    /// Who subscribes to what.
    @Override
    public String toString() {
        return "IncomingSubscription[" + event() + " " + resource + " by " + subscriber() + "]";
    }
}
