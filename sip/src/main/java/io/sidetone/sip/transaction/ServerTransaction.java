package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.ResponseSender;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The server's side of a transaction. Thread-safe.
///
/// Once it has sent its final response it keeps only what it needs to send that again.
@Rfc(number = 3261, section = "17.2")
public final class ServerTransaction extends Timed<ServerEvent> implements Received {

    private final TransactionKey key;

    /// Null where responses simply go back by the flow.
    private final @Nullable Via via;

    private final Flow flow;
    private final ServerUser user;
    private final TimerSettings timers;
    private final ServerMachine machine;

    /// What follows is guarded by the lock.
    private @Nullable SipRequest request;

    /// The last response, for as long as it may have to be sent again. Only read.
    private byte @Nullable [] last;

    /// Read without the lock, too.
    private volatile int lastStatus;

    private boolean terminated;

    ServerTransaction(
            TransactionLayer layer,
            TransactionKey key,
            SipRequest request,
            Flow flow,
            ServerUser user,
            TransactionLock lock,
            TimerSettings timers) {
        super(layer, lock, layer.strand(request.callId()));
        this.key = key;
        this.request = request;
        Via top = Objects.requireNonNull(request.topVia());
        this.via = ResponseSender.isWayBack(top, flow) ? null : top;
        this.flow = flow;
        this.user = user;
        this.timers = timers;
        boolean reliable = flow.transport().isReliable();
        this.machine = request.method().equals(Method.INVITE)
                ? new InviteServerTransaction(timers, reliable)
                : new NonInviteServerTransaction(timers, reliable);
    }

    void begin() {
        lock.run(() -> receive(ServerEvent.BEGIN, null));
    }

    /// The lock that this transaction shares with all that hangs on it.
    public TransactionLock lock() {
        return lock;
    }

    /// Starts a timer of its call.
    public void start(Duration time, Timer timer) {
        layer.start(time, strand, timer);
    }

    /// Lets a worker run a task of its call.
    public void execute(Runnable task) {
        layer.execute(strand, task);
    }

    /// The flow that the request came by.
    public Flow flow() {
        return flow;
    }

    /// Whether this is the transaction of an INVITE.
    public boolean isInvite() {
        return machine instanceof InviteServerTransaction;
    }

    /// The status code of the last response that was sent; 0 if there is none.
    public int lastStatus() {
        return lastStatus;
    }

    /// Sends a response. After a final one only a 2xx to an INVITE is sent, if that was a 2xx too.
    ///
    /// Provisional responses but 100 are not sent to other requests than INVITE, and no 408 (RFC 4320): then the
    /// transaction ends in silence.
    @Rfc(number = 4320, section = "4")
    public void respond(SipResponse response) {
        lock.run(() -> {
            if (isInvite() || response.statusCode() == 100) {
                receive(ServerEvent.of(response), response);
            } else if (response.statusCode() == 408) {
                request = null;
                receive(ServerEvent.TOO_LATE, null);
            } else if (!response.isProvisional()) {
                receive(ServerEvent.of(response), response);
            }
        });
    }

    /// Sends a 2xx to an INVITE when the transaction is over: each is a dialog of its own, which only its caller ends.
    @Rfc(number = 3261, section = "16.7")
    public void respondLate(SipResponse response) {
        lock.run(() -> new Effects(response, null).transmit(octets(response)));
    }

    /// The user wants to hear no more: once only repetitions can come, all of this makes room for what answers them.
    public void linger() {
        Flow back = wayBack();
        lock.run(() -> {
            if (back != null && machine.lingers()) {
                LingeringServer left = new LingeringServer(layer, key, back, last);
                if (layer.replace(key, this, left)) {
                    stop(false);
                    layer.linger(left, timers.linger());
                }
            }
        });
    }

    /// The flow that responses simply go back by; null where the way has to be looked for.
    public @Nullable Flow wayBack() {
        return via == null ? flow : null;
    }

    /// §18.3: what came as a datagram may go over a stream.
    private static byte[] octets(SipResponse response) {
        SipResponse whole = response.has(HeaderName.CONTENT_LENGTH)
                ? response
                : response.edit().withContentLength().build();
        return whole.toByteArray();
    }

    @Override
    public void retransmitted() {
        layer.count(Counted.RETRANSMISSION);
        lock.run(() -> receive(ServerEvent.REQUEST, null));
    }

    @Override
    public void acknowledge(SipRequest ack) {
        lock.run(() -> machine.receive(ServerEvent.ACK, new Effects(null, ack)));
    }

    @Override
    public boolean cancel(List<Reason> why) {
        lock.run(() -> {
            // §9.2: a CANCEL has no effect on a request that was answered.
            if (lastStatus < 200 && !terminated) {
                user.cancelling(this, why);
            }
        });
        return true;
    }

    private void receive(ServerEvent event, @Nullable SipResponse response) {
        Effects effects = new Effects(response, null);
        machine.receive(event, effects);
        if (effects.failed) {
            machine.receive(ServerEvent.UNSENT, effects);
        }
    }

    @Override
    void fire(ServerEvent timer) {
        receive(timer, null);
    }

    private void unsentLater() {
        execute(() -> lock.run(() -> receive(ServerEvent.UNSENT, null)));
    }

    @Override
    public String toString() {
        return "ServerTransaction[" + key + "]";
    }

    /// What the machine wants done for one event. Confined to the lock.
    private final class Effects implements ServerEffects, Unsent {

        private final @Nullable SipResponse response;
        private final @Nullable SipRequest ack;
        private boolean failed;

        Effects(@Nullable SipResponse response, @Nullable SipRequest ack) {
            this.response = response;
            this.ack = ack;
        }

        @Override
        public void send() {
            transmit(Objects.requireNonNull(response));
        }

        private void transmit(SipResponse message) {
            byte[] octets = octets(message);
            // RFC 6026 §7.1: a 2xx to an INVITE is its user's to repeat.
            last = isInvite() && message.isSuccess() ? null : octets;
            lastStatus = message.statusCode();
            if (lastStatus >= 200) {
                request = null;
            }
            transmit(octets);
        }

        private void transmit(byte[] octets) {
            ResponseSender responses = layer.responses();
            SendResult result =
                    via == null ? responses.back(octets, flow, this) : responses.send(octets, via, flow, this);
            // A datagram that found no room is lost like any other, and is sent again if it matters.
            failed = result != SendResult.SENT
                    && (result != SendResult.NO_ROOM || flow.transport().isReliable());
        }

        @Override
        public void resend() {
            byte[] octets = last;
            if (octets != null) {
                layer.count(Counted.RESPONSE_RESENT);
                transmit(octets);
            }
        }

        @Override
        public void trying() {
            SipRequest waiting = request;
            if (waiting != null && lastStatus == 0) {
                transmit(SipResponse.answer(waiting, 100, "Trying").build());
            }
        }

        @Override
        public void toUser() {
            SipRequest came = Objects.requireNonNull(ack);
            lock.later(() -> user.acknowledged(ServerTransaction.this, came));
        }

        @Override
        public void timedOut() {
            layer.count(Counted.SERVER_TIMEOUT);
            lock.later(() -> user.timedOut(ServerTransaction.this));
        }

        @Override
        public void unsent() {
            lock.later(() -> user.unsent(ServerTransaction.this));
        }

        /// Found out later, on a thread of the network's.
        @Override
        public void unsent(ClosingReason reason) {
            unsentLater();
        }

        @Override
        public void start(ServerEvent timer, Duration time) {
            ServerTransaction.this.start(timer, timer.repeats(), time);
        }

        @Override
        public void stop(ServerEvent timer) {
            ServerTransaction.this.stop(timer.repeats());
        }

        @Override
        public void terminated() {
            if (failed) {
                // Over already, since nothing would have been sent again.
                unsent();
            }
            terminated = true;
            request = null;
            last = null;
            layer.remove(key, ServerTransaction.this);
            lock.later(() -> user.terminated(ServerTransaction.this));
        }
    }
}
