package io.sidetone.sip.testing;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A [TestBed] on a real network. Thread-safe.
final class LiveTestBed implements TestBed {

    /// How long a condition that nobody speaks of may be true unseen.
    private static final long LOOK_MILLIS = 10;

    private final Clock clock = Clock.system();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(2), clock);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final Object change = new Object();
    private final Network network;
    private final @Nullable TlsContext tls;

    LiveTestBed(Network network, @Nullable TlsContext tls) {
        this.network = network;
        this.tls = tls;
        wheel.begin();
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public StrandPool pool() {
        return pool;
    }

    @Override
    public TimerWheel wheel() {
        return wheel;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ListenerSettings socket(Transport transport) {
        InetSocketAddress free = new InetSocketAddress(VirtualHost.loopback(4), 0);
        return transport.isSecure() && tls != null
                ? ListenerSettings.of(transport, free, tls)
                : ListenerSettings.of(transport, free);
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        long end = clock.nanoTime() + limit.toNanos();
        try {
            synchronized (change) {
                long left = limit.toMillis();
                while (left > 0 && !condition.getAsBoolean()) {
                    change.wait(Math.min(left, LOOK_MILLIS));
                    left = (end - clock.nanoTime()) / 1_000_000;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }

    @Override
    public void changed() {
        synchronized (change) {
            change.notifyAll();
        }
    }

    @Override
    public void close() {
        wheel.close();
        network.close();
        pool.close();
    }
}
