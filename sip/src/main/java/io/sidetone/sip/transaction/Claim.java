package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transport.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new request on its way through its user. Until it becomes a transaction, is answered or let go,
/// retransmissions are dropped. Thread-safe.
///
/// The claim ends when the user comes back from [TransactionUser#request], unless it is held. Whoever has ended
/// it without a transaction sees the next retransmission as a new request.
public final class Claim implements Received {

    private enum State {
        OPEN,
        HELD,
        BEGUN,
        FREE
    }

    private final TransactionLayer layer;
    private final TransactionKey key;
    private final Flow flow;

    /// What follows is guarded by the lock of this.
    private State state = State.OPEN;

    /// The reasons that a CANCEL has given; null if none has come.
    private @Nullable List<Reason> cancelled;

    private @Nullable ServerTransaction begun;
    private @Nullable Timer limit;

    /// Read without the lock, too.
    private volatile SipRequest request;

    Claim(TransactionLayer layer, TransactionKey key, SipRequest request, Flow flow) {
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.flow = flow;
    }

    /// The request, with its source noted in the top Via. Its essentials are sound.
    public SipRequest request() {
        return request;
    }

    /// Sends the response to the port that the request came from, as if its Via asked for that: many a client
    /// behind a NAT does not.
    @Rfc(number = 3581, section = "4")
    public synchronized void answerToSource() {
        Via via = request.topVia();
        if (via != null) {
            request = request.edit()
                    .setFirst(
                            Headers.VIA, via.withRport(flow.remote().getPort()).withReceived(flow.source()))
                    .build();
        }
    }

    /// The flow that it came by.
    public Flow flow() {
        return flow;
    }

    /// Makes it a transaction with a lock of its own.
    ///
    /// @throws IllegalStateException if the claim has ended
    public ServerTransaction begin(ServerUser user) {
        return begin(user, new TransactionLock(), layer.settings().timers());
    }

    /// Makes it a transaction. If a CANCEL has come meanwhile the user is told so at once.
    ///
    /// @throws IllegalStateException if the claim has ended
    public ServerTransaction begin(ServerUser user, TransactionLock lock, TimerSettings timers) {
        ServerTransaction transaction = new ServerTransaction(layer, key, request, flow, user, lock, timers);
        // Under its lock, so that nobody gets at it before it has begun.
        lock.run(() -> {
            List<Reason> obey = begun(transaction);
            transaction.begin();
            boolean _ = layer.replace(key, this, transaction);
            if (obey != null) {
                transaction.cancel(obey);
            }
        });
        return transaction;
    }

    private synchronized @Nullable List<Reason> begun(ServerTransaction transaction) {
        end(State.BEGUN);
        begun = transaction;
        return cancelled;
    }

    /// Starts a response with what belongs into all of them. The To tag, if the request has none, is one by which
    /// the ACK to a stateless response is known again.
    @Rfc(number = 3261, section = "8.2.6.2")
    public SipResponse.Builder answer(int statusCode, String phrase) {
        return layer.answer(request, statusCode, phrase);
    }

    /// Gives a response to the request that was started elsewhere the To tag that [#answer] gives.
    @Rfc(number = 3261, section = "8.2.6.2")
    public SipResponse.Builder tagged(SipResponse.Builder answer) {
        return layer.tagged(answer, request);
    }

    /// Answers without a transaction, which ends the claim.
    ///
    /// @throws IllegalStateException if the claim has ended
    @Rfc(number = 3261, section = "8.2.7")
    public void reply(SipResponse response) {
        release();
        layer.reply(response, request, flow);
    }

    /// Keeps the claim when the user comes back, for a limited time: he goes on later, on whatever thread.
    ///
    /// @return false if there are too many of them; then the request should be answered with a 503
    public synchronized boolean hold() {
        if (state == State.OPEN && layer.addHeld()) {
            state = State.HELD;
            limit = layer.start(layer.settings().limits().claimTime(), request.callId(), this::expired);
        }
        return state == State.HELD;
    }

    private synchronized void expired() {
        if (state == State.HELD) {
            layer.count(TransactionLayer.Counted.EXPIRED);
            release();
        }
    }

    /// Ends the claim, as when the request was forwarded without a transaction.
    ///
    /// @throws IllegalStateException if the claim has ended
    public synchronized void release() {
        end(State.FREE);
        layer.remove(key, this);
    }

    private void end(State next) {
        if (state == State.BEGUN || state == State.FREE) {
            throw new IllegalStateException("The claim of " + key + " has ended");
        }
        if (state == State.HELD) {
            layer.removeHeld();
        }
        state = next;
        Timer waiting = limit;
        if (waiting != null) {
            waiting.stop();
            limit = null;
        }
    }

    /// The user has come back.
    synchronized void cameBack() {
        if (state == State.OPEN) {
            release();
        }
    }

    /// Whether the claim has not ended yet.
    public synchronized boolean isOpen() {
        return state == State.OPEN || state == State.HELD;
    }

    /// Whether a CANCEL has come for this INVITE, which has no transaction yet.
    public synchronized boolean isCancelled() {
        return cancelled != null;
    }

    /// Whether this is a CANCEL whose INVITE is here, as a claim or as a transaction.
    @Rfc(number = 3261, section = "9.2")
    public boolean hasInvite() {
        return invite() != null;
    }

    /// Obeys this CANCEL: the user of its INVITE is told, now or when the INVITE becomes a transaction. The
    /// response to the CANCEL is the caller's to send.
    ///
    /// @return false if its INVITE is not here: 481
    @Rfc(number = 3261, section = "9.2")
    public boolean cancelInvite() {
        return cancelInvite(request.all(Headers.REASON));
    }

    /// The same with other reasons than those of the CANCEL.
    ///
    /// @param why go into the CANCELs of the branches, one for each protocol; none to say nothing
    @Rfc(number = 3326, section = "2")
    public boolean cancelInvite(List<Reason> why) {
        Received invite = invite();
        return invite != null && invite.cancel(why);
    }

    private @Nullable Received invite() {
        return request.method().equals(Method.CANCEL) ? layer.find(TransactionKey.of(request, Method.INVITE)) : null;
    }

    @Override
    public void retransmitted() {
        layer.count(TransactionLayer.Counted.RETRANSMISSION);
    }

    /// Nothing was answered, so there is nothing to be acknowledged.
    @Override
    public void acknowledge(SipRequest ack) {
        layer.count(TransactionLayer.Counted.STRAY_ACK);
    }

    /// It may have become a transaction, or have ended, since it was found.
    @Override
    public boolean cancel(List<Reason> why) {
        ServerTransaction transaction;
        synchronized (this) {
            cancelled = why;
            transaction = begun;
            if (transaction == null) {
                return state != State.FREE;
            }
        }
        return transaction.cancel(why);
    }

    /// The user has failed: what it has left unanswered is answered here.
    void failed() {
        SipResponse refusal = answer(500, "Server Internal Error").build();
        ServerTransaction transaction;
        boolean open;
        synchronized (this) {
            transaction = begun;
            open = isOpen();
            if (open) {
                release();
            }
        }
        if (transaction != null) {
            transaction.respond(refusal);
        } else if (open) {
            layer.reply(refusal, request, flow);
        }
    }

    @Override
    public String toString() {
        return "Claim[" + key + "]";
    }
}
