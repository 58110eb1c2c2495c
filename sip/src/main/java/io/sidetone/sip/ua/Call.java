package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.Dialog;
import io.sidetone.sip.dialog.DialogId;
import io.sidetone.sip.dialog.ResponseScope;
import io.sidetone.sip.event.SipFragment;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call: a session with one other side, from the INVITE to the BYE, at either side. Thread-safe.
///
/// What takes time comes as a future and to the [CallHandler]. Session descriptions are octets here; what they
/// say is between the users.
@Rfc(number = 3261, section = "13")
public final class Call {

    /// Where a call stands.
    public enum State {
        /// The INVITE has no final response.
        INVITED,
        /// It has a 2xx.
        ANSWERED,
        /// The 2xx is acknowledged.
        ESTABLISHED,
        /// It is over.
        ENDED
    }

    private final UserAgent agent;
    private final String callId;
    private final boolean outgoing;
    private final TransactionLock lock = new TransactionLock();
    private final CompletableFuture<Call> established = new CompletableFuture<>();
    private final CompletableFuture<CallEnd> ended = new CompletableFuture<>();
    private volatile State state = State.INVITED;

    /// Changed only before events are told, on the thread that tells them.
    private volatile CallHandler handler;

    /// The session that counts: the one that was answered, before that the last one that was heard of.
    private volatile @Nullable Session session;

    private volatile @Nullable SipRequest invite;
    private volatile @Nullable NameAddress remote;
    private volatile @Nullable Call replaced;

    /// What follows is guarded by the lock.
    private @Nullable OutgoingInvite outgoingInvite;

    /// What to say in the BYE that waits for an ACK.
    private @Nullable CallEnd hangingUp;

    Call(UserAgent agent, String callId, boolean outgoing, CallHandler handler) {
        this.agent = agent;
        this.callId = callId;
        this.outgoing = outgoing;
        this.handler = handler;
    }

    // ---- Who and where

    /// The user agent that it belongs to.
    public UserAgent agent() {
        return agent;
    }

    /// The Call-ID.
    public String callId() {
        return callId;
    }

    /// Whether this side has made it.
    public boolean isOutgoing() {
        return outgoing;
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    /// The other side, as From or To have it.
    public NameAddress remote() {
        Session known = session;
        NameAddress asked = remote;
        if (known == null && asked == null) {
            throw new IllegalStateException("A call that was not begun");
        }
        return known != null ? known.dialog().remote() : Objects.requireNonNull(asked);
    }

    /// The name of its dialog; null if it has none yet.
    public @Nullable DialogId dialogId() {
        Session known = session;
        return known == null ? null : known.dialog().id();
    }

    /// The INVITE of the other side; null after the call was answered or refused, and if this side has made it.
    public @Nullable SipRequest invite() {
        return invite;
    }

    /// The call that this one is to replace, which ends when this one is answered; null if there is none. Whether
    /// its caller may do that is the user's to decide.
    @Rfc(number = 3891, section = "3")
    public @Nullable Call replaced() {
        return replaced;
    }

    /// What the other side said last of its session; null if nothing.
    public @Nullable Body remoteSession() {
        Session known = session;
        return known == null ? null : known.remote();
    }

    /// What this side said last of its session; null if nothing.
    public @Nullable Body localSession() {
        Session known = session;
        return known == null ? null : known.local();
    }

    /// Completes when the call is answered and acknowledged; fails with a [RefusedException] if it ends before.
    public CompletableFuture<Call> established() {
        return established.copy();
    }

    /// Completes when the call has ended.
    public CompletableFuture<CallEnd> ended() {
        return ended.copy();
    }

    // ---- What who is called does

    /// Rings.
    public void ring() {
        progress(180, "Ringing", null);
    }

    /// Tells of progress: reliably if the caller wants that, or if there is a session description and he
    /// understands it. Nothing happens after the answer.
    ///
    /// @param statusCode 101 to 199
    @Rfc(number = 3261, section = "13.3.1.1")
    public void progress(int statusCode, String phrase, @Nullable Body body) {
        withInvite(server -> server.progress(statusCode, phrase, body));
    }

    /// Answers. Nothing happens if it is answered or over.
    ///
    /// @param body the answer to the caller's offer, or an offer if he has made none
    @Rfc(number = 3261, section = "13.3.1.4")
    public void answer(@Nullable Body body) {
        answer(body, _ -> {});
    }

    /// The same with more in the response.
    public void answer(@Nullable Body body, Consumer<SipResponse.Builder> edit) {
        withInvite(server -> server.accept(body, edit));
    }

    /// Refuses. Nothing happens if it is answered or over.
    ///
    /// @param statusCode 300 to 699
    @Rfc(number = 3261, section = "13.3.1.3")
    public void refuse(int statusCode, String phrase) {
        refuse(statusCode, phrase, _ -> {});
    }

    /// The same with more in the response.
    public void refuse(int statusCode, String phrase, Consumer<SipResponse.Builder> edit) {
        withInvite(server -> {
            server.refuse(statusCode, phrase, edit);
            end(new CallEnd(CallEnd.Cause.LOCAL, statusCode, phrase));
        });
    }

    /// Tells the caller to try elsewhere.
    @Rfc(number = 3261, section = "13.3.1.2")
    public void redirect(List<NameAddress> contacts) {
        List<NameAddress> targets = List.copyOf(contacts);
        refuse(302, "Moved Temporarily", response -> {
            for (NameAddress contact : targets) {
                response.append(Headers.CONTACT, contact);
            }
        });
    }

    private void withInvite(Consumer<InviteServer> step) {
        if (outgoing) {
            throw new IllegalStateException("A call of this side");
        }
        lock.run(() -> {
            Session known = session;
            InviteServer server = known == null ? null : known.inviteServer();
            if (state == State.INVITED && server != null && !server.isAnswered()) {
                step.accept(server);
            }
        });
    }

    // ---- What both sides do

    /// Ends the call, however it stands: cancels it, refuses it with a 603, or sends a BYE.
    @Rfc(number = 3261, section = "15")
    public void hangUp() {
        lock.run(() -> {
            OutgoingInvite own = outgoingInvite;
            Session known = session;
            if (state == State.ENDED) {
                return;
            }
            if (state == State.INVITED && own != null) {
                own.cancel(null);
            } else if (state == State.INVITED) {
                refuse(603, "Decline");
            } else if (known != null) {
                hangUp(known, new CallEnd(CallEnd.Cause.LOCAL, 200, "BYE"));
            }
        });
    }

    /// Offers another session by a re-INVITE, or asks for an offer.
    ///
    /// @param offer null to ask the other side for one
    /// @return the 2xx; fails with a [RefusedException]
    @Rfc(number = 3261, section = "14.1")
    public CompletableFuture<SipResponse> reInvite(@Nullable Body offer) {
        return change(Method.INVITE, offer);
    }

    /// Offers another session by UPDATE, before the answer too, or just refreshes it.
    ///
    /// @return the 2xx; fails with a [RefusedException]
    @Rfc(number = 3311, section = "5.1")
    public CompletableFuture<SipResponse> update(@Nullable Body offer) {
        return change(Method.UPDATE, offer);
    }

    private CompletableFuture<SipResponse> change(Method method, @Nullable Body offer) {
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        lock.run(() -> {
            Session known = session;
            if (state == State.ENDED || known == null) {
                refuse(result);
            } else {
                known.changes().change(method, offer, result);
            }
        });
        return result;
    }

    private void refuse(CompletableFuture<SipResponse> result) {
        lock.later(
                () -> result.completeExceptionally(new RefusedException(481, "Call/Transaction Does Not Exist", null)));
    }

    /// Sends a request within the call, as INFO or MESSAGE.
    ///
    /// @param edit puts more into it
    /// @return the final response if it is a 2xx; fails with a [RefusedException]
    public CompletableFuture<SipResponse> send(Method method, @Nullable Body body, Consumer<SipRequest.Builder> edit) {
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        lock.run(() -> {
            Session known = session;
            if (state == State.ENDED || known == null) {
                refuse(result);
                return;
            }
            SipRequest.Builder request = agent.sign(known.dialog().request(method));
            edit.accept(request);
            known.send(Body.put(body, request).build(), RequestHandler.completing(lock, result));
        });
        return result;
    }

    /// Asks the other side to call somebody else, and is told what becomes of it, as long as this call lasts.
    ///
    /// @param to may have Replaces among the headers of its URI
    /// @param told gets each report, the last one with a final response
    /// @return the 2xx to the REFER; fails with a [RefusedException]
    @Rfc(number = 3515, section = "2.4.1")
    public CompletableFuture<SipResponse> refer(NameAddress to, Consumer<SipFragment> told) {
        CompletableFuture<SipResponse> result = new CompletableFuture<>();
        lock.run(() -> {
            Session known = session;
            if (state == State.ENDED || known == null) {
                refuse(result);
            } else {
                known.referrals().transfer(to, told, result);
            }
        });
        return result;
    }

    // ---- For the parts of it

    TransactionLock lock() {
        return lock;
    }

    boolean isOver() {
        return state == State.ENDED;
    }

    /// Tells the user something when the lock is free. Under the lock.
    void tell(Consumer<CallHandler> event) {
        // What an ACK brings may come behind the end that has waited for it.
        if (state != State.ENDED) {
            lock.later(() -> event.accept(handler));
        }
    }

    /// Under the lock, or before anything has happened.
    void begin(NameAddress to, OutgoingInvite own) {
        remote = to;
        outgoingInvite = own;
        own.send();
    }

    void begin(Session first, SipRequest request, @Nullable Call takesOver) {
        session = first;
        invite = request;
        replaced = takesOver;
    }

    void handler(CallHandler chosen) {
        handler = chosen;
    }

    /// The session that was heard of last, as long as none is answered.
    void remote(Session early) {
        if (state == State.INVITED) {
            session = early;
        }
    }

    /// Its INVITE has a 2xx: this one it is.
    void answered(Session chosen) {
        if (state == State.INVITED) {
            session = chosen;
            state = State.ANSWERED;
            invite = null;
            Call other = replaced;
            replaced = null;
            if (other != null) {
                lock.later(other::hangUp);
            }
        }
    }

    /// The 2xx to an INVITE is acknowledged.
    void acknowledged(Session by) {
        CallEnd waiting = hangingUp;
        if (state == State.ANSWERED) {
            state = State.ESTABLISHED;
            tell(told -> told.established(this));
            lock.later(() -> established.complete(this));
        }
        if (waiting != null && by.dialog().state() != Dialog.State.TERMINATED) {
            hangUp(by, waiting);
        }
    }

    /// Ends an answered call with a BYE, as soon as that is allowed.
    @Rfc(number = 3261, section = "15")
    void hangUp(Session by, CallEnd end) {
        InviteServer server = by.inviteServer();
        boolean waits = server != null && server.isUnacknowledged();
        if (state == State.ENDED || by != session) {
            return;
        }
        if (waits) {
            hangingUp = end;
        } else {
            by.bye(null);
            end(end);
        }
    }

    /// An offer in a provisional response was refused: the INVITE is given up.
    void hangUp(Session by, int statusCode, String phrase) {
        OutgoingInvite own = outgoingInvite;
        if (state == State.INVITED && own != null) {
            own.cancel(null);
        } else {
            hangUp(by, new CallEnd(CallEnd.Cause.FAILED, statusCode, phrase));
        }
    }

    /// An INVITE of the other side was not answered by the user: of a call that is answered only that one has
    /// failed.
    void refused(Session by, CallEnd end) {
        if (by == session && state == State.INVITED) {
            end(end);
        }
    }

    /// The INVITE of this side has failed.
    void failed(CallEnd end, @Nullable SipResponse response) {
        if (state == State.INVITED) {
            end(end, response);
        }
    }

    /// A response says that the session or its dialog is no more.
    @Rfc(number = 5057, section = "5.1")
    void lost(Session by, SipResponse response, ResponseScope scope) {
        if (by == session && state != State.ENDED) {
            if (scope == ResponseScope.USAGE && state != State.INVITED) {
                by.bye(null);
            }
            end(new CallEnd(CallEnd.Cause.FAILED, response.statusCode(), response.phrase()), response);
        }
    }

    /// The other side has sent a BYE.
    void ended(Session by) {
        if (by == session) {
            end(new CallEnd(CallEnd.Cause.REMOTE, 200, "BYE"));
        } else {
            by.close();
        }
    }

    private void end(CallEnd how) {
        end(how, null);
    }

    private void end(CallEnd how, @Nullable SipResponse response) {
        if (state == State.ENDED) {
            return;
        }
        OutgoingInvite own = outgoingInvite;
        if (state == State.INVITED && own != null) {
            own.cancel(null);
        }
        state = State.ENDED;
        Session last = session;
        if (last != null) {
            last.close();
        }
        invite = null;
        agent.forget(this);
        lock.later(() -> handler.ended(this, how));
        lock.later(() -> {
            established.completeExceptionally(new RefusedException(how.statusCode(), how.phrase(), response));
            ended.complete(how);
        });
    }

    @Override
    public String toString() {
        return "Call[" + callId + " " + state + "]";
    }
}
