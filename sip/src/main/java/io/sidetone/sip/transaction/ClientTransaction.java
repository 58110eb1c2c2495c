package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.ClientUser.Failure;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Sending;
import io.sidetone.sip.transport.Unsent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The client's side of a transaction. Thread-safe.
///
/// Once it has its final response it keeps only the ACK to it, if there is one.
@Rfc(number = 3261, section = "17.1")
public final class ClientTransaction extends Timed<ClientEvent> implements Awaited {

    private final ClientKey key;
    private final Flow flow;
    private final ClientUser user;
    private final TimerSettings timers;
    private final ClientMachine machine;

    /// What follows is guarded by the lock. The request is without the Via that is ours.
    private @Nullable SipRequest request;

    /// What was sent last: the request for as long as it is repeated, later the ACK.
    private @Nullable Sending sent;

    private List<Reason> reasons = List.of();

    ClientTransaction(
            TransactionLayer layer,
            ClientKey key,
            SipRequest request,
            Flow flow,
            ClientUser user,
            TransactionLock lock,
            TimerSettings timers) {
        super(layer, lock, layer.strand(request.callId()));
        this.key = key;
        this.request = request;
        this.flow = flow;
        this.user = user;
        this.timers = timers;
        boolean reliable = flow.transport().isReliable();
        this.machine = request.method().equals(Method.INVITE)
                ? new InviteClientTransaction(timers, reliable)
                : new NonInviteClientTransaction(timers, reliable);
    }

    void begin() {
        lock.run(() -> receive(ClientEvent.REQUEST, null));
    }

    /// The branch in the Via of the request.
    public String branch() {
        return key.branch();
    }

    /// The flow that the request is sent by.
    public Flow flow() {
        return flow;
    }

    /// Gives up an INVITE: sends a CANCEL as soon as a provisional response has come. If no final response
    /// follows within 64 times T1, the user is told that it timed out. Does nothing to other requests, nor after
    /// the final response.
    ///
    /// @param why goes into the CANCEL (RFC 3326), one for each protocol; none to say nothing
    @Rfc(number = 3261, section = "9.1")
    public void cancel(List<Reason> why) {
        lock.run(() -> {
            reasons = why;
            receive(ClientEvent.CANCEL, null);
        });
    }

    /// The user wants to hear no more: once only repetitions can come, all of this makes room for what absorbs them.
    ///
    /// @param late takes each further 2xx to an INVITE, with our Via on top; not asked for other requests
    public void linger(Consumer<SipResponse> late) {
        boolean invite = key.method().equals(Method.INVITE);
        lock.run(() -> {
            LingeringClient left = new LingeringClient(layer, key, invite ? late : null);
            if (machine.lingers() && layer.replace(key, this, left)) {
                stop(false);
                layer.linger(left, invite ? timers.linger() : timers.t4());
            }
        });
    }

    @Override
    public void response(SipResponse response) {
        lock.run(() -> receive(ClientEvent.of(response), response));
    }

    private void receive(ClientEvent event, @Nullable SipResponse response) {
        Effects effects = new Effects(response);
        machine.receive(event, effects);
        if (effects.failure != null) {
            machine.receive(ClientEvent.UNSENT, effects);
        }
    }

    @Override
    void fire(ClientEvent timer) {
        receive(timer, null);
    }

    private void unsentLater(Failure why) {
        layer.execute(
                strand,
                () -> lock.run(() -> {
                    Effects effects = new Effects(null);
                    effects.failure = why;
                    machine.receive(ClientEvent.UNSENT, effects);
                }));
    }

    /// The ACK to a failure: it goes where the INVITE went, hop by hop.
    @Rfc(number = 3261, section = "17.1.1.3")
    private static SipRequest ack(SipRequest invite, SipResponse failure) {
        SipRequest.Builder ack = sameHop(invite, Method.ACK);
        NameAddress to = failure.to();
        if (to != null) {
            ack.set(Headers.TO, to);
        }
        return ack.build();
    }

    @Rfc(number = 3261, section = "9.1")
    private static SipRequest cancel(SipRequest invite, List<Reason> why) {
        SipRequest.Builder cancel = sameHop(invite, Method.CANCEL);
        for (Reason reason : why) {
            cancel.append(Headers.REASON, reason);
        }
        return cancel.build();
    }

    /// A request to the same next hop about this one: all that it may have in common with it.
    private static SipRequest.Builder sameHop(SipRequest invite, Method method) {
        SipRequest.Builder builder = invite.edit().method(method);
        builder.removeIf(field -> {
            HeaderName name = field.known();
            return name != HeaderName.ROUTE
                    && name != HeaderName.FROM
                    && name != HeaderName.TO
                    && name != HeaderName.CALL_ID
                    && name != HeaderName.MAX_FORWARDS;
        });
        CSeq cseq = Objects.requireNonNull(invite.cseq());
        return builder.set(Headers.CSEQ, new CSeq(cseq.number(), method)).withoutBody();
    }

    @Override
    public String toString() {
        return "ClientTransaction[" + key.method() + " " + key.branch() + "]";
    }

    /// What the machine wants done for one event. Confined to the lock.
    private final class Effects implements ClientEffects, Unsent {

        private final @Nullable SipResponse response;

        /// Why it is not sent.
        private @Nullable Failure failure;

        Effects(@Nullable SipResponse response) {
            this.response = response;
        }

        @Override
        public void send() {
            transmit(Objects.requireNonNull(request));
        }

        private void transmit(SipRequest message) {
            Sending sending = layer.send(message, key.branch(), flow, this);
            sent = sending;
            failure = Failure.of(sending.result(), flow);
        }

        @Override
        public void resend() {
            Sending before = sent;
            if (before != null) {
                layer.count(Counted.REQUEST_RESENT);
                failure = Failure.of(before.again(this), flow);
            }
        }

        @Override
        public void acknowledge() {
            SipRequest invite = request;
            if (invite == null) {
                resend();
            } else {
                transmit(ack(invite, Objects.requireNonNull(response)));
                request = null;
            }
        }

        @Override
        public void cancel() {
            SipRequest cancel = ClientTransaction.cancel(Objects.requireNonNull(request), reasons);
            layer.cancel(cancel, key.branch(), flow, lock, timers);
        }

        @Override
        public void toUser() {
            SipResponse came = Objects.requireNonNull(response);
            if (!came.isProvisional()) {
                forgetRequest();
            }
            lock.later(() -> user.response(ClientTransaction.this, came));
        }

        /// After a failure what was sent last is the ACK, which is needed again.
        private void forgetRequest() {
            if (request != null) {
                request = null;
                sent = null;
            }
        }

        @Override
        public void timedOut() {
            layer.count(Counted.CLIENT_TIMEOUT);
            lock.later(() -> user.failed(ClientTransaction.this, Failure.TIMEOUT));
        }

        @Override
        public void unsent() {
            Failure why = Objects.requireNonNull(failure);
            lock.later(() -> user.failed(ClientTransaction.this, why));
        }

        /// Found out later, on a thread of the network's.
        @Override
        public void unsent(ClosingReason closing) {
            unsentLater(Failure.of(closing));
        }

        @Override
        public void start(ClientEvent timer, Duration time) {
            ClientTransaction.this.start(timer, timer.repeats(), time);
        }

        @Override
        public void stop(ClientEvent timer) {
            ClientTransaction.this.stop(timer.repeats());
            if (timer.repeats() && sent != null && request != null) {
                // A telephone may ring for minutes: what is not repeated any more need not be kept.
                sent = null;
                request.forgetValues();
            }
        }

        @Override
        public void terminated() {
            request = null;
            sent = null;
            layer.remove(key, ClientTransaction.this);
            lock.later(() -> user.terminated(ClientTransaction.this));
        }
    }
}
