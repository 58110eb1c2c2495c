package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogId;
import io.sidetone.sip.event.EventPackage;
import io.sidetone.sip.event.EventPackages;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.MessageBuilder;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The events of a user agent: it subscribes to those of others, tells others of its own, and publishes.
/// Thread-safe.
///
/// ```java
/// EventPackage presence = EventPackage.of(EventType.of("presence"), pidf);
/// agent.events().serve(presence, (subscription, _) -> subscription.accept(body));
/// Subscription bob = agent.events().subscribe(SubscriptionSettings.of(uri, presence), handler);
/// ```
@Rfc(number = 6665, section = "4")
public final class Events {

    private final UserAgent agent;
    private final RequestInspection inspection;

    /// The subscriptions whose SUBSCRIBE may still make dialogs, by the side of those that is known.
    private final Map<DialogId, Subscription> watched = new ConcurrentHashMap<>();

    private final Map<EventType, EventNotifier> notifiers = new ConcurrentHashMap<>();
    private final Map<EventType, EventCompositor> compositors = new ConcurrentHashMap<>();

    Events(UserAgent agent, RequestInspection inspection) {
        this.agent = agent;
        this.inspection = inspection;
    }

    // ---- This side asks

    /// Subscribes, and goes on until [Subscription#unsubscribe], or until it is over. What comes of it is told to
    /// the handler.
    @Rfc(number = 6665, section = "4.1.2")
    public Subscription subscribe(SubscriptionSettings what, SubscriptionHandler told) {
        Subscription subscription = new Subscription(this, agent, what, told);
        subscription.begin();
        return subscription;
    }

    /// Subscribes and waits for the first NOTIFY. Not for what is told events.
    ///
    /// @param deadline how long to wait; then it is given up
    /// @throws RefusedException if it is refused or over, or nobody tells anything
    public Subscription subscribe(SubscriptionSettings what, SubscriptionHandler told, Duration deadline)
            throws RefusedException {
        Subscription subscription = subscribe(what, told);
        first(subscription, deadline);
        return subscription;
    }

    /// Asks for the state once and waits for it. Not for what is told events.
    ///
    /// @param deadline how long to wait
    /// @throws RefusedException if that is refused, or nobody tells anything
    @Rfc(number = 6665, section = "4.4.3")
    public Notice fetch(SubscriptionSettings what, Duration deadline) throws RefusedException {
        return first(subscribe(what.withExpires(0), SubscriptionHandler.NONE), deadline);
    }

    private static Notice first(Subscription subscription, Duration deadline) throws RefusedException {
        try {
            return UserAgent.await(
                    subscription.first().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS), deadline);
        } catch (RefusedException e) {
            CompletableFuture<SubscriptionEnd> _ = subscription.unsubscribe();
            throw e;
        }
    }

    /// Publishes a state, and goes on until [OutgoingPublication#remove], or until it is refused. What comes of
    /// it is told to the handler.
    @Rfc(number = 3903, section = "4.2")
    public OutgoingPublication publish(PublicationSettings what, Body state, PublicationHandler told) {
        OutgoingPublication publication = new OutgoingPublication(agent, what, state, told);
        publication.begin();
        return publication;
    }

    /// Publishes a state and waits until that is granted. Not for what is told events.
    ///
    /// @param deadline how long to wait; then it is taken back
    /// @throws RefusedException if it is refused, or nobody answers
    public OutgoingPublication publish(PublicationSettings what, Body state, Duration deadline)
            throws RefusedException {
        OutgoingPublication publication = publish(what, state, PublicationHandler.NONE);
        try {
            return UserAgent.await(
                    publication.published().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS), deadline);
        } catch (RefusedException e) {
            CompletableFuture<Integer> _ = publication.remove();
            throw e;
        }
    }

    // ---- Others ask

    /// Tells others of the events of a package, from now on. SUBSCRIBE is understood then, whatever the settings
    /// of the user agent say; those for other packages get a 489.
    ///
    /// @throws IllegalArgumentException if the package has a notifier already
    @Rfc(number = 6665, section = "4.2")
    public EventNotifier serve(EventPackage eventPackage, NotifierHandler handler) {
        EventNotifier notifier = new EventNotifier(this, agent, eventPackage, handler);
        if (notifiers.putIfAbsent(eventPackage.type(), notifier) != null) {
            throw new IllegalArgumentException("Twice: " + eventPackage.type());
        }
        inspection.allow(Method.SUBSCRIBE);
        return notifier;
    }

    /// Keeps what others publish of the events of a package, from now on. PUBLISH is understood then, whatever
    /// the settings of the user agent say; those for other packages get a 489.
    ///
    /// @throws IllegalArgumentException if the package has a compositor already
    @Rfc(number = 3903, section = "6")
    public EventCompositor compose(EventPackage eventPackage, CompositorHandler handler) {
        EventCompositor compositor = new EventCompositor(agent, eventPackage, handler);
        if (compositors.putIfAbsent(eventPackage.type(), compositor) != null) {
            throw new IllegalArgumentException("Twice: " + eventPackage.type());
        }
        inspection.allow(Method.PUBLISH);
        return compositor;
    }

    void withdraw(EventNotifier notifier) {
        notifiers.remove(notifier.eventPackage().type(), notifier);
    }

    private EventPackages known() {
        List<EventPackage> packages = new ArrayList<>();
        notifiers.values().forEach(one -> packages.add(one.eventPackage()));
        return new EventPackages(packages);
    }

    /// Judges a SUBSCRIBE by the packages that there are.
    Judgement<SubscribeRequest> judge(SipRequest subscribe) {
        return SubscribeRequest.judge(subscribe, known());
    }

    /// Says which events others can subscribe to.
    @Rfc(number = 6665, section = "4.4.4")
    <B extends MessageBuilder<B>> B announce(B message) {
        for (EventType type : known().types()) {
            message.append(Headers.ALLOW_EVENTS, type);
        }
        return message;
    }

    // ---- What comes

    /// A request outside of dialogs.
    ///
    /// @return false if it is none for events
    boolean request(Claim claim) {
        Method method = claim.request().method();
        if (method.equals(Method.SUBSCRIBE) && !notifiers.isEmpty()) {
            subscribed(claim);
        } else if (method.equals(Method.PUBLISH) && !compositors.isEmpty()) {
            published(claim);
        } else {
            return false;
        }
        return true;
    }

    private void subscribed(Claim claim) {
        switch (judge(claim.request())) {
            case Judgement.Refused<SubscribeRequest>(Refusal why) -> refuse(claim, why);
            case Judgement.Accepted<SubscribeRequest>(SubscribeRequest subscribe) -> {
                EventNotifier notifier = notifiers.get(subscribe.event().type());
                if (notifier == null) {
                    refuse(claim, known().badEvent());
                } else {
                    notifier.subscribed(claim, subscribe);
                }
            }
        }
    }

    private void published(Claim claim) {
        Event event = claim.request().first(Headers.EVENT);
        EventCompositor compositor = event == null ? null : compositors.get(event.type());
        if (compositor == null) {
            List<EventPackage> packages = new ArrayList<>();
            compositors.values().forEach(one -> packages.add(one.eventPackage()));
            refuse(claim, new EventPackages(packages).badEvent());
        } else {
            compositor.request(claim);
        }
    }

    void refuse(Claim claim, Refusal why) {
        claim.reply(agent.sign(claim.tagged(why.answer(claim.request()))).build());
    }

    /// A request within a dialog that is not known.
    ///
    /// @return false if it makes none
    @Rfc(number = 6665, section = "4.4.1")
    boolean notified(Claim claim) {
        DialogId id = claim.request().method().equals(Method.NOTIFY) ? DialogId.ofServer(claim.request()) : null;
        Subscription subscription = id == null ? null : watched.get(new DialogId(id.callId(), id.localTag(), ""));
        if (subscription != null) {
            subscription.request(claim);
        }
        return subscription != null;
    }

    /// By what the NOTIFY requests that answer a SUBSCRIBE are known.
    static DialogId key(SipRequest subscribe) {
        return Objects.requireNonNull(DialogId.ofClient(subscribe));
    }

    /// Has a subscription told of what answers its SUBSCRIBE.
    ///
    /// @return whether it is so already
    boolean isWatched(DialogId key, Subscription subscription) {
        return watched.put(key, subscription) != null;
    }

    void forget(DialogId key) {
        watched.remove(key);
    }
}
