package io.sidetone.sip.strand;

import io.sidetone.sip.base.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The timers of all strands. Starting and stopping one costs the same however many there are. Thread-safe.
///
/// Time is cut into ticks, and each tick has a slot; the slots are used over and over, so a timer that is far
/// away stands in its slot for several turns. A timer fires at the first tick that is not before its time, never
/// earlier.
public final class TimerWheel implements AutoCloseable {

    /// How exact timers are. The shortest of SIP is 500 ms.
    public static final Duration TICK = Duration.ofMillis(10);

    /// One turn is 41 seconds: more than the 32 seconds that most timers of SIP take at most.
    private static final int SLOTS = 4096;

    private final StrandPool pool;
    private final Clock clock;
    private final long origin;
    private final Slot[] slots = new Slot[SLOTS];
    private final LongAdder waiting = new LongAdder();

    /// The last tick whose timers have fired. Written under the lock of this.
    private volatile long ticked;

    private @Nullable Thread ticker;

    /// A wheel that somebody has to turn: [#turn], or a thread that [#begin] starts.
    public TimerWheel(StrandPool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.origin = clock.nanoTime();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(waiting);
        }
    }

    /// Starts a timer: after the delay, the pool runs the task in its strand.
    ///
    /// @param delay from zero; a timer without delay fires at the next tick
    public Timer start(Duration delay, Strand strand, Runnable task) {
        Timer timer = new TaskTimer(task);
        start(delay, strand, timer);
        return timer;
    }

    /// Begins a timer that knows itself what it does.
    ///
    /// @param delay from zero; a timer without delay fires at the next tick
    public void start(Duration delay, Strand strand, Timer timer) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A timer of the past: " + delay);
        }
        // A tick more than the delay has room for: part of the present one is over.
        long due = (clock.nanoTime() - origin + delay.toNanos()) / TICK.toNanos() + 1;
        long tick = Math.max(due, ticked + 1);
        // The wheel may just have passed the slot: then the next one will do.
        while (!slots[(int) (tick & (SLOTS - 1))].add(timer, tick, strand)) {
            tick++;
        }
    }

    /// Fires all timers whose time has come, in the order of their ticks and, within one, of their start.
    public void turn() {
        pool.runAll(due());
    }

    private synchronized List<Timer> due() {
        long now = (clock.nanoTime() - origin) / TICK.toNanos();
        List<Timer> due = new ArrayList<>();
        for (long tick = ticked + 1; tick <= now; tick++) {
            slots[(int) (tick & (SLOTS - 1))].take(tick, due);
            ticked = tick;
        }
        return due;
    }

    /// How many timers wait.
    public long waiting() {
        return waiting.sum();
    }

    /// Starts a daemon that turns the wheel at every tick. To be called once.
    public synchronized void begin() {
        if (ticker != null) {
            throw new IllegalStateException("The wheel turns already");
        }
        ticker = Thread.ofPlatform().daemon().name("timers").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, TICK.toNanos());
                turn();
            }
        });
    }

    /// Ends the daemon, if there is one. Timers that wait do not fire any more.
    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.interrupt();
        }
    }

    /// The timers of one tick and of those that are a multiple of a turn away. Its lock guards them.
    static final class Slot {

        private final LongAdder waiting;
        private @Nullable Timer first;
        private @Nullable Timer last;
        private long fired;

        Slot(LongAdder waiting) {
            this.waiting = waiting;
        }

        /// Adds a timer, unless its tick is over.
        synchronized boolean add(Timer timer, long tick, Strand strand) {
            if (tick <= fired) {
                return false;
            }
            timer.begin(this, tick, strand);
            waiting.increment();
            Timer before = last;
            timer.previous = before;
            if (before == null) {
                first = timer;
            } else {
                before.next = timer;
            }
            last = timer;
            return true;
        }

        synchronized void remove(Timer timer) {
            waiting.decrement();
            Timer before = timer.previous;
            Timer after = timer.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.previous = before;
            }
            timer.previous = null;
            timer.next = null;
        }

        synchronized void take(long tick, List<Timer> due) {
            fired = tick;
            Timer timer = first;
            while (timer != null) {
                Timer after = timer.next;
                if (timer.tick() <= tick) {
                    remove(timer);
                    timer.take();
                    due.add(timer);
                }
                timer = after;
            }
        }
    }
}
