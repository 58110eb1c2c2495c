package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogId;
import io.sidetone.sip.event.Judgement;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.RetryAdvice;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.event.Subscriber;
import io.sidetone.sip.event.SubscriptionFork;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A subscription of this side: made, refreshed before it lapses, made anew where the notifier asks for that, and
/// ended. If the SUBSCRIBE was forked it has as many notifiers as have sent a NOTIFY, until it ends with the last
/// of them. Thread-safe.
@Rfc(number = 6665, section = "4.1")
public final class Subscription {

    /// Where it stands.
    public enum State {
        /// No notifier was heard of yet.
        SUBSCRIBING,
        /// It is there, though somebody may still have to allow it.
        SUBSCRIBED,
        /// A notifier wants it to be made anew, which is done in a moment.
        WAITING,
        /// The end was asked for; the last NOTIFY is still to come.
        UNSUBSCRIBING,
        /// It is over.
        ENDED
    }

    private enum Wait {
        FORKS,
        AGAIN
    }

    private final Events events;
    private final UserAgent agent;
    private final SubscriptionSettings settings;
    private final SubscriptionHandler handler;
    private final TransactionLock lock = new TransactionLock();
    private final CompletableFuture<Notice> first = new CompletableFuture<>();
    private final CompletableFuture<SubscriptionEnd> ended = new CompletableFuture<>();
    private final Timers<Wait> timers;
    private volatile State state = State.SUBSCRIBING;

    /// What follows is guarded by the lock. The SUBSCRIBE outside of dialogs, and how it was sent last.
    private SipRequest request;

    private SipRequest sent;
    private SubscriptionFork fork;
    private DialogId key;
    private long begun;
    private final List<SubscriptionUsage> usages = new ArrayList<>(1);

    Subscription(Events events, UserAgent agent, SubscriptionSettings settings, SubscriptionHandler handler) {
        this.events = events;
        this.agent = agent;
        this.settings = settings;
        this.handler = handler;
        this.request = start();
        this.sent = request;
        this.key = Events.key(request);
        this.fork = fork();
        this.timers = new Timers<>(Wait.class, agent.layer(), lock, request.callId());
    }

    /// What is subscribed to.
    public SubscriptionSettings settings() {
        return settings;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// Completes with the first NOTIFY, unless that says that the subscription is over; fails with a
    /// [RefusedException] if it ends before. If the state was asked for only once, that one NOTIFY is the end.
    public CompletableFuture<Notice> first() {
        return first.copy();
    }

    /// Completes when it is over.
    public CompletableFuture<SubscriptionEnd> ended() {
        return ended.copy();
    }

    /// Ends it. What the notifier tells until then is still told.
    ///
    /// @return completes with the last NOTIFY, or if that does not come in time
    @Rfc(number = 6665, section = "4.1.2.3")
    public CompletableFuture<SubscriptionEnd> unsubscribe() {
        lock.run(() -> {
            State before = state;
            if (before == State.UNSUBSCRIBING || before == State.ENDED) {
                return;
            }
            state = State.UNSUBSCRIBING;
            if (before == State.WAITING) {
                finish(new SubscriptionEnd(SubscriptionEnd.Cause.LOCAL, 200, "OK", null));
            } else {
                List.copyOf(usages).forEach(SubscriptionUsage::leave);
            }
        });
        return ended.copy();
    }

    // ---- The SUBSCRIBE outside of dialogs

    private SipRequest start() {
        return fill(agent.request(Method.SUBSCRIBE, settings.target())).build();
    }

    private SubscriptionFork fork() {
        SubscriptionUsage usage = usage();
        return new SubscriptionFork(
                settings.event(), settings.eventPackage().forks(), usage.subscriber(), () -> usage().subscriber());
    }

    private SubscriptionUsage usage() {
        SubscriptionUsage usage = new SubscriptionUsage(this, key.callId());
        usages.add(usage);
        return usage;
    }

    void begin() {
        lock.run(() -> {
            begun = agent.layer().clock().nanoTime();
            usages.getFirst().start();
        });
    }

    /// The notifier wants it to be made anew, in a dialog of its own.
    private void again() {
        state = State.SUBSCRIBING;
        request = start();
        sent = request;
        key = Events.key(request);
        fork = fork();
        begin();
    }

    /// Says which bodies are understood.
    SipRequest.Builder fill(SipRequest.Builder subscribe) {
        for (MediaType type : settings.eventPackage().bodyTypes()) {
            subscribe.append(Headers.ACCEPT, type);
        }
        return subscribe;
    }

    void subscribe(SubscriptionUsage usage, long expires) {
        CSeq last = sent.cseq();
        SipRequest.Builder next = request.edit();
        if (events.isWatched(key, this)) {
            // A SUBSCRIBE that was too brief goes out once more.
            next.set(Headers.CSEQ, new CSeq(last == null ? 1 : last.number() + 1, Method.SUBSCRIBE));
        }
        SubscriptionFork made = fork;
        DialogId known = key;
        timers.start(Wait.FORKS, timerN(), () -> {
            made.close();
            events.forget(known);
        });
        agent.send(
                SubscribeRequest.write(next, settings.event(), expires).build(),
                lock,
                SentRequest.Way.outside(flow -> agent.contact(flow, request.isSips()), null),
                new RequestHandler() {
                    @Override
                    public void sending(SipRequest outgoing, Flow flow) {
                        sent = outgoing;
                    }

                    @Override
                    public void completed(SipResponse response, boolean local) {
                        usage.responded(response, local);
                    }
                });
    }

    // ---- What comes

    /// A NOTIFY whose dialog is not known yet.
    @Rfc(number = 6665, section = "4.1.4")
    void request(Claim claim) {
        lock.run(() -> {
            SipRequest notify = claim.request();
            DialogId id = DialogId.ofServer(notify);
            switch (Notification.judge(notify)) {
                case Judgement.Refused<Notification>(Refusal why) -> refuse(claim, why);
                case Judgement.Accepted<Notification>(Notification notification) -> {
                    Subscriber matched = id == null ? null : fork.match(id.remoteTag(), notification.event());
                    SubscriptionUsage usage = matched == null ? null : usageOf(matched);
                    if (usage == null) {
                        refuse(claim, Refusal.of(481, "Subscription Does Not Exist"));
                        return;
                    }
                    usage.request(sent, claim);
                    if (matched.state() == Subscriber.State.INIT) {
                        // It is none: its NOTIFY was refused.
                        usages.remove(usage);
                    } else if (state == State.UNSUBSCRIBING) {
                        usage.leave();
                    }
                }
            }
        });
    }

    private @Nullable SubscriptionUsage usageOf(Subscriber subscriber) {
        for (SubscriptionUsage usage : usages) {
            if (usage.subscriber().equals(subscriber)) {
                return usage;
            }
        }
        return null;
    }

    ServerTransaction begin(Claim claim) {
        return claim.begin(Quiet.ONE, lock, agent.layer().settings().timers());
    }

    void refuse(Claim claim, Refusal why) {
        begin(claim).respond(agent.sign(why.answer(claim.request())).build());
    }

    void notified(Notice notice) {
        boolean last = notice.notification().state().isTerminated();
        if (state == State.SUBSCRIBING && !last) {
            state = State.SUBSCRIBED;
        }
        lock.later(() -> {
            if (!last || settings.expires() == 0) {
                first.complete(notice);
            }
            handler.notified(this, notice);
        });
    }

    /// One notifier is done with it.
    @Rfc(number = 6665, section = "4.1.3")
    void ended(SubscriptionUsage usage, SubscriptionEnd end) {
        usages.remove(usage);
        if (!usages.isEmpty()) {
            return;
        }
        events.forget(key);
        timers.stopAll();
        boolean left = state == State.UNSUBSCRIBING || (settings.expires() == 0 && end.last() != null);
        RetryAdvice advice = end.advice();
        if (left) {
            finish(new SubscriptionEnd(SubscriptionEnd.Cause.LOCAL, end.statusCode(), end.phrase(), end.last()));
        } else if (advice.wish() == RetryAdvice.Wish.SHOULD) {
            state = State.WAITING;
            // Who says so each time is not asked more often than whoever does not answer.
            Duration rest = timerN().minusNanos(agent.layer().clock().nanoTime() - begun);
            timers.start(Wait.AGAIN, advice.after().compareTo(rest) < 0 ? rest : advice.after(), this::again);
        } else {
            finish(end);
        }
    }

    private void finish(SubscriptionEnd end) {
        state = State.ENDED;
        timers.close();
        lock.later(() -> {
            int status = end.statusCode() < 300 ? 487 : end.statusCode();
            first.completeExceptionally(new RefusedException(status, end.phrase(), null));
            ended.complete(end);
            handler.ended(this, end);
        });
    }

    // ---- For the parts of it

    UserAgent agent() {
        return agent;
    }

    TransactionLock lock() {
        return lock;
    }

    Duration timerN() {
        return agent.layer().settings().timers().linger();
    }

    /// What it is about and where it stands.
    @Override
    public String toString() {
        return "Subscription[" + settings.event() + " " + settings.target() + " " + state + "]";
    }
}
