package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.Refer;
import io.sidetone.sip.event.SipFragment;
import io.sidetone.sip.event.SubscribeRequest;
import io.sidetone.sip.event.Subscriber;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A REFER of this side and the subscription that it makes. Confined to the lock of the call.
@Rfc(number = 3515, section = "2.4.1")
final class Transfer implements RequestHandler {

    /// How long it is subscribed for at once, in seconds.
    private static final long SPAN = 180;

    private enum Wait {
        N,
        REFRESH,
        EXPIRY
    }

    private final Session session;
    private final Consumer<SipFragment> told;
    private final CompletableFuture<SipResponse> result;
    private final Timers<Wait> timers;
    private final Subscriber subscriber = new Subscriber(SPAN, Subscriber.DEFAULT_TIMER_N);
    private final Effects effects = new Effects();
    private final boolean first;
    private long number;
    private SipFragment news = SipFragment.ofStatus(100, "Trying");

    /// @param first whether it is the first of its dialog
    Transfer(Session session, boolean first, Consumer<SipFragment> told, CompletableFuture<SipResponse> result) {
        this.session = session;
        this.first = first;
        this.told = told;
        this.result = result;
        this.timers = new Timers<>(
                Wait.class,
                session.agent().layer(),
                session.lock(),
                session.dialog().id().callId());
    }

    void send(NameAddress to) {
        SipRequest.Builder request = session.agent().sign(session.dialog().request(Method.REFER));
        subscriber.receive(Subscriber.Event.IMPLY, effects);
        session.send(Refer.write(request, to, Refer.Reporting.IMPLICIT).build(), this);
    }

    @Override
    public void sending(SipRequest request, Flow flow) {
        CSeq cseq = request.cseq();
        number = cseq == null ? 0 : cseq.number();
    }

    @Override
    public void completed(SipResponse response, boolean local) {
        RequestHandler.completing(session.lock(), result).completed(response, local);
        if (!response.isSuccess()) {
            subscriber.receive(Subscriber.Event.GONE, effects);
        }
    }

    /// Whether a NOTIFY is about it.
    @Rfc(number = 3515, section = "2.4.6")
    boolean isAbout(Event event) {
        return Refer.isAbout(event, number, first);
    }

    void notified(Notification notification, SipFragment fragment) {
        news = fragment;
        subscriber.onNotify(notification, effects);
    }

    void close() {
        timers.stopAll();
    }

    private final class Effects implements Subscriber.Effects {

        @Override
        public void subscribe(long expires) {
            Event event = new Event(EventType.of("refer"), Parameters.of("id", Long.toString(number)));
            SipRequest.Builder request = session.agent().sign(session.dialog().request(Method.SUBSCRIBE));
            session.send(SubscribeRequest.write(request, event, expires).build(), this::responded);
        }

        private void responded(SipResponse response, boolean local) {
            if (local) {
                subscriber.receive(Subscriber.Event.TIMED_OUT, this);
            } else {
                subscriber.onResponse(response, this);
            }
        }

        private static Wait wait(Subscriber.Timer timer) {
            return switch (timer) {
                case N -> Wait.N;
                case REFRESH -> Wait.REFRESH;
                case EXPIRY -> Wait.EXPIRY;
            };
        }

        @Override
        public void start(Subscriber.Timer timer, Duration after) {
            Subscriber.Event event = switch (timer) {
                case N -> Subscriber.Event.TIMER_N;
                case REFRESH -> Subscriber.Event.TIMER_REFRESH;
                case EXPIRY -> Subscriber.Event.TIMER_EXPIRY;
            };
            timers.start(wait(timer), after, () -> subscriber.receive(event, Subscriber.UNSAID, this));
        }

        @Override
        public void stop(Subscriber.Timer timer) {
            timers.stop(wait(timer));
        }

        @Override
        public void toUser() {
            SipFragment fragment = news;
            session.lock().later(() -> told.accept(fragment));
        }

        @Override
        public void terminated() {
            close();
            session.referrals().forget(Transfer.this);
        }
    }
}
