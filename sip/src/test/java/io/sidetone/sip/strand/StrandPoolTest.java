package io.sidetone.sip.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrandPoolTest {

    private final ManualClock clock = new ManualClock();
    private final StrandPool pool = new StrandPool(new PoolLimits(1, 16, 8, 4), clock);
    private final CountDownLatch gate = new CountDownLatch(1);
    private int hash;
    private Strand last = pool.strand(0);

    @AfterEach
    void close() {
        gate.countDown();
        pool.close();
    }

    @Test
    void anIdleStrandRunsOnTheThreadThatRead() {
        AtomicReference<Thread> ran = new AtomicReference<>();

        assertThat(pool.run(pool.strand(1), () -> ran.set(Thread.currentThread())))
                .isTrue();

        assertThat(ran.get()).isSameAs(Thread.currentThread());
        assertThat(pool.inline()).isEqualTo(1);
        assertThat(pool.handedOver()).isZero();
    }

    @Test
    void readersHandOverWhenMostTasksTakeLongAndTakeItBackWhenTheyDoNot() {
        Strand strand = pool.strand(1);
        for (int i = 0; i < 5; i++) {
            pool.run(strand, () -> clock.advance(Duration.ofNanos(110_000)));
        }

        AtomicReference<Thread> ran = new AtomicReference<>();
        pool.run(strand, () -> ran.set(Thread.currentThread()));
        await(strand);
        assertThat(ran.get().getName()).startsWith("worker-");
        assertThat(pool.inline()).isEqualTo(5);

        for (int i = 0; i < 100; i++) {
            pool.run(strand, () -> {});
            await(strand);
        }
        pool.run(strand, () -> ran.set(Thread.currentThread()));
        assertThat(ran.get()).isSameAs(Thread.currentThread());
    }

    /// A processor that somebody else had meanwhile, or a collection.
    @Test
    void someTasksThatTookAgesSendNobodyToTheWorkers() {
        Strand strand = pool.strand(1);
        for (int i = 0; i < 100; i++) {
            pool.run(strand, () -> clock.advance(Duration.ofNanos(40_000)));
            pool.run(strand, () -> clock.advance(Duration.ofNanos(40_000)));
            pool.run(strand, () -> clock.advance(Duration.ofMillis(10)));
        }

        assertThat(pool.handedOver()).isZero();
    }

    @Test
    void aStrandThatIsBusyHoldsNoOtherUp() throws InterruptedException {
        Strand busy = pool.strand(1);
        Strand idle = other(busy);
        pool.execute(busy, this::waitForTheGate);
        CountDownLatch second = new CountDownLatch(1);

        assertThat(pool.run(busy, second::countDown)).isTrue();
        AtomicReference<Thread> ran = new AtomicReference<>();
        pool.run(idle, () -> ran.set(Thread.currentThread()));

        assertThat(ran.get()).isSameAs(Thread.currentThread());
        assertThat(second.getCount()).isEqualTo(1);
        gate.countDown();
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneCallCannotTakeTheWholeQueue() throws InterruptedException {
        Strand strand = pool.strand(1);
        CountDownLatch busy = new CountDownLatch(1);
        pool.execute(strand, () -> {
            busy.countDown();
            waitForTheGate();
        });
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        AtomicInteger done = new AtomicInteger();

        int taken = 0;
        for (int i = 0; i < 10; i++) {
            taken += pool.run(strand, done::incrementAndGet) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(4);
        assertThat(pool.refused()).isEqualTo(6);
        pool.execute(strand, done::incrementAndGet);
        gate.countDown();
        await(strand);
        assertThat(done).hasValue(5);
    }

    @Test
    void readersAreToldWhenToStopAndWhenToGoOn() {
        CountDownLatch resumed = new CountDownLatch(1);
        List<Strand> strands = new ArrayList<>();
        for (int i = 0; strands.size() < 3; i++) {
            if (!strands.contains(pool.strand(i))) {
                strands.add(pool.strand(i));
            }
        }
        strands.forEach(strand -> pool.execute(strand, this::waitForTheGate));
        for (int i = 0; !pool.isFull(); i++) {
            pool.execute(strands.get(i % 3), () -> {});
        }
        assertThat(pool.queued()).isEqualTo(8);
        pool.whenThereIsRoom(resumed::countDown);
        assertThat(resumed.getCount()).isEqualTo(1);

        gate.countDown();
        strands.forEach(this::await);

        assertThat(resumed.getCount()).isZero();
        assertThat(pool.isFull()).isFalse();
        assertThat(pool.stops()).isEqualTo(1);
        AtomicInteger atOnce = new AtomicInteger();
        pool.whenThereIsRoom(atOnce::incrementAndGet);
        assertThat(atOnce).hasValue(1);
    }

    @Test
    void aTaskThatFailsEndsNothing() {
        Strand strand = pool.strand(1);
        AtomicInteger done = new AtomicInteger();

        pool.run(strand, () -> {
            throw new IllegalStateException("on purpose");
        });
        pool.execute(strand, () -> {
            throw new StackOverflowError("on purpose");
        });
        pool.execute(strand, done::incrementAndGet);
        await(strand);

        assertThat(done).hasValue(1);
        assertThat(pool.failed()).isEqualTo(2);
    }

    @Test
    void theEndLosesNothing() {
        AtomicInteger done = new AtomicInteger();
        Strand strand = pool.strand(1);
        for (int i = 0; i < 100; i++) {
            pool.execute(strand, done::incrementAndGet);
        }
        pool.close();
        assertThat(done).hasValue(100);

        pool.execute(strand, done::incrementAndGet);
        pool.run(strand, done::incrementAndGet);
        assertThat(done).hasValue(102);
    }

    /// Several readers and timers, strands at random: within a strand, the tasks of each source run in their
    /// order and never two at once.
    @Test
    void tasksOfAStrandKeepTheirOrderAndNeverOverlap() throws InterruptedException {
        StrandPool large = new StrandPool(new PoolLimits(3, 8, 1 << 20, 1 << 20), clock);
        int sources = 4;
        int tasks = 20_000;
        Ledger ledger = new Ledger();
        List<Thread> threads = new ArrayList<>();
        for (int source = 0; source < sources; source++) {
            int me = source;
            threads.add(Thread.ofPlatform().start(() -> {
                Random random = new Random(me);
                for (int i = 0; i < tasks; i++) {
                    int hash = random.nextInt(64);
                    Runnable task = ledger.task(large.strand(hash), me, i, random.nextInt(100) == 0 ? clock : null);
                    if (random.nextBoolean()) {
                        large.run(large.strand(hash), task);
                    } else {
                        large.execute(large.strand(hash), task);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        large.close();

        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.done()).isEqualTo(sources * tasks);
        assertThat(large.inline()).isPositive();
        assertThat(large.handedOver()).isPositive();
    }

    /// One message in three has to wait, as for a database, and gives its strand up meanwhile. All others, of the
    /// same calls too, are done before any of those can go on; and what goes on keeps to its strand.
    @Test
    void whoWaitsHoldsNothingUp() throws InterruptedException {
        StrandPool large = new StrandPool(new PoolLimits(2, 8, 1 << 20, 1 << 20), clock);
        int messages = 9_000;
        Ledger ledger = new Ledger();
        Random random = new Random(5);
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        CountDownLatch others = new CountDownLatch(messages - messages / 3);
        for (int i = 0; i < messages; i++) {
            Strand strand = large.strand(random.nextInt(64));
            Runnable begin = ledger.task(strand, 0, i, random.nextInt(20) == 0 ? clock : null);
            Runnable goOn = ledger.task(strand, i + 1, 0, null);
            boolean waits = i % 3 == 0;
            large.run(strand, () -> {
                begin.run();
                if (waits) {
                    waiting.add(() -> large.execute(strand, goOn));
                } else {
                    others.countDown();
                }
            });
        }

        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
        List<Thread> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(Thread.ofVirtual().start(() -> {
                for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                    next.run();
                }
            }));
        }
        for (Thread answer : answers) {
            answer.join();
        }
        large.close();
        waiting.forEach(Runnable::run);

        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.done()).isEqualTo(messages + messages / 3);
    }

    @Test
    void othersMayDoTheWork() {
        List<Runnable> work = new ArrayList<>();
        StrandPool lent = new StrandPool(new PoolLimits(1, 16, 8, 4), clock, work::add);
        AtomicInteger done = new AtomicInteger();
        lent.execute(lent.strand(1), done::incrementAndGet);
        lent.execute(lent.strand(1), done::incrementAndGet);
        lent.run(lent.strand(1), done::incrementAndGet);
        lent.close();
        assertThat(done).hasValue(0);

        assertThat(work).hasSize(1);
        work.getFirst().run();
        assertThat(done).hasValue(3);
    }

    @Test
    void limitsAreChecked() {
        assertThat(PoolLimits.ofWorkers(2).strands()).isEqualTo(4096);
        assertThatThrownBy(() -> new PoolLimits(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolLimits(1, 3, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Strand other(Strand strand) {
        for (int i = 0; ; i++) {
            if (pool.strand(i) != strand) {
                return pool.strand(i);
            }
        }
    }

    private void waitForTheGate() {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody opened the gate");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until a strand has done what it was given so far: the only worker then turns to another one, and not
    /// to the one that it may still be leaving.
    private void await(Strand strand) {
        CountDownLatch reached = new CountDownLatch(1);
        do {
            hash++;
        } while (pool.strand(hash) == strand || pool.strand(hash) == last);
        last = pool.strand(hash);
        pool.execute(last, reached::countDown);
        try {
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
