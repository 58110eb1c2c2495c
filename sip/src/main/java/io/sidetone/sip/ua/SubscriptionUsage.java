package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.event.Subscriber;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a subscription is to one notifier. Confined to the lock of the subscription.
@Rfc(number = 6665, section = "4.1")
final class SubscriptionUsage {

    private static final SubscriptionEnd UNHEARD =
            new SubscriptionEnd(SubscriptionEnd.Cause.TIMEOUT, 408, RequestSender.phraseOf(408), null);

    private final Subscription owner;
    private final Subscriber subscriber;
    private final Timers<Subscriber.Timer> timers;
    private final Effects effects = new Effects();
    private @Nullable EventDialog dialog;

    /// What it was if it is over now.
    private SubscriptionEnd end = UNHEARD;

    private @Nullable Notice news;

    SubscriptionUsage(Subscription owner, String callId) {
        this.owner = owner;
        this.subscriber = new Subscriber(Math.max(1, owner.settings().expires()), owner.timerN());
        this.timers = new Timers<>(Subscriber.Timer.class, owner.agent().layer(), owner.lock(), callId);
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /// Begins the one that the SUBSCRIBE is sent for.
    void start() {
        subscriber.receive(owner.settings().expires() == 0 ? Subscriber.Event.FETCH : Subscriber.Event.START, effects);
    }

    void leave() {
        subscriber.receive(Subscriber.Event.UNSUBSCRIBE, effects);
    }

    /// A final response to a SUBSCRIBE.
    void responded(SipResponse response, boolean local) {
        end = response.isSuccess()
                ? UNHEARD
                : new SubscriptionEnd(
                        local ? SubscriptionEnd.Cause.TIMEOUT : SubscriptionEnd.Cause.REFUSED,
                        response.statusCode(),
                        response.phrase(),
                        null);
        if (local) {
            subscriber.receive(Subscriber.Event.TIMED_OUT, effects);
        } else {
            subscriber.onResponse(response, effects);
        }
        EventDialog known = dialog;
        if (known != null && known.dialog().state() == Dialog.State.TERMINATED) {
            subscriber.receive(Subscriber.Event.GONE, effects);
        }
    }

    // ---- What the notifier tells

    /// Takes a NOTIFY that makes the dialog, or has come at the same time as that one.
    ///
    /// @param subscribe as it was sent
    @Rfc(number = 6665, section = "4.4.1")
    void request(SipRequest subscribe, Claim claim) {
        EventDialog known = dialog;
        if (known != null) {
            known.request(claim);
            return;
        }
        SipRequest notify = claim.request();
        SipResponse.Builder ok = SipResponse.answer(notify, 200, "OK");
        for (Contact contact : subscribe.all(Headers.CONTACT)) {
            ok.append(Headers.CONTACT, contact);
        }
        switch (Dialog.ofNotify(
                subscribe, notify, ok.build(), claim.flow().transport().isSecure())) {
            case Dialog.Creation.Refused(Refusal why) -> owner.refuse(claim, why);
            case Dialog.Creation.Created(Dialog made) -> {
                EventDialog opened = new EventDialog(owner.agent(), owner.lock(), made, Method.NOTIFY, this::receive);
                if (!opened.open()) {
                    owner.refuse(claim, Refusal.of(503, "Service Unavailable"));
                    return;
                }
                dialog = opened;
                receive(notify, owner.begin(claim));
            }
        }
    }

    @Rfc(number = 6665, section = "4.1.3")
    private void receive(SipRequest notify, ServerTransaction server) {
        EventDialog known = dialog;
        if (known == null) {
            return;
        }
        switch (Notification.judge(notify)) {
            case Judgement.Refused<Notification>(Refusal why) -> known.respond(server, why.answer(notify));
            case Judgement.Accepted<Notification>(Notification notification) -> {
                if (!owner.settings().event().matches(notification.event())) {
                    Refusal why = Refusal.of(481, "Subscription Does Not Exist");
                    known.respond(server, why.answer(notify));
                    return;
                }
                known.respond(server, SipResponse.answer(notify, 200, "OK"));
                news = new Notice(known.dialog().id(), notification, Body.of(notify));
                end = notification.state().isTerminated()
                        ? new SubscriptionEnd(SubscriptionEnd.Cause.NOTIFIER, 200, "OK", notification)
                        : UNHEARD;
                subscriber.onNotify(notification, effects);
            }
        }
    }

    private final class Effects implements Subscriber.Effects {

        @Override
        public void subscribe(long expires) {
            EventDialog known = dialog;
            if (known == null) {
                owner.subscribe(SubscriptionUsage.this, expires);
            } else {
                SipRequest.Builder request = owner.fill(known.request(Method.SUBSCRIBE));
                known.send(
                        SubscribeRequest.write(request, owner.settings().event(), expires)
                                .build(),
                        SubscriptionUsage.this::responded);
            }
        }

        @Override
        public void start(Subscriber.Timer timer, Duration after) {
            Subscriber.Event event = switch (timer) {
                case N -> Subscriber.Event.TIMER_N;
                case REFRESH -> Subscriber.Event.TIMER_REFRESH;
                case EXPIRY -> Subscriber.Event.TIMER_EXPIRY;
            };
            timers.start(timer, after, () -> subscriber.receive(event, this));
        }

        @Override
        public void stop(Subscriber.Timer timer) {
            timers.stop(timer);
        }

        @Override
        public void toUser() {
            Notice told = news;
            if (told != null) {
                owner.notified(told);
            }
        }

        @Override
        public void terminated() {
            timers.close();
            EventDialog known = dialog;
            if (known != null) {
                known.dialog().terminate();
            }
            owner.ended(SubscriptionUsage.this, end);
        }
    }
}
