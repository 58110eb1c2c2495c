package io.sidetone.sip.transport;

import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A transport layer in memory, and what it tells its user.
final class Element implements TransportUser, Network {

    /// What came, over which flow.
    record Came<T>(T what, Flow flow) {}

    private static final int WAIT = 10;

    final ManualClock clock = new ManualClock();
    final StrandPool pool;
    final TimerWheel wheel;
    final TransportLayer layer;
    final BlockingQueue<Came<SipMessage>> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<Came<Malformed>> malformed = new LinkedBlockingQueue<>();
    final BlockingQueue<Came<ClosingReason>> closings = new LinkedBlockingQueue<>();

    /// Handles messages instead of writing them down.
    @Nullable
    Runnable handler;

    /// Which address of ours the routes choose.
    @Nullable
    InetAddress source;

    Element(TransportSettings settings) {
        this(settings, PoolLimits.ofWorkers(2));
    }

    Element(TransportSettings settings, PoolLimits limits) {
        pool = new StrandPool(limits, clock);
        wheel = new TimerWheel(pool, clock);
        layer = new TransportLayer(this, pool, wheel, clock, settings, this);
    }

    FakeListener listen(Transport transport, String address) {
        return listen(FakeListener.settings(transport, address));
    }

    FakeListener listen(ListenerSettings settings) {
        try {
            return (FakeListener) layer.listen(settings);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for what is to come, but not for ever.
    static <T> T next(BlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(WAIT, TimeUnit.SECONDS), "Nothing came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) {
        return new FakeListener(settings, receiver, connections);
    }

    @Override
    public @Nullable InetAddress source(InetAddress destination) {
        return source;
    }

    @Override
    public void received(SipMessage message, Flow flow) {
        if (handler == null) {
            messages.add(new Came<>(message, flow));
        } else {
            handler.run();
        }
    }

    @Override
    public void malformed(Malformed problem, Flow flow) {
        malformed.add(new Came<>(problem, flow));
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        closings.add(new Came<>(reason, flow));
    }

    @Override
    public void close() {
        layer.close();
        pool.close();
    }
}
