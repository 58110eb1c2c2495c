package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.strand.Strand;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.Timer;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.stun.StunBuilder;
import io.sidetone.sip.stun.StunClientTransaction;
import io.sidetone.sip.stun.StunClientTransaction.Event;
import io.sidetone.sip.stun.StunClientTransaction.Outcome;
import io.sidetone.sip.stun.StunKeepAlive;
import io.sidetone.sip.stun.StunMessage;
import io.sidetone.sip.stun.StunTransactionId;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps a flow alive as its client, and finds out when it is dead: pings over a connection, STUN over datagrams.
/// Thread-safe.
///
/// A connection whose ping is not answered is closed, which the [TransportUser] is told as of any other.
@Rfc(number = 5626, section = "4.4")
public final class KeepAlive implements AutoCloseable {

    /// The longest time between two pings over a connection, if the registrar asks for no other.
    public static final Duration BY_CONNECTION = Duration.ofMinutes(2);

    /// The longest time between two STUN requests.
    public static final Duration BY_DATAGRAM = Duration.ofSeconds(29);

    /// The shortest time is this part of the longest: so not all clients of a server that was restarted ping at
    /// once.
    private static final double SHORTEST = 0.8;

    private final TransportLayer transport;
    private final Flow flow;
    private final Duration longest;
    private final RandomGenerator random;
    private final Runnable dead;
    private final StrandPool pool;
    private final TimerWheel wheel;
    private final Strand strand;
    private final StunKeepAlive stun = new StunKeepAlive();

    /// All that follows is confined to the strand.
    private @Nullable Timer timer;

    private @Nullable StunRequest request;
    private boolean ended;

    /// Begins.
    ///
    /// @param longest the longest time between two signs of life, above zero; the registrar may ask for one
    ///     (Flow-Timer)
    /// @param random draws the time, which is between 80 and 100 per cent of the longest
    /// @param dead is called once in the flow's strand when the flow is found dead; not after [#close]
    KeepAlive(TransportLayer transport, Flow flow, Duration longest, RandomGenerator random, Runnable dead) {
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("No time between two signs of life: " + longest);
        }
        this.transport = transport;
        this.pool = transport.pool();
        this.wheel = transport.wheel();
        this.flow = flow;
        this.longest = longest;
        this.random = random;
        this.dead = dead;
        this.strand = pool.strand(flow.remote().hashCode());
        pool.execute(strand, this::waitForNext);
    }

    private void waitForNext() {
        if (!ended) {
            long nanos = longest.toNanos();
            long delay = random.nextLong((long) (nanos * SHORTEST), nanos + 1);
            timer = wheel.start(Duration.ofNanos(delay), strand, this::ask);
        }
    }

    private void ask() {
        if (ended) {
            return;
        }
        if (!flow.isOpen()) {
            die();
        } else if (flow instanceof Connection connection) {
            connection.ping();
            waitForNext();
        } else {
            request = new StunRequest();
            request.begin();
        }
    }

    private void die() {
        ended = true;
        dead.run();
    }

    /// Lets the flow be. Whoever is dead already may still be told.
    @Override
    public void close() {
        pool.execute(strand, () -> {
            ended = true;
            if (timer != null) {
                timer.stop();
            }
            if (request != null) {
                request.forget();
            }
        });
    }

    /// One STUN transaction on the flow. Confined to the strand.
    @Rfc(number = 5626, section = "4.4.2")
    private final class StunRequest implements StunClientTransaction.Effects {

        private final StunMessage message =
                StunBuilder.bindingRequest(StunTransactionId.random(random)).build();
        private final StunClientTransaction transaction = new StunClientTransaction(message, false);

        void begin() {
            transport.awaitStun(
                    message.transactionId(),
                    response -> pool.execute(strand, () -> transaction.receive(new Event.Received(response), this)));
            transaction.receive(new Event.Start(), this);
        }

        void forget() {
            transport.forgetStun(message.transactionId());
        }

        @Override
        public void send(byte[] octets) {
            flow.send(octets, Unsent.IGNORED);
        }

        @Override
        public void startTimer(long millis) {
            timer = wheel.start(Duration.ofMillis(millis), strand, this::fired);
        }

        private void fired() {
            // It may have been on its way when the flow was let be.
            if (!ended) {
                transaction.receive(new Event.TimerFired(), this);
            }
        }

        @Override
        public void stopTimer() {
            if (timer != null) {
                timer.stop();
            }
        }

        @Override
        public void ended(Outcome outcome) {
            forget();
            request = null;
            if (ended) {
                return;
            }
            if (stun.isAlive(outcome)) {
                waitForNext();
            } else {
                die();
            }
        }
    }
}
