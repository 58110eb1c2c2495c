package io.sidetone.sip.proxy;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.transport.Unsent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Several real threads that are everything at once: the network, the workers of the pool, and time. A datagram
/// comes on whatever thread is free, some are lost, some come twice, and timers go off in between. Thread-safe.
final class Crowd implements Network {

    private static final int THREADS = 4;

    /// A moment passes whenever so much has been done, or nothing is to be done and nobody is at work. So time
    /// does not run away from a thread that the machine holds up in the midst of it.
    private static final int WORK_PER_TICK = 8;

    /// Of the clock that the crowd moves.
    private static final long LIMIT = Duration.ofHours(2).toNanos();

    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(THREADS), clock, work::add);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final Map<InetSocketAddress, CrowdListener> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final Random random;
    private final Runnable sending;

    /// @param sending looks on whenever a datagram is sent
    Crowd(long seed, Runnable sending) {
        this.random = new Random(seed);
        this.sending = sending;
    }

    ManualClock clock() {
        return clock;
    }

    StrandPool pool() {
        return pool;
    }

    TimerWheel wheel() {
        return wheel;
    }

    void execute(Runnable task) {
        work.add(task);
    }

    /// Lets all threads work until something is so, or two hours of their time are over.
    void runUntil(BooleanSupplier condition) throws Exception {
        long end = clock.nanoTime() + LIMIT;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    while (!condition.getAsBoolean() && clock.nanoTime() < end) {
                        turn();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void turn() {
        Runnable next = work.poll();
        if (next == null && busy.get() > 0) {
            return;
        }
        busy.incrementAndGet();
        try {
            for (int done = 1; next != null; done++) {
                next.run();
                next = done < WORK_PER_TICK ? work.poll() : null;
            }
            clock.advance(TimerWheel.TICK);
            wheel.turn();
        } finally {
            busy.decrementAndGet();
        }
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) {
        CrowdListener listener = new CrowdListener(this, settings, receiver);
        listeners.put(settings.address(), listener);
        return listener;
    }

    private SendResult send(CrowdFlow flow, byte[] octets) {
        sending.run();
        CrowdListener there = listeners.get(flow.remote());
        int copies = there == null ? 0 : copies();
        for (int i = 0; i < copies; i++) {
            CrowdFlow back = new CrowdFlow(this, there, /* local= */ flow.remote(), /* remote= */ flow.local());
            work.add(() -> there.receiver().datagram(octets.clone(), back));
        }
        return SendResult.SENT;
    }

    /// One in ten is lost, one in ten comes twice.
    private int copies() {
        int chance = random.nextInt(10);
        return chance == 0 ? 0 : chance == 1 ? 2 : 1;
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private record CrowdListener(Crowd crowd, ListenerSettings settings, FlowReceiver receiver) implements Listener {

        @Override
        public InetSocketAddress local() {
            return settings.address();
        }

        @Override
        public @Nullable SentBy sentBy() {
            return settings.sentBy(local());
        }

        @Override
        public Flow open(NextHop hop) {
            return new CrowdFlow(crowd, this, local(), hop.address());
        }

        @Override
        public void close() {}
    }

    private record CrowdFlow(Crowd crowd, CrowdListener listener, InetSocketAddress local, InetSocketAddress remote)
            implements Flow {

        @Override
        public SendResult send(byte[] octets, Unsent unsent) {
            return crowd.send(this, octets);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close(ClosingReason reason) {}

        @Override
        public @Nullable PeerIdentity identity() {
            return null;
        }
    }
}
