package io.sidetone.sip.testing;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsSettings;
import io.sidetone.sip.transport.ListenerSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A [TestBed] in memory. Its time passes only while it runs, from one event to the next, and everything happens
/// on the thread that runs it: with one seed a test does the same each time. An hour without much to do takes a
/// fraction of a second.
///
/// What a task throws stays in the pool, which logs and counts it; what a receiver of a network throws ends the
/// run. At one time timers come first, then what arrives on the network, each with all the work that follows from
/// it. Confined to one thread.
public final class Simulation implements TestBed {

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(1), clock, tasks::add);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final long origin = clock.nanoTime();
    private final VirtualNetwork network;

    /// Made when it is first needed: that takes a while.
    private @Nullable TlsContext tls;

    Simulation(long seed) {
        this.network = new VirtualNetwork(clock, seed);
    }

    @Override
    public VirtualNetwork network() {
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

    /// How to open a socket without certificates, which a virtual network does not need.
    public ListenerSettings socket(Transport transport, InetSocketAddress address) {
        return transport.isSecure()
                ? ListenerSettings.of(transport, address, tls())
                : ListenerSettings.of(transport, address);
    }

    /// A socket for TLS must have some, though nobody looks at it here.
    private TlsContext tls() {
        TlsContext loaded = tls;
        if (loaded == null) {
            try {
                loaded = TlsContext.load(TlsSettings.of());
            } catch (TlsException e) {
                throw new IllegalStateException("The Java platform can do no TLS", e);
            }
            tls = loaded;
        }
        return loaded;
    }

    @Override
    public ListenerSettings socket(Transport transport) {
        return socket(transport, new InetSocketAddress(VirtualHost.loopback(4), 0));
    }

    /// Lets so much time pass, and all happen that happens in it.
    public void run(Duration time) {
        runUntil(() -> false, time);
    }

    /// Lets time pass until a condition is true, or the limit is over. The condition is looked at each time that
    /// the clock has moved and everything due has happened.
    ///
    /// @return whether it has become true
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = clock.nanoTime() + limit.toNanos();
        settle();
        while (!condition.getAsBoolean()) {
            long now = clock.nanoTime();
            if (now >= end) {
                return false;
            }
            long next = Math.min(network.nextEvent(), nextTick(now));
            clock.advance(Duration.ofNanos(Math.min(next, end) - now));
            settle();
        }
        return true;
    }

    private long nextTick(long now) {
        long tick = TimerWheel.TICK.toNanos();
        return origin + ((now - origin) / tick + 1) * tick;
    }

    /// Does all that is due now.
    private void settle() {
        wheel.turn();
        Runnable task = tasks.poll();
        while (task != null || network.turn()) {
            if (task != null) {
                task.run();
            }
            task = tasks.poll();
        }
    }

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
        return runUntil(condition, limit);
    }

    /// Nothing to do: conditions are looked at after everything that happens.
    @Override
    public void changed() {}

    @Override
    public void close() {
        wheel.close();
        network.close();
        settle();
        pool.close();
    }
}
