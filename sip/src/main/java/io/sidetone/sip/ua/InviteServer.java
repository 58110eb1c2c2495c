package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.OfferAnswerState;
import io.sidetone.sip.dialog.ReliableResponses;
import io.sidetone.sip.dialog.ResponseRetransmission;
import io.sidetone.sip.dialog.ResponseRetransmission.Timer;
import io.sidetone.sip.dialog.SuccessResponses;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.ServerUser;
import io.sidetone.sip.transaction.TransactionLayer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An INVITE of the other side, the first of a call or another, and all responses to it, which are sent again as
/// often as it takes. Confined to the lock of its session.
@Rfc(number = 3261, section = "13.3.1")
@Rfc(number = 3262, section = "3")
final class InviteServer implements ServerUser {

    /// How many provisional responses wait for the PRACK of the one before.
    private static final int MAX_WAITING = 8;

    /// §13.3.1.1: proxies give up an INVITE of which nothing is heard for three minutes.
    private static final Duration PROGRESS = Duration.ofMinutes(1);

    private enum Wait {
        RESEND_PROVISIONAL,
        GIVE_UP_PROVISIONAL,
        RESEND_SUCCESS,
        GIVE_UP_SUCCESS,
        EXPIRY,
        PROGRESS
    }

    private record Provisional(
            int statusCode, String phrase, @Nullable Body body) {}

    private final Session session;
    private final Timers<Wait> timers;
    private final SipRequest invite;
    private final ReliableResponses reliable;
    private final SuccessResponses success;
    private final Queue<Provisional> waiting = new ArrayDeque<>(1);
    private @Nullable ServerTransaction server;
    private @Nullable SipResponse lastProvisional;
    private @Nullable SipResponse lastSuccess;
    private @Nullable Runnable deferred;
    private boolean answered;

    /// @param invite judged already
    InviteServer(Session session, SipRequest invite) {
        TransactionLayer layer = session.agent().layer();
        CSeq cseq = Objects.requireNonNull(invite.cseq());
        this.session = session;
        this.invite = invite;
        this.timers = new Timers<>(Wait.class, layer, session.lock(), invite.callId());
        this.reliable = new ReliableResponses(cseq, layer.settings().timers(), layer.random());
        this.success = new SuccessResponses(cseq, layer.settings().timers());
    }

    void begin(ServerTransaction transaction) {
        server = transaction;
    }

    /// Ends it if nobody has answered by then.
    void expire(Duration after, int statusCode, String phrase) {
        timers.start(Wait.EXPIRY, after, () -> {
            refuse(statusCode, phrase, _ -> {});
            session.expired(this, statusCode, phrase);
        });
    }

    boolean isAnswered() {
        return answered;
    }

    /// Whether a 2xx waits for its ACK.
    boolean isUnacknowledged() {
        return success.isWaiting();
    }

    /// Sends a provisional response, reliably if the other side wants that, or understands it and there is a
    /// session description to be told.
    void progress(int statusCode, String phrase, @Nullable Body body) {
        if (answered) {
            return;
        }
        boolean reliably = ReliableResponses.isRequired(invite)
                || (body != null
                        && ReliableResponses.isSupported(invite)
                        && session.agent().supports(ReliableResponses.OPTION));
        if (reliably && !reliable.mayStamp()) {
            if (waiting.size() < MAX_WAITING) {
                waiting.add(new Provisional(statusCode, phrase, body));
            }
            return;
        }
        SipResponse.Builder response = session.response(invite, statusCode, phrase);
        if (reliably) {
            SipResponse stamped = reliable.stamp(
                    Body.put(body, response), new Repeating(Wait.RESEND_PROVISIONAL, Wait.GIVE_UP_PROVISIONAL));
            timers.stop(Wait.PROGRESS);
            send(stamped);
            lastProvisional = stamped;
        } else {
            // Where nothing was offered, only a response that arrives may offer.
            boolean fits = session.offers().state() == OfferAnswerState.State.REMOTE_OFFER;
            SipResponse built = Body.put(fits ? body : null, response).build();
            send(built);
            lastProvisional = built;
            timers.start(Wait.PROGRESS, PROGRESS, this::progressAgain);
        }
    }

    private void progressAgain() {
        SipResponse last = lastProvisional;
        ServerTransaction transaction = server;
        if (last != null && transaction != null && !answered) {
            transaction.respond(last);
            timers.start(Wait.PROGRESS, PROGRESS, this::progressAgain);
        }
    }

    private void send(SipResponse response) {
        session.noteSent(response);
        ServerTransaction transaction = server;
        if (transaction != null) {
            transaction.respond(response);
        }
    }

    /// Grants it. If a session description waits for its PRACK, that is waited for.
    ///
    /// @param edit puts more into the response
    void accept(@Nullable Body body, Consumer<SipResponse.Builder> edit) {
        if (answered) {
            return;
        }
        if (!reliable.mayAccept()) {
            deferred = () -> accept(body, edit);
            return;
        }
        finish();
        SipResponse.Builder response = session.response(invite, 200, "OK");
        session.negotiation().agree(invite, response);
        edit.accept(response);
        SipResponse granted = Body.put(body, response).build();
        lastSuccess = granted;
        success.sent(new Repeating(Wait.RESEND_SUCCESS, Wait.GIVE_UP_SUCCESS));
        send(granted);
        session.granted();
    }

    /// Refuses it.
    void refuse(int statusCode, String phrase, Consumer<SipResponse.Builder> edit) {
        if (!answered) {
            finish();
            SipResponse.Builder response = session.response(invite, statusCode, phrase);
            edit.accept(response);
            send(response.build());
        }
    }

    private void finish() {
        answered = true;
        reliable.finish(new Repeating(Wait.RESEND_PROVISIONAL, Wait.GIVE_UP_PROVISIONAL));
        timers.stop(Wait.EXPIRY);
        timers.stop(Wait.PROGRESS);
        waiting.clear();
        deferred = null;
        lastProvisional = null;
    }

    /// Takes a PRACK; null if it is in order.
    @Nullable
    Refusal acknowledgeProvisional(SipRequest prack) {
        return reliable.receive(prack, new Repeating(Wait.RESEND_PROVISIONAL, Wait.GIVE_UP_PROVISIONAL));
    }

    /// Goes on with what has waited for a PRACK, after that is answered.
    void goOn() {
        Runnable acceptance = deferred;
        Provisional next = waiting.poll();
        if (acceptance != null && reliable.mayAccept()) {
            deferred = null;
            acceptance.run();
        } else if (next != null) {
            progress(next.statusCode, next.phrase, next.body);
        }
    }

    /// Takes an ACK of the dialog.
    ///
    /// @return whether it is the first to this 2xx
    boolean acknowledge(SipRequest ack) {
        boolean first = success.receive(ack, new Repeating(Wait.RESEND_SUCCESS, Wait.GIVE_UP_SUCCESS));
        if (first) {
            lastSuccess = null;
        }
        return first;
    }

    /// The session is over: nothing is sent again.
    void abandon() {
        if (!answered) {
            refuse(487, "Request Terminated", _ -> {});
        }
        success.abandon(new Repeating(Wait.RESEND_SUCCESS, Wait.GIVE_UP_SUCCESS));
        lastSuccess = null;
        timers.stopAll();
    }

    @Override
    @Rfc(number = 3261, section = "9.2")
    public void cancelled(ServerTransaction transaction, List<Reason> why) {
        session.lock().run(() -> {
            if (!answered) {
                refuse(487, "Request Terminated", _ -> {});
                session.cancelled(this);
            }
        });
    }

    @Override
    public void acknowledged(ServerTransaction transaction, SipRequest ack) {
        session.acknowledged(ack);
    }

    /// Sends again until it is acknowledged.
    private final class Repeating implements ResponseRetransmission.Effects {

        private final Wait resend;
        private final Wait giveUp;

        Repeating(Wait resend, Wait giveUp) {
            this.resend = resend;
            this.giveUp = giveUp;
        }

        private boolean isSuccess() {
            return resend == Wait.RESEND_SUCCESS;
        }

        @Override
        public void send() {
            SipResponse last = isSuccess() ? lastSuccess : lastProvisional;
            ServerTransaction transaction = server;
            if (last != null && transaction != null) {
                transaction.respond(last);
            }
        }

        @Override
        public void start(Timer timer, Duration time) {
            timers.start(timer == Timer.RESEND ? resend : giveUp, time, () -> {
                if (isSuccess()) {
                    success.timeout(timer, this);
                } else {
                    reliable.timeout(timer, this);
                }
            });
        }

        @Override
        public void stop(Timer timer) {
            timers.stop(timer == Timer.RESEND ? resend : giveUp);
        }

        @Override
        public void failed() {
            if (isSuccess()) {
                lastSuccess = null;
                session.unacknowledged(InviteServer.this);
            } else {
                refuse(504, "Server Time-out", _ -> {});
                session.expired(InviteServer.this, 504, "Server Time-out");
            }
        }
    }
}
