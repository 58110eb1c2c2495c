package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.OfferAnswerState;
import io.sidetone.sip.dialog.Refusals;
import io.sidetone.sip.dialog.Verdict;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the other side asks within a session, but for ACK and CANCEL. Confined to the lock of the call.
@Rfc(number = 3261, section = "12.2.2")
final class SessionRequests {

    private final Session session;
    private final Call call;

    SessionRequests(Session session) {
        this.session = session;
        this.call = session.call();
    }

    void receive(Claim claim) {
        if (claim.request().method().equals(Method.INVITE)) {
            reInvite(claim);
        } else {
            other(claim);
        }
    }

    @Rfc(number = 3261, section = "12.2.2")
    private void other(Claim claim) {
        SipRequest request = claim.request();
        ServerTransaction server = claim.begin(
                Quiet.ONE, session.lock(), session.agent().layer().settings().timers());
        switch (session.dialog().receive(request)) {
            case Verdict.Ignored _ -> {}
            case Verdict.Refused(Refusal refusal) -> session.refuse(server, request, refusal);
            case Verdict.Accepted.ENDS_USAGE -> {
                // §15.1.2: the BYE is granted, and what waits for an answer is ended.
                server.respond(session.response(request, 200, "OK").build());
                call.ended(session);
            }
            case Verdict.Accepted.GOES_ON -> dispatch(request, claim, server);
        }
    }

    private void dispatch(SipRequest request, Claim claim, ServerTransaction server) {
        Method method = request.method();
        if (method.equals(Method.PRACK)) {
            prack(request, server);
        } else if (method.equals(Method.UPDATE)) {
            update(request, server);
        } else if (method.equals(Method.OPTIONS)) {
            session.respond(
                    server,
                    session.agent()
                            .capabilities(session.response(request, 200, "OK"))
                            .build());
        } else if (!session.referrals().request(request, server)) {
            IncomingRequest incoming = new IncomingRequest(
                    request,
                    claim.flow(),
                    (status, phrase) -> session.response(request, status, phrase),
                    response -> session.lock().run(() -> session.respond(server, response)));
            call.tell(handler -> handler.request(call, incoming));
        }
    }

    @Rfc(number = 3261, section = "14.2")
    private void reInvite(Claim claim) {
        SipRequest request = claim.request();
        InviteServer server = new InviteServer(session, request);
        ServerTransaction transaction = claim.begin(
                server, session.lock(), session.agent().layer().settings().timers());
        server.begin(transaction);
        Refusal refusal = switch (session.dialog().receive(request)) {
            case Verdict.Refused(Refusal why) -> why;
            case Verdict.Ignored _ -> Refusal.of(481, "Call/Transaction Does Not Exist");
            case Verdict.Accepted _ ->
                isUnacknowledged()
                        ? Refusals.tooEarly(session.agent().layer().random())
                        : session.negotiation().judge(request);
        };
        if (refusal != null) {
            session.refuse(transaction, request, refusal);
            return;
        }
        switch (session.offers().receive(request)) {
            case OfferAnswerState.Judgement.Refused(Refusal why) -> session.refuse(transaction, request, why);
            case OfferAnswerState.Judgement.Accepted(OfferAnswerState.Body _) -> {
                session.inviteServer(server);
                learnAndAsk(request, new Offer.Answerer() {
                    @Override
                    public void accept(@Nullable Body answer) {
                        session.lock().run(() -> server.accept(answer, _ -> {}));
                    }

                    @Override
                    public void refuse(int statusCode, String phrase) {
                        session.lock().run(() -> server.refuse(statusCode, phrase, _ -> {}));
                    }
                });
            }
        }
    }

    /// Whether an INVITE before this one still waits for its ACK: until that comes nobody knows what was agreed
    /// on.
    private boolean isUnacknowledged() {
        InviteServer before = session.inviteServer();
        return before != null && before.isUnacknowledged();
    }

    /// Asks the user about an offer, unless it says nothing new: then it is only a refresh.
    private void learnAndAsk(SipRequest request, Offer.Answerer answerer) {
        Body before = session.remote();
        boolean offers = OfferAnswerState.carriesSdp(request);
        session.learnOffer(request);
        Body ours = session.local();
        if (offers && ours != null && before != null && before.equals(session.remote())) {
            answerer.accept(ours);
        } else {
            session.ask(offers ? session.remote() : null, answerer);
        }
    }

    @Rfc(number = 3311, section = "5.2")
    private void update(SipRequest request, ServerTransaction server) {
        Refusal refusal = session.negotiation().judge(request);
        OfferAnswerState.Body body = OfferAnswerState.Body.NONE;
        if (refusal == null) {
            switch (session.offers().receive(request)) {
                case OfferAnswerState.Judgement.Refused(Refusal why) -> refusal = why;
                case OfferAnswerState.Judgement.Accepted(OfferAnswerState.Body what) -> body = what;
            }
        }
        if (refusal != null) {
            session.refuse(server, request, refusal);
            return;
        }
        Answer answer =
                new Answer(request, server, response -> session.negotiation().agree(request, response));
        if (body == OfferAnswerState.Body.OFFER) {
            learnAndAsk(request, answer);
        } else {
            answer.accept(null);
        }
    }

    /// Answers a request that may carry an offer and is no INVITE.
    private final class Answer implements Offer.Answerer {

        private final SipRequest request;
        private final ServerTransaction server;
        private final Consumer<SipResponse.Builder> granting;

        Answer(SipRequest request, ServerTransaction server, Consumer<SipResponse.Builder> granting) {
            this.request = request;
            this.server = server;
            this.granting = granting;
        }

        @Override
        public void accept(@Nullable Body answer) {
            session.lock().run(() -> {
                SipResponse.Builder response = session.response(request, 200, "OK");
                granting.accept(response);
                session.respond(server, Body.put(answer, response).build());
                session.refreshed();
            });
        }

        @Override
        public void refuse(int statusCode, String phrase) {
            session.lock()
                    .run(() -> session.respond(
                            server,
                            session.response(request, statusCode, phrase).build()));
        }
    }

    @Rfc(number = 3262, section = "3")
    private void prack(SipRequest request, ServerTransaction server) {
        InviteServer invite = session.inviteServer();
        Refusal refusal = invite == null
                ? Refusal.of(481, "Call/Transaction Does Not Exist")
                : invite.acknowledgeProvisional(request);
        if (refusal != null || invite == null) {
            session.refuse(server, request, refusal == null ? Refusal.of(481, "No INVITE") : refusal);
            return;
        }
        switch (session.offers().receive(request)) {
            case OfferAnswerState.Judgement.Refused(Refusal why) -> session.refuse(server, request, why);
            case OfferAnswerState.Judgement.Accepted(OfferAnswerState.Body what) -> {
                session.learn(request);
                Answer answer = new Answer(request, server, _ -> {});
                if (what == OfferAnswerState.Body.OFFER) {
                    session.ask(session.remote(), answer);
                } else {
                    answer.accept(null);
                    if (what == OfferAnswerState.Body.ANSWER) {
                        call.tell(handler -> handler.answered(call));
                    }
                }
                invite.goOn();
            }
        }
    }
}
