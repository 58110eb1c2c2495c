package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.OfferAnswerState;
import io.sidetone.sip.dialog.ProvisionalAcknowledger;
import io.sidetone.sip.dialog.ResponseScope;
import io.sidetone.sip.dialog.SessionTimer;
import io.sidetone.sip.dialog.SessionTimerNegotiation;
import io.sidetone.sip.dialog.SuccessAcknowledger;
import io.sidetone.sip.dialog.Verdict;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import io.sidetone.sip.transport.Flow;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The session that an INVITE has made in one dialog, early or not: all requests within it, of both sides.
/// Confined to the lock of its call, but for what a [DialogOwner] does.
@Rfc(number = 3261, section = "13")
@Rfc(number = 3261, section = "14")
final class Session implements DialogOwner {

    private enum Wait {
        REFRESH,
        EXPIRY
    }

    private final Call call;
    private final Dialog dialog;
    private final OfferAnswerState offers;
    private final ProvisionalAcknowledger provisionals;
    private final SuccessAcknowledger successes = new SuccessAcknowledger();
    private final SessionTimerNegotiation negotiation;
    private final SessionTimer timer = new SessionTimer();
    private final Timers<Wait> timers;
    private final SessionChanges changes;
    private final SessionReferrals referrals;
    private final SessionRequests requests;
    private @Nullable InviteServer inviteServer;
    private @Nullable Body local;
    private @Nullable Body remote;
    private @Nullable Body agreed;
    private @Nullable CSeq offering;
    private boolean updates;

    Session(Call call, Dialog dialog, SessionTimerNegotiation negotiation) {
        this.call = call;
        this.dialog = dialog;
        this.negotiation = negotiation;
        this.offers = new OfferAnswerState(agent().layer().random());
        this.provisionals = new ProvisionalAcknowledger(dialog);
        this.timers =
                new Timers<>(Wait.class, agent().layer(), lock(), dialog.id().callId());
        this.changes = new SessionChanges(this);
        this.referrals = new SessionReferrals(this);
        this.requests = new SessionRequests(this);
    }

    @Override
    public Call call() {
        return call;
    }

    UserAgent agent() {
        return call.agent();
    }

    TransactionLock lock() {
        return call.lock();
    }

    Dialog dialog() {
        return dialog;
    }

    OfferAnswerState offers() {
        return offers;
    }

    SessionTimerNegotiation negotiation() {
        return negotiation;
    }

    SessionChanges changes() {
        return changes;
    }

    SessionReferrals referrals() {
        return referrals;
    }

    /// Whether the other side understands UPDATE.
    boolean knowsUpdate() {
        return updates;
    }

    @Nullable
    Body local() {
        return local;
    }

    /// What this side had offered before, since the other side has refused the offer.
    @Rfc(number = 3261, section = "14.1")
    void local(@Nullable Body before) {
        local = before;
    }

    @Nullable
    Body remote() {
        return remote;
    }

    @Nullable
    InviteServer inviteServer() {
        return inviteServer;
    }

    /// Another INVITE of the other side.
    void inviteServer(InviteServer another) {
        inviteServer = another;
    }

    // ---- What the other side asks

    /// The INVITE that has made the dialog.
    void begin(InviteServer first, SipRequest invite, ServerTransaction server) {
        inviteServer = first;
        first.begin(server);
        learn(invite);
    }

    /// Notes what the other side says of itself.
    void learn(SipMessage message) {
        if (message.has(HeaderName.ALLOW)) {
            updates = message.all(Headers.ALLOW).contains(Method.UPDATE);
        }
        if (OfferAnswerState.carriesSdp(message)) {
            remote = Body.of(message);
        }
    }

    /// Notes an offer that counts only if it is not refused.
    void learnOffer(SipRequest request) {
        agreed = remote;
        offering = request.cseq();
        learn(request);
    }

    @Override
    public void request(Claim claim) {
        lock().run(() -> requests.receive(claim));
    }

    /// Asks the user about an offer, or for one.
    void ask(@Nullable Body offer, Offer.Answerer answerer) {
        call.tell(handler -> handler.offered(call, new Offer(offer, answerer)));
    }

    /// Sends a response, and lets the dialog know.
    void respond(ServerTransaction server, SipResponse response) {
        noteSent(response);
        server.respond(response);
    }

    void refuse(ServerTransaction server, SipRequest request, Refusal refusal) {
        SipResponse.Builder response = refusal.answer(request);
        if (request.to() != null) {
            response.set(Headers.TO, dialog.local());
        }
        respond(server, agent().sign(response).build());
    }

    /// Starts a response within the dialog.
    SipResponse.Builder response(SipRequest request, int statusCode, String phrase) {
        SipResponse.Builder response =
                agent().sign(SipResponse.answer(request, statusCode, phrase)).set(Headers.TO, dialog.local());
        boolean refreshes =
                request.method().equals(Method.INVITE) || request.method().equals(Method.UPDATE);
        if (refreshes && statusCode < 300 && dialog.localTarget() != null) {
            response.set(Headers.CONTACT, dialog.localTarget());
            ROUTE_SET.copy(request, response);
            agent().capabilities(response);
        }
        return response;
    }

    void noteSent(SipResponse response) {
        dialog.sent(response);
        offers.sent(response);
        if (OfferAnswerState.carriesSdp(response)) {
            local = Body.of(response);
        }
        CSeq known = offering;
        if (response.statusCode() >= 300 && known != null && known.equals(response.cseq())) {
            remote = agreed;
        }
    }

    @Override
    public void acknowledged(SipRequest ack) {
        lock().run(() -> {
            InviteServer invite = inviteServer;
            if (invite == null || dialog.receive(ack) instanceof Verdict.Ignored || !invite.acknowledge(ack)) {
                return;
            }
            OfferAnswerState.Body what = offers.receive(ack) instanceof OfferAnswerState.Judgement.Accepted(var body)
                    ? body
                    : OfferAnswerState.Body.NONE;
            if (what == OfferAnswerState.Body.ANSWER) {
                learn(ack);
            }
            call.acknowledged(this);
            if (what == OfferAnswerState.Body.MISSING) {
                fail(400, "The answer is missing");
            } else if (what == OfferAnswerState.Body.ANSWER) {
                call.tell(handler -> handler.answered(call));
            }
        });
    }

    /// The caller has given up an INVITE, which has its 487.
    void cancelled(InviteServer invite) {
        call.refused(this, new CallEnd(CallEnd.Cause.REMOTE, 487, "Request Terminated"));
    }

    /// Nobody has answered an INVITE for too long, or the caller acknowledges nothing. It has its answer.
    void expired(InviteServer invite, int statusCode, String phrase) {
        call.refused(this, new CallEnd(CallEnd.Cause.TIMEOUT, statusCode, phrase));
    }

    /// §13.3.1.4 and §14.2: without an ACK there is no session.
    void unacknowledged(InviteServer invite) {
        hangUp(new CallEnd(CallEnd.Cause.TIMEOUT, 408, "No ACK"));
    }

    // ---- What this side asks

    /// Sends a request within the dialog.
    SentRequest send(SipRequest request, RequestHandler handler) {
        SipRequest numbered = request;
        CSeq cseq = request.cseq();
        if (cseq != null && cseq.number() < dialog.localSequence()) {
            // It was begun before another one: its place is taken.
            numbered = request.edit()
                    .set(Headers.CSEQ, new CSeq(dialog.localSequence() + 1, request.method()))
                    .build();
            dialog.sent(numbered);
        }
        return agent().send(numbered, lock(), SentRequest.Way.within(dialog), new Within(request.method(), handler));
    }

    /// Follows what responses do to the dialog.
    private final class Within implements RequestHandler {

        private final Method method;
        private final RequestHandler handler;

        Within(Method method, RequestHandler handler) {
            this.method = method;
            this.handler = handler;
        }

        @Override
        public void sending(SipRequest request, Flow flow) {
            handler.sending(request, flow);
        }

        @Override
        public void provisional(SipResponse response) {
            dialog.receive(response);
            handler.provisional(response);
        }

        @Override
        @Rfc(number = 3261, section = "12.2.1.2")
        public void completed(SipResponse response, boolean local) {
            ResponseScope scope = dialog.receive(response);
            handler.completed(response, local);
            if (scope != ResponseScope.TRANSACTION && !method.equals(Method.BYE)) {
                call.lost(Session.this, response, scope);
            }
        }
    }

    /// A provisional response to an INVITE of this side.
    @Rfc(number = 3262, section = "4")
    void provisional(SipResponse response) {
        switch (provisionals.receive(response)) {
            case ProvisionalAcknowledger.Outcome.Dropped _ -> {
                return;
            }
            case ProvisionalAcknowledger.Outcome.Unreliable _ -> offers.receive(response);
            case ProvisionalAcknowledger.Outcome.Acknowledge(SipRequest.Builder prack) -> {
                if (offers.receive(response) == OfferAnswerState.Body.OFFER) {
                    ask(Body.of(response), new Offer.Answerer() {
                        @Override
                        public void accept(@Nullable Body answer) {
                            lock().run(() -> sendPrack(Body.put(answer, prack)));
                        }

                        @Override
                        public void refuse(int statusCode, String phrase) {
                            lock().run(() -> call.hangUp(Session.this, statusCode, phrase));
                        }
                    });
                } else {
                    sendPrack(prack);
                }
            }
        }
        learn(response);
        call.tell(handler -> handler.progress(call, response));
    }

    private void sendPrack(SipRequest.Builder prack) {
        if (dialog.state() != Dialog.State.TERMINATED) {
            SipRequest request = agent().sign(prack).build();
            noteSent(request);
            send(request, (response, _) -> offers.receive(response));
        }
    }

    /// Notes a request that may carry an offer or answer.
    void noteSent(SipRequest request) {
        offers.sent(request);
        if (OfferAnswerState.carriesSdp(request)) {
            local = Body.of(request);
        }
    }

    /// Takes the first 2xx to an INVITE of this side: sends the ACK, now or when the user has answered.
    ///
    /// @param invite as it was sent
    /// @param then follows the ACK
    @Rfc(number = 3261, section = "13.2.2.4")
    void succeeded(SipRequest invite, SipResponse response, Runnable then) {
        OfferAnswerState.Body what = offers.receive(response);
        learn(response);
        timer.receive(negotiation.receive(response), new TimerEffects());
        switch (what) {
            case OFFER ->
                ask(Body.of(response), new Offer.Answerer() {
                    @Override
                    public void accept(@Nullable Body answer) {
                        lock().run(() -> {
                            acknowledge(invite, answer);
                            then.run();
                        });
                    }

                    @Override
                    public void refuse(int statusCode, String phrase) {
                        lock().run(() -> {
                            acknowledge(invite, null);
                            fail(statusCode, phrase);
                        });
                    }
                });
            case MISSING -> {
                acknowledge(invite, null);
                fail(488, "No session description");
            }
            default -> {
                acknowledge(invite, null);
                then.run();
            }
        }
    }

    private void acknowledge(SipRequest invite, @Nullable Body answer) {
        if (dialog.state() == Dialog.State.TERMINATED) {
            return;
        }
        SipRequest ack = Body.put(answer, agent().sign(dialog.ack(invite))).build();
        noteSent(ack);
        successes.sent(ack);
        agent().sendAck(ack);
    }

    /// A 2xx that may have come before.
    ///
    /// @return whether it has: then its ACK has gone out once more
    boolean isRepeated(SipResponse response) {
        SipRequest ack = successes.receive(response);
        if (ack != null) {
            agent().sendAck(ack);
        }
        return ack != null;
    }

    /// A 2xx of a dialog that nobody wants.
    @Rfc(number = 3261, section = "13.2.2.4")
    void discard(SipRequest invite) {
        SipRequest ack = agent().sign(dialog.ack(invite)).build();
        successes.sent(ack);
        agent().sendAck(ack);
        bye(null);
    }

    /// A 2xx to an UPDATE of this side.
    void updated(SipResponse response) {
        offers.receive(response);
        learn(response);
        timer.receive(negotiation.receive(response), new TimerEffects());
    }

    // ---- The session timer

    /// An INVITE of the other side was granted.
    void granted() {
        call.answered(this);
        refreshed();
    }

    /// An INVITE or UPDATE of the other side was granted.
    void refreshed() {
        timer.receive(negotiation.agreement(), new TimerEffects());
    }

    @Rfc(number = 4028, section = "10")
    private final class TimerEffects implements SessionTimer.Effects {

        @Override
        public void start(SessionTimer.Timer which, Duration time) {
            boolean refresh = which == SessionTimer.Timer.REFRESH;
            timers.start(
                    refresh ? Wait.REFRESH : Wait.EXPIRY,
                    time,
                    () -> timer.receive(
                            refresh ? SessionTimer.Event.TIMER_REFRESH : SessionTimer.Event.TIMER_EXPIRY, this));
        }

        @Override
        public void stop(SessionTimer.Timer which) {
            timers.stop(which == SessionTimer.Timer.REFRESH ? Wait.REFRESH : Wait.EXPIRY);
        }

        @Override
        public void refresh() {
            changes.refresh();
        }

        @Override
        public void bye() {
            hangUp(new CallEnd(CallEnd.Cause.EXPIRED, 408, "Session expired"));
        }
    }

    // ---- The end

    /// Ends the session because of what the other side did.
    void fail(int statusCode, String phrase) {
        hangUp(new CallEnd(CallEnd.Cause.FAILED, statusCode, phrase));
    }

    /// Sends a BYE and ends the call.
    void hangUp(CallEnd end) {
        call.hangUp(this, end);
    }

    /// Sends a BYE, whatever is answered.
    ///
    /// @param edit puts more into it
    @Rfc(number = 3261, section = "15.1.1")
    void bye(@Nullable Consumer<SipRequest.Builder> edit) {
        SipRequest.Builder bye = agent().sign(dialog.request(Method.BYE));
        if (edit != null) {
            edit.accept(bye);
        }
        SipRequest request = bye.build();
        close();
        agent().send(request, lock(), SentRequest.Way.within(dialog), (_, _) -> {});
    }

    /// Nothing is done in it any more.
    void close() {
        InviteServer invite = inviteServer;
        if (invite != null) {
            invite.abandon();
            inviteServer = null;
        }
        timers.close();
        changes.close();
        referrals.close();
        dialog.terminate();
    }
}
