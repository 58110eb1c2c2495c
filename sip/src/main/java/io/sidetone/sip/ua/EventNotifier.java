package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.event.EventPackage;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.event.TerminationReason;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells others of the events of one package: their subscriptions to this side. Thread-safe.
@Rfc(number = 6665, section = "4.2")
public final class EventNotifier implements AutoCloseable {

    private final Events events;
    private final UserAgent agent;
    private final EventPackage eventPackage;
    private final NotifierHandler handler;
    private final Set<IncomingSubscription> subscriptions = ConcurrentHashMap.newKeySet();

    EventNotifier(Events events, UserAgent agent, EventPackage eventPackage, NotifierHandler handler) {
        this.events = events;
        this.agent = agent;
        this.eventPackage = eventPackage;
        this.handler = handler;
    }

    /// What it tells of.
    public EventPackage eventPackage() {
        return eventPackage;
    }

    /// The subscriptions that there are now, those that are held included.
    public Set<IncomingSubscription> subscriptions() {
        return Set.copyOf(subscriptions);
    }

    /// Takes no more subscriptions, and ends all with the reason `noresource`.
    @Override
    public void close() {
        events.withdraw(this);
        subscriptions.forEach(subscription -> subscription.end(TerminationReason.NORESOURCE, null));
    }

    /// A SUBSCRIBE outside of dialogs that was judged.
    @Rfc(number = 6665, section = "4.2.1")
    void subscribed(Claim claim, SubscribeRequest subscribe) {
        SipRequest request = claim.request();
        SipResponse.Builder ok = claim.tagged(subscribe.answer(request))
                .append(Headers.CONTACT, agent.contact(claim.flow(), request.isSips()));
        DialogOwner.ROUTE_SET.copy(request, ok);
        SipResponse answer = ok.build();
        switch (Dialog.ofRequest(request, answer, claim.flow().transport().isSecure())) {
            case Dialog.Creation.Refused(var why) -> events.refuse(claim, why);
            case Dialog.Creation.Created(Dialog dialog) -> {
                TransactionLock lock = new TransactionLock();
                IncomingSubscription made = new IncomingSubscription(this, lock, dialog, subscribe, request.uri());
                lock.run(() -> {
                    ServerTransaction server = claim.begin(
                            Quiet.ONE, lock, agent.layer().settings().timers());
                    made.begin(new IncomingSubscription.Asking(request, answer, server));
                    lock.later(() -> introduce(made, request));
                });
            }
        }
    }

    private void introduce(IncomingSubscription subscription, SipRequest request) {
        try {
            handler.subscribed(subscription, request);
        } catch (RuntimeException | Error fault) {
            subscription.refuse(500, "Server Internal Error");
            throw fault;
        }
    }

    UserAgent agent() {
        return agent;
    }

    Events events() {
        return events;
    }

    void add(IncomingSubscription subscription) {
        subscriptions.add(subscription);
    }

    /// Under the lock of the subscription.
    void ended(IncomingSubscription subscription, TransactionLock lock) {
        subscriptions.remove(subscription);
        lock.later(() -> handler.ended(subscription));
    }
}
