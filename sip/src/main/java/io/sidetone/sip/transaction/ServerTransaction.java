package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The server's side of a transaction. Thread-safe.
///
/// Once it has sent its final response it keeps only what it needs to send that again.
@Rfc(number = 3261, section = "17.2")
public final class ServerTransaction implements Received {

    private final TransactionLayer layer;
    private final TransactionKey key;
    private final Via via;
    private final Flow flow;
    private final ServerUser user;
    private final TransactionLock lock;
    private final Strand strand;
    private final ServerMachine machine;

    /// What follows is guarded by the lock.
    private @Nullable SipRequest request;

    /// The last response. Only read.
    private byte @Nullable [] last;

    private int lastStatus;
    private boolean terminated;
    private @Nullable Timer repeat;
    private @Nullable Timer end;

    ServerTransaction(
            TransactionLayer layer,
            TransactionKey key,
            SipRequest request,
            Flow flow,
            ServerUser user,
            TransactionLock lock,
            TimerSettings timers) {
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.via = Objects.requireNonNull(request.topVia());
        this.flow = flow;
        this.user = user;
        this.lock = lock;
        this.strand = layer.strand(request.callId());
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
                receive(ServerEvent.TOO_LATE, null);
            } else if (!response.isProvisional()) {
                receive(ServerEvent.of(response), response);
            }
        });
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
    public void cancel() {
        lock.run(() -> {
            // §9.2: a CANCEL has no effect on a request that was answered.
            if (lastStatus < 200 && !terminated) {
                lock.later(() -> user.cancelled(this));
            }
        });
    }

    private void receive(ServerEvent event, @Nullable SipResponse response) {
        Effects effects = new Effects(response, null);
        machine.receive(event, effects);
        if (effects.failed) {
            machine.receive(ServerEvent.UNSENT, effects);
        }
    }

    private void fire(ServerEvent timer) {
        lock.run(() -> receive(timer, null));
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
            // §18.3: what came as a datagram may go over a stream.
            SipResponse whole = message.has(HeaderName.CONTENT_LENGTH)
                    ? message
                    : message.edit().withContentLength().build();
            byte[] octets = whole.toByteArray();
            last = octets;
            lastStatus = message.statusCode();
            if (lastStatus >= 200) {
                request = null;
            }
            transmit(octets);
        }

        private void transmit(byte[] octets) {
            SendResult result = layer.responses().send(octets, via, flow, this);
            // A datagram that found no room is lost like any other, and is sent again if it matters.
            failed = result != SendResult.SENT && result != SendResult.NO_ROOM;
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
            layer.execute(strand, () -> fire(ServerEvent.UNSENT));
        }

        @Override
        public void start(ServerEvent timer, Duration time) {
            stop(timer);
            Timer started = layer.start(time, strand, () -> fire(timer));
            if (timer.repeats()) {
                repeat = started;
            } else {
                end = started;
            }
        }

        @Override
        public void stop(ServerEvent timer) {
            Timer running = timer.repeats() ? repeat : end;
            if (running != null) {
                running.stop();
            }
            if (timer.repeats()) {
                repeat = null;
            } else {
                end = null;
            }
        }

        @Override
        public void terminated() {
            terminated = true;
            request = null;
            last = null;
            layer.remove(key, ServerTransaction.this);
            lock.later(() -> user.terminated(ServerTransaction.this));
        }
    }
}
