package io.sidetone.sip.strand;

import io.sidetone.sip.base.Clock;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// The one pool of threads that handle messages and timers, ordered by strands. Thread-safe.
///
/// A message is handled on the thread that read it, a timer on the one that turns the wheel, as long as that takes
/// less than it costs to wake another one. If most take longer, the work goes to the workers and they go on reading
/// or turning: then one socket or one connection keeps all processors busy, and the calls still stay in order.
public final class StrandPool implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StrandPool.class.getName());

    /// A task that takes longer is worth waking a worker for: several times what it costs to hand it over, as
    /// measured on two cores.
    private static final long LONG_NANOS = 100_000;

    /// How many of the last tasks are looked at: readers hand over while more than half of them took long.
    private static final int LAST = 8;

    /// So many tasks in a row of one strand, or of strands that became busy together; then others have their
    /// turn.
    private static final int TURN = 32;

    private final PoolLimits limits;
    private final Clock clock;
    private final Strand[] strands;
    private final Executor workers;
    private final Backlog backlog;

    /// Which of the last tasks took long, a bit for each. Not how long they took: a few took ages because something
    /// else had the processor meanwhile, and must not send all behind them to the workers. Written by all threads
    /// without a lock: a lost update only leaves one task out.
    private volatile int longOnes;

    private final LongAdder inline = new LongAdder();
    private final LongAdder handedOver = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /// A pool whose workers are started when there is work for them. They are daemons.
    public StrandPool(PoolLimits limits, Clock clock) {
        this(limits, clock, threads(limits.workers()));
    }

    /// A pool whose work others do, as a test on its own thread.
    ///
    /// @param workers runs what it is given later or on other threads, never before it comes back; if it is an
    ///     `ExecutorService` it is closed with the pool
    public StrandPool(PoolLimits limits, Clock clock, Executor workers) {
        this.limits = limits;
        this.clock = clock;
        this.workers = workers;
        this.backlog = new Backlog(limits.queued());
        this.strands = new Strand[limits.strands()];
        for (int i = 0; i < strands.length; i++) {
            strands[i] = new Strand();
        }
    }

    private static ExecutorService threads(int count) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("worker-" + number.incrementAndGet())
                        .unstarted(task),
                // Only after the end: nothing is lost, whoever comes late does the work.
                (task, _) -> task.run());
    }

    /// The strand of all that has this hash, as that of a Call-ID.
    public Strand strand(int hash) {
        // The low bits alone would be a poor choice: the hashes of similar texts differ little.
        int spread = hash * 0x9E3779B9;
        return strands[(spread ^ (spread >>> 16)) & (strands.length - 1)];
    }

    /// Handles what was read: on this thread if its strand has nothing else to do and tasks are short, else on a
    /// worker after all other tasks of the strand.
    ///
    /// @return false if the strand has too much to do; then the task is lost and counted
    public boolean run(Strand strand, Runnable task) {
        if (runHere(strand, task)) {
            return true;
        }
        if (strand.waiting() >= limits.queuedPerStrand()) {
            refused.increment();
            return false;
        }
        execute(strand, task);
        return true;
    }

    /// Lets a worker run a task after all others of its strand, however many there are: for what must not be
    /// lost, as timers, and the rest of what had to wait.
    public void execute(Strand strand, Runnable task) {
        handedOver.increment();
        backlog.add();
        if (strand.append(task)) {
            schedule(strand);
        }
    }

    /// Runs timers that are due as [#run] does, here or on a worker, but loses none. Those for workers wake one for
    /// many of them. They go off together, and most only take something away that nobody needs any more: that costs
    /// less than to hand it over.
    void runAll(List<Timer> timers) {
        List<Strand> idle = new ArrayList<>();
        for (Timer next : timers) {
            if (!runHere(next.strand(), next)) {
                handedOver.increment();
                backlog.add();
                if (next.strand().append(next)) {
                    idle.add(next.strand());
                }
            }
        }
        for (int from = 0; from < idle.size(); from += TURN) {
            List<Strand> some = idle.subList(from, Math.min(from + TURN, idle.size()));
            workers.execute(() -> some.forEach(this::drain));
        }
    }

    /// Runs a task on this thread, if its strand has nothing else to do and tasks are short.
    private boolean runHere(Strand strand, Runnable task) {
        if (Integer.bitCount(longOnes) > LAST / 2 || !strand.claim()) {
            return false;
        }
        inline.increment();
        perform(task);
        if (strand.release()) {
            schedule(strand);
        }
        return true;
    }

    private void schedule(Strand strand) {
        workers.execute(() -> drain(strand));
    }

    private void drain(Strand strand) {
        for (int i = 0; i < TURN; i++) {
            Runnable task = strand.next();
            if (task == null) {
                return;
            }
            backlog.remove();
            perform(task);
        }
        schedule(strand);
    }

    /// Runs a task to its end. What it throws is a fault of ours, stays here, and is counted: the thread goes on.
    private void perform(Runnable task) {
        long start = clock.nanoTime();
        try {
            task.run();
        } catch (RuntimeException | Error fault) {
            failed.increment();
            LOG.log(Level.ERROR, "A task failed", fault);
        }
        int before = longOnes;
        int after = (before << 1 | (clock.nanoTime() - start >= LONG_NANOS ? 1 : 0)) & ((1 << LAST) - 1);
        if (after != before) {
            longOnes = after;
        }
    }

    /// Whether so many tasks wait that readers should stop reading; [#whenThereIsRoom] tells when to go on.
    public boolean isFull() {
        return backlog.isFull();
    }

    /// Calls back once when no more than half of the limit waits: at once if that is so now, else on a worker.
    public void whenThereIsRoom(Runnable resume) {
        backlog.whenThereIsRoom(resume);
    }

    /// How many tasks wait now.
    public int queued() {
        return backlog.size();
    }

    /// How many tasks ran on the thread that read their message, or that turns the wheel of timers.
    public long inline() {
        return inline.sum();
    }

    /// How many tasks went to a worker.
    public long handedOver() {
        return handedOver.sum();
    }

    /// How many tasks were lost because their strand had too much to do.
    public long refused() {
        return refused.sum();
    }

    /// How many tasks ended with an exception.
    public long failed() {
        return failed.sum();
    }

    /// How often reading had to stop because too many tasks waited.
    public long stops() {
        return backlog.stops();
    }

    /// Ends the workers and waits until they have done what is left. Tasks that come later run on the thread that
    /// brings them. Not to be called by a task.
    @Override
    public void close() {
        if (workers instanceof ExecutorService service) {
            service.close();
        }
    }
}
