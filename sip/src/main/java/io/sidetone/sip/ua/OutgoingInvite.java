package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.DialogSet;
import io.sidetone.sip.dialog.SessionTimerNegotiation;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The INVITE that begins a call of this side, and all dialogs that it makes. Confined to the lock of the call.
@Rfc(number = 3261, section = "13.2")
final class OutgoingInvite implements RequestHandler {

    private enum Wait {
        LINGER
    }

    private final Call call;
    private final UserAgent agent;
    private final Supplier<SipRequest.Builder> beginning;
    private final SentRequest.Way way;
    private final SessionTimerNegotiation negotiation;
    private final Timers<Wait> timers;
    private final Map<Dialog, Session> sessions = new HashMap<>();
    private @Nullable SentRequest sent;
    private @Nullable SipRequest invite;
    private @Nullable DialogSet dialogs;
    private long number;
    private boolean given;

    /// @param beginning starts the request, the same each time but for what session timers want
    OutgoingInvite(Call call, Supplier<SipRequest.Builder> beginning, SentRequest.Way way) {
        this.call = call;
        this.agent = call.agent();
        this.beginning = beginning;
        this.way = way;
        this.negotiation = new SessionTimerNegotiation(agent.settings().sessionTimer());
        this.timers = new Timers<>(Wait.class, agent.layer(), call.lock(), call.callId());
    }

    void send() {
        SipRequest.Builder builder = negotiation.ask(beginning.get());
        if (number > 0) {
            builder.set(Headers.CSEQ, new CSeq(number + 1, Method.INVITE));
        }
        sent = agent.send(builder.build(), call.lock(), way, this);
    }

    /// Gives it up. What has been answered meanwhile is ended with BYE.
    void cancel(@Nullable Reason why) {
        given = true;
        SentRequest request = sent;
        if (request != null) {
            request.cancel(why);
        }
    }

    @Override
    public void sending(SipRequest request, Flow flow) {
        forget();
        invite = request;
        number = Objects.requireNonNull(request.cseq()).number();
        dialogs = new DialogSet(
                request, flow.transport().isSecure(), agent.settings().dialogs());
    }

    /// What was there before it was sent anew, to others.
    private void forget() {
        DialogSet before = dialogs;
        if (before != null) {
            before.close();
            sessions.values().forEach(Session::close);
            sessions.clear();
        }
    }

    @Override
    public void provisional(SipResponse response) {
        DialogSet all = dialogs;
        if (all == null || given || call.isOver()) {
            return;
        }
        switch (all.receive(response)) {
            case DialogSet.Outcome.Progress _ -> call.tell(handler -> handler.progress(call, response));
            case DialogSet.Outcome.Early(Dialog dialog, boolean _) -> {
                Session session = session(dialog);
                if (session != null) {
                    call.remote(session);
                    session.provisional(response);
                }
            }
            default -> {}
        }
    }

    private @Nullable Session session(Dialog dialog) {
        Session known = sessions.get(dialog);
        SipRequest request = invite;
        if (known != null || request == null) {
            return known;
        }
        Session session = new Session(call, dialog, negotiation);
        if (!agent.dialogs().add(dialog, session)) {
            dialog.terminate();
            return null;
        }
        session.noteSent(request);
        sessions.put(dialog, session);
        return session;
    }

    @Override
    @Rfc(number = 3261, section = "13.2.2.4")
    public void completed(SipResponse response, boolean local) {
        DialogSet all = dialogs;
        if (!response.isSuccess() || all == null) {
            failed(response, local);
            return;
        }
        switch (all.receive(response)) {
            case DialogSet.Outcome.Confirmed(Dialog dialog, boolean first) -> confirmed(dialog, first, response);
            case DialogSet.Outcome.Repeated(Dialog dialog) -> {
                Session session = sessions.get(dialog);
                if (session != null && !session.isRepeated(response)) {
                    discard(session);
                }
            }
            case DialogSet.Outcome.Surplus(Dialog dialog) -> discard(new Session(call, dialog, negotiation));
            // Nothing can be sent to who says not where he is. Others of a fork may still answer.
            case DialogSet.Outcome.Unusable(var refusal) ->
                call.failed(new CallEnd(CallEnd.Cause.FAILED, refusal.statusCode(), refusal.phrase()), null);
            default -> {}
        }
    }

    private void confirmed(Dialog dialog, boolean first, SipResponse response) {
        SipRequest request = invite;
        Session session = session(dialog);
        if (first) {
            timers.start(Wait.LINGER, agent.layer().settings().timers().linger(), this::close);
        }
        if (session == null || request == null) {
            discard(new Session(call, dialog, negotiation));
        } else if (!first || given || call.isOver()) {
            discard(session);
            call.failed(new CallEnd(CallEnd.Cause.LOCAL, 487, "Request Terminated"), null);
        } else {
            call.answered(session);
            session.succeeded(request, response, () -> call.acknowledged(session));
        }
    }

    private void discard(Session session) {
        SipRequest request = invite;
        if (request != null) {
            session.discard(request);
        }
    }

    private void failed(SipResponse response, boolean local) {
        DialogSet all = dialogs;
        if (all != null) {
            all.receive(response);
        }
        if (response.statusCode() == 422 && !given && negotiation.tooSmall(response)) {
            send();
            return;
        }
        close();
        int status = response.statusCode();
        CallEnd.Cause cause = given
                ? CallEnd.Cause.LOCAL
                : local ? status == 408 ? CallEnd.Cause.TIMEOUT : CallEnd.Cause.FAILED : CallEnd.Cause.REFUSED;
        call.failed(new CallEnd(cause, status, response.phrase()), local ? null : response);
    }

    /// Who has not answered yet will not.
    private void close() {
        DialogSet all = dialogs;
        if (all != null) {
            all.close();
        }
        for (Session session : sessions.values()) {
            if (session.dialog().state() == Dialog.State.TERMINATED) {
                session.close();
            }
        }
        timers.stopAll();
    }
}
