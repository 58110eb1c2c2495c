package io.sidetone.sip.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.testing.ManualClock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private final ManualClock clock = new ManualClock();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(1), clock);
    private final TimerWheel wheel = new TimerWheel(pool, clock);
    private final Strand strand = pool.strand(1);
    private final List<String> fired = new ArrayList<>();
    private int next = 2;

    @AfterEach
    void close() {
        wheel.close();
        pool.close();
    }

    @Test
    void aTimerFiresAtTheFirstTickThatIsNotBeforeItsTime() {
        after(500, "A");
        pass(499);
        assertThat(fired).isEmpty();
        pass(11);
        assertThat(fired).containsExactly("A");
        pass(100_000);
        assertThat(fired).containsExactly("A");
        assertThat(wheel.waiting()).isZero();
    }

    @Test
    void timersFireInTheOrderOfTheirTimesWhateverTheOrderOfTheirStart() {
        after(32_000, "B");
        after(500, "A1");
        after(500, "A2");
        after(3_600_000, "session");
        after(64_000, "twice a turn");
        after(0, "now");

        pass(4_000_000);

        assertThat(fired).containsExactly("now", "A1", "A2", "B", "twice a turn", "session");
    }

    @Test
    void aTimerThatIsStoppedNeverFires() {
        Timer first = after(500, "first");
        Timer second = after(500, "second");
        Timer third = after(500, "third");

        assertThat(second.stop()).isTrue();
        assertThat(second.stop()).isFalse();
        assertThat(wheel.waiting()).isEqualTo(2);
        pass(1000);

        assertThat(fired).containsExactly("first", "third");
        assertThat(first.stop()).isFalse();
        assertThat(third.stop()).isFalse();
    }

    @Test
    void aTimerThatWasStoppedKeepsNothingAlive() {
        List<String> transaction = new ArrayList<>();
        WeakReference<List<String>> watched = new WeakReference<>(transaction);
        Timer timer = wheel.start(Duration.ofHours(1), strand, transaction::clear);
        timer.stop();
        transaction = null;

        for (int i = 0; i < 50 && watched.get() != null; i++) {
            System.gc();
        }
        assertThat(watched.get()).isNull();
        assertThat(timer.stop()).isFalse();
    }

    @Test
    void noTimerIsEarlyLateOrLost() {
        Random random = new Random(1);
        List<Timer> timers = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        List<Long> off = new ArrayList<>();
        int stopped = 0;
        for (int i = 0; i < 2_000; i++) {
            long due = clock.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(120_000_000));
            timers.add(wheel.start(Duration.ofNanos(due - clock.nanoTime()), strand, () -> {
                count.incrementAndGet();
                off.add(clock.nanoTime() - due);
            }));
            if (random.nextInt(4) == 0) {
                stopped += timers.get(random.nextInt(timers.size())).stop() ? 1 : 0;
            }
            pass(random.nextInt(10));
        }
        for (int i = 0; i < 13_000; i++) {
            pass(10);
        }
        assertThat(count.get() + stopped).isEqualTo(2_000);
        assertThat(off).allSatisfy(nanos -> assertThat(nanos).isBetween(0L, 2 * TimerWheel.TICK.toNanos()));
    }

    @Test
    void amongAMillionTimersEachFiresOnceAndWhatWasStoppedNever() {
        int count = 1_000_000;
        AtomicInteger ran = new AtomicInteger();
        List<Timer> timers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            timers.add(wheel.start(Duration.ofMillis(500 + i % 64_000), strand, ran::incrementAndGet));
        }
        for (int i = 0; i < count; i += 2) {
            assertThat(timers.get(i).stop()).isTrue();
        }
        assertThat(wheel.waiting()).isEqualTo(count / 2);
        for (int i = 0; i < 650; i++) {
            pass(100);
        }
        assertThat(wheel.waiting()).isZero();
        assertThat(ran).hasValue(count / 2);
    }

    @Test
    void shortTasksRunWhereTheWheelIsTurned() {
        List<Runnable> jobs = new ArrayList<>();
        StrandPool lent = new StrandPool(PoolLimits.ofWorkers(1), clock, jobs::add);
        TimerWheel other = new TimerWheel(lent, clock);
        for (int i = 0; i < 30; i++) {
            String name = "timer " + i;
            Timer _ = other.start(Duration.ofMillis(500), lent.strand(i % 10), () -> fired.add(name));
        }
        clock.advance(Duration.ofSeconds(1));
        other.turn();

        assertThat(jobs).isEmpty();
        assertThat(fired).hasSize(30).containsSubsequence("timer 3", "timer 13", "timer 23");
        assertThat(lent.inline()).isEqualTo(30);
    }

    @Test
    void whereTasksTakeLongTimersThatGoOffTogetherWakeAWorkerOnce() {
        List<Runnable> jobs = new ArrayList<>();
        StrandPool lent = new StrandPool(PoolLimits.ofWorkers(1), clock, jobs::add);
        TimerWheel other = new TimerWheel(lent, clock);
        for (int i = 0; i < 5; i++) {
            assertThat(lent.run(lent.strand(0), () -> clock.advance(Duration.ofMillis(10))))
                    .isTrue();
        }
        for (int i = 0; i < 30; i++) {
            String name = "timer " + i;
            Timer _ = other.start(Duration.ofMillis(500), lent.strand(i % 10), () -> fired.add(name));
        }
        clock.advance(Duration.ofSeconds(1));
        other.turn();

        assertThat(jobs).hasSize(1);
        assertThat(lent.queued()).isEqualTo(30);
        jobs.forEach(Runnable::run);
        assertThat(fired).hasSize(30).containsSubsequence("timer 3", "timer 13", "timer 23");
        assertThat(lent.queued()).isZero();
    }

    @Test
    void whoStartsItsTimerAnewIsLateByATickAtMostEachTime() {
        int times = 1000;
        long start = clock.nanoTime();
        for (int i = 0; i < times; i++) {
            int before = fired.size();
            after(500, "again");
            while (fired.size() == before) {
                pass(10);
            }
        }
        assertThat(clock.nanoTime() - start)
                .isBetween(times * 500_000_000L, times * (500_000_000L + TimerWheel.TICK.toNanos()));
    }

    @Test
    void aThreadTurnsTheWheel() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (TimerWheel turning = new TimerWheel(pool, Clock.system())) {
            turning.begin();
            assertThatThrownBy(turning::begin).isInstanceOf(IllegalStateException.class);
            turning.start(Duration.ofMillis(1), strand, done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void noTimerIsOfThePast() {
        assertThatThrownBy(() -> wheel.start(Duration.ofMillis(-1), strand, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private Timer after(long millis, String name) {
        return wheel.start(Duration.ofMillis(millis), strand, () -> fired.add(name));
    }

    /// Lets time pass, and waits until the timers that are due have run.
    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        wheel.turn();
        do {
            awaitWorker();
        } while (pool.queued() > 0);
    }

    /// Waits until the only worker turns to another strand, and not to the one that it may still be leaving.
    private void awaitWorker() {
        CountDownLatch done = new CountDownLatch(1);
        next = next == 2 ? 3 : 2;
        pool.execute(pool.strand(next), done::countDown);
        try {
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
