package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Notification;
import io.sidetone.sip.event.Notifier;
import io.sidetone.sip.event.Refer;
import io.sidetone.sip.event.SipFragment;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.ServerTransaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The other side of a call wants this one to send a request to somebody else, and to be told what becomes of it:
/// a transfer, if it is an INVITE. Thread-safe.
@Rfc(number = 3515, section = "2.4.2")
public final class Referral {

    /// How long the other side waits for news, in seconds, before it asks again.
    private static final long SPAN = 180;

    private enum Wait {
        EXPIRY,
        PACE
    }

    private final Session session;
    private final SipRequest request;
    private final ServerTransaction server;
    private final Refer refer;
    private final Event event;
    private final @Nullable NameAddress referredBy;
    private final Timers<Wait> timers;
    private final Notifier notifier = new Notifier(Duration.ZERO);
    private final Effects effects = new Effects();

    /// What follows is guarded by the lock of the call. What a NOTIFY tells.
    private SipFragment news = SipFragment.ofStatus(100, "Trying");

    private boolean answered;
    private boolean closed;

    Referral(Session session, SipRequest request, ServerTransaction server, Refer refer, boolean first) {
        this.session = session;
        this.request = request;
        this.server = server;
        this.refer = refer;
        this.event = refer.event(first);
        this.referredBy = request.first(Headers.REFERRED_BY);
        this.timers = new Timers<>(Wait.class, session.agent().layer(), session.lock(), request.callId());
    }

    /// What is asked for.
    public Refer refer() {
        return refer;
    }

    /// Who says that he refers; null if nobody does. Whoever is called may be told so.
    public @Nullable NameAddress referredBy() {
        return referredBy;
    }

    /// Refuses to do it.
    ///
    /// @param statusCode 300 to 699
    public void refuse(int statusCode, String phrase) {
        session.lock().run(() -> {
            if (!answered) {
                answered = true;
                session.respond(
                        server, session.response(request, statusCode, phrase).build());
                session.referrals().forget(this);
            }
        });
    }

    /// Agrees to do it. From now on [#report] is waited for.
    public void accept() {
        session.lock().run(() -> {
            if (!answered) {
                answered = true;
                session.respond(
                        server,
                        session.agent().sign(refer.answer(request, null)).build());
                if (refer.reporting() == Refer.Reporting.IMPLICIT) {
                    notifier.receive(Notifier.Event.ACCEPT, SPAN, effects);
                } else {
                    session.referrals().forget(this);
                }
            }
        });
    }

    /// Tells what has become of it; with a final response for the last time.
    ///
    /// @param statusCode 100 to 699
    @Rfc(number = 3515, section = "2.4.5")
    public void report(int statusCode, String phrase) {
        session.lock().run(() -> {
            if (answered && !closed) {
                news = SipFragment.ofStatus(statusCode, phrase);
                Refer.report(notifier, statusCode, effects);
            }
        });
    }

    void close() {
        closed = true;
        timers.stopAll();
    }

    private final class Effects implements Notifier.Effects {

        @Override
        public void sendNotify() {
            if (closed) {
                return;
            }
            SipRequest.Builder notify = session.agent().sign(session.dialog().request(Method.NOTIFY));
            new Notification(event, notifier.subscriptionState(SPAN)).write(notify);
            notify.body(SipFragment.TYPE.toString(), news.toByteArray());
            session.send(notify.build(), (response, _) -> notifier.onResponse(response, this));
        }

        @Override
        public void start(Notifier.Timer timer, Duration after) {
            boolean expiry = timer == Notifier.Timer.EXPIRY;
            timers.start(
                    expiry ? Wait.EXPIRY : Wait.PACE,
                    after,
                    () -> notifier.receive(expiry ? Notifier.Event.TIMER_EXPIRY : Notifier.Event.TIMER_PACE, this));
        }

        @Override
        public void stop(Notifier.Timer timer) {
            timers.stop(timer == Notifier.Timer.EXPIRY ? Wait.EXPIRY : Wait.PACE);
        }

        @Override
        public void terminated() {
            close();
            session.referrals().forget(Referral.this);
        }
    }
}
