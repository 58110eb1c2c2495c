package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.OfferAnswerState;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The re-INVITEs and UPDATEs of this side in one session: one at a time, again after a glare, and without haste
/// while the other side changes something. Confined to the lock of the call.
@Rfc(number = 3261, section = "14.1")
@Rfc(number = 3311, section = "5.1")
final class SessionChanges {

    /// How many changes wait for their turn.
    private static final int MAX_WAITING = 16;

    /// How often one is tried.
    private static final int MAX_TRIES = 10;

    private enum Wait {
        GLARE
    }

    private final Session session;
    private final Timers<Wait> timers;
    private final Deque<Change> waiting = new ArrayDeque<>(1);
    private boolean closed;

    SessionChanges(Session session) {
        this.session = session;
        this.timers = new Timers<>(
                Wait.class,
                session.agent().layer(),
                session.lock(),
                session.dialog().id().callId());
    }

    /// Offers a session, or asks for an offer.
    ///
    /// @param method INVITE or UPDATE
    /// @param result gets the 2xx, or the failure
    void change(Method method, @Nullable Body offer, CompletableFuture<SipResponse> result) {
        Change change = new Change(method, offer, result);
        if (closed || waiting.size() >= MAX_WAITING) {
            change.fail(new RefusedException(491, "Request Pending", null));
        } else {
            waiting.add(change);
            if (waiting.size() == 1) {
                change.begin();
            }
        }
    }

    /// Refreshes the session; not if a change is under way, which does it as well.
    @Rfc(number = 4028, section = "7.4")
    void refresh() {
        if (waiting.isEmpty()) {
            boolean byUpdate = session.knowsUpdate();
            change(
                    byUpdate ? Method.UPDATE : Method.INVITE,
                    byUpdate ? null : session.local(),
                    new CompletableFuture<>());
        }
    }

    void close() {
        closed = true;
        timers.close();
        for (Change change : List.copyOf(waiting)) {
            change.fail(new RefusedException(481, "Call/Transaction Does Not Exist", null));
        }
        waiting.clear();
    }

    private final class Change implements RequestHandler {

        private final Method method;
        private final @Nullable Body offer;
        private final CompletableFuture<SipResponse> result;
        private int tries;
        private @Nullable SipRequest sent;
        private @Nullable Body before;

        Change(Method method, @Nullable Body offer, CompletableFuture<SipResponse> result) {
            this.method = method;
            this.offer = offer;
            this.result = result;
        }

        private boolean isInvite() {
            return method.equals(Method.INVITE);
        }

        void begin() {
            if (closed || session.dialog().state() == Dialog.State.TERMINATED) {
                finish(new RefusedException(481, "Call/Transaction Does Not Exist", null), null);
                return;
            }
            OfferAnswerState offers = session.offers();
            boolean free = isInvite() ? mayInvite(offers) : offers.mayUpdate(offer != null);
            if (!free) {
                later(null);
                return;
            }
            SipRequest.Builder builder = session.agent().sign(session.dialog().request(method));
            session.agent().capabilities(builder);
            session.negotiation().ask(builder);
            SipRequest request = Body.put(offer, builder).build();
            before = session.local();
            session.noteSent(request);
            session.send(request, this);
        }

        /// A 2xx of this side that has no ACK yet is an INVITE that is not over.
        private boolean mayInvite(OfferAnswerState offers) {
            InviteServer other = session.inviteServer();
            return offers.mayInvite()
                    && session.dialog().state() == Dialog.State.CONFIRMED
                    && (other == null || !other.isUnacknowledged());
        }

        private void later(@Nullable SipResponse glare) {
            if (++tries >= MAX_TRIES) {
                finish(new RefusedException(491, "Request Pending", glare), null);
                return;
            }
            timers.start(
                    Wait.GLARE,
                    OfferAnswerState.waitAfterGlare(
                            session.dialog().isInitiator(),
                            session.agent().layer().random()),
                    this::begin);
        }

        @Override
        public void sending(SipRequest request, Flow flow) {
            sent = request;
        }

        @Override
        public void provisional(SipResponse response) {
            if (isInvite()) {
                session.provisional(response);
            }
        }

        @Override
        public void completed(SipResponse response, boolean local) {
            if (response.isSuccess()) {
                succeeded(response);
                return;
            }
            session.offers().receive(response);
            session.local(before);
            boolean again = response.statusCode() == 422
                    && ++tries < MAX_TRIES
                    && session.negotiation().tooSmall(response);
            if (again) {
                begin();
            } else if (response.statusCode() == 491) {
                later(response);
            } else {
                finish(new RefusedException(response.statusCode(), response.phrase(), local ? null : response), null);
            }
        }

        private void succeeded(SipResponse response) {
            SipRequest invite = sent;
            if (!isInvite()) {
                session.updated(response);
                finish(null, response);
            } else if (invite != null && !session.isRepeated(response)) {
                session.succeeded(invite, response, () -> finish(null, response));
            }
        }

        private void finish(@Nullable RefusedException failure, @Nullable SipResponse response) {
            waiting.remove(this);
            if (failure != null) {
                fail(failure);
            } else {
                session.lock().later(() -> result.complete(response));
            }
            Change next = waiting.peek();
            if (next != null && !closed) {
                next.begin();
            }
        }

        void fail(RefusedException failure) {
            session.lock().later(() -> result.completeExceptionally(failure));
        }
    }
}
