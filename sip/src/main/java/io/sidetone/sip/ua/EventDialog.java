package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.Verdict;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.ServerTransaction;
import io.sidetone.sip.transaction.TransactionLock;
import org.jspecify.annotations.Nullable;

/// The dialog of one subscription, of either side: nothing else lives in it. Confined to the lock of the
/// subscription, but for what a [DialogOwner] does.
@Rfc(number = 6665, section = "4.5.2")
final class EventDialog implements DialogOwner {

    /// Takes the requests of the other side that are in order.
    @FunctionalInterface
    interface Receiver {
        void receive(SipRequest request, ServerTransaction server);
    }

    private final UserAgent agent;
    private final TransactionLock lock;
    private final Dialog dialog;
    private final Method method;
    private final Receiver receiver;

    /// @param method what the other side sends: NOTIFY or SUBSCRIBE
    EventDialog(UserAgent agent, TransactionLock lock, Dialog dialog, Method method, Receiver receiver) {
        this.agent = agent;
        this.lock = lock;
        this.dialog = dialog;
        this.method = method;
        this.receiver = receiver;
    }

    Dialog dialog() {
        return dialog;
    }

    /// Makes it known, so that requests within it come here.
    ///
    /// @return false if there are too many dialogs
    boolean open() {
        return agent.dialogs().add(dialog, this);
    }

    @Override
    public void request(Claim claim) {
        lock.run(() -> {
            SipRequest request = claim.request();
            ServerTransaction server =
                    claim.begin(Quiet.ONE, lock, agent.layer().settings().timers());
            if (!request.method().equals(method)) {
                // RFC 5057 §4: a BYE or an INFO would need a session.
                respond(
                        server,
                        new Refusal(405, "Method Not Allowed", HeaderName.ALLOW, method.name()).answer(request));
                return;
            }
            switch (dialog.receive(request)) {
                case Verdict.Refused(Refusal why) -> respond(server, why.answer(request));
                case Verdict.Accepted _ -> receiver.receive(request, server);
                case Verdict.Ignored _ -> {}
            }
        });
    }

    @Override
    public void acknowledged(SipRequest ack) {}

    @Override
    public @Nullable Call call() {
        return null;
    }

    /// Answers a request of the other side.
    void respond(ServerTransaction server, SipResponse.Builder started) {
        SipResponse response =
                agent.sign(started).set(Headers.TO, dialog.local()).build();
        dialog.sent(response);
        server.respond(response);
    }

    /// Starts a request to the other side.
    SipRequest.Builder request(Method asked) {
        return agent.sign(dialog.request(asked));
    }

    /// Sends a request to the other side, and follows what the response does to the dialog.
    void send(SipRequest request, RequestHandler told) {
        agent.send(request, lock, SentRequest.Way.within(dialog), (response, local) -> {
            var _ = dialog.receive(response);
            told.completed(response, local);
        });
    }
}
