package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransactionLockTest {

    private static final int THREADS = 8;
    private static final int STEPS = 5_000;

    private final TransactionLock lock = new TransactionLock();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void whatIsToldNeverOverlapsKeepsItsOrderAndIsToldWithoutTheLock() throws Exception {
        List<Integer> order = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        List<String> faults = new CopyOnWriteArrayList<>();
        // Written under the lock only.
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> IntStream.range(0, STEPS)
                        .forEach(_ -> lock.run(() -> {
                            int number = next.getAndIncrement();
                            lock.later(() -> {
                                if (lock.isHeld() || inside.incrementAndGet() != 1) {
                                    faults.add("number " + number);
                                }
                                order.add(number);
                                inside.decrementAndGet();
                            });
                        }))));
            }
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(order).isEqualTo(IntStream.range(0, THREADS * STEPS).boxed().toList());
    }

    @Test
    void whatIsDoneInsideIsToldWhenTheOutermostStepIsDone() {
        lock.run(() -> {
            lock.run(() -> lock.later(() -> told.add("inner")));
            told.add("step");
            assertThat(lock.isHeld()).isTrue();
        });
        assertThat(told).containsExactly("step", "inner");
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whatATellingCausesIsToldAfterIt() {
        lock.run(() -> lock.later(() -> {
            lock.run(() -> lock.later(() -> told.add("second")));
            told.add("first");
        }));
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void whoFailsDoesNotKeepOthersFromBeingTold() {
        lock.run(() -> {
            lock.later(() -> {
                throw new IllegalStateException("for the test");
            });
            lock.later(() -> told.add("next"));
        });
        assertThat(told).containsExactly("next");
    }

    @Test
    void aStepThatFailsStillHasItsEventsTold() {
        assertThatThrownBy(() -> lock.run(() -> {
                    lock.later(() -> told.add("before"));
                    throw new IllegalStateException("for the test");
                }))
                .hasMessage("for the test");
        assertThat(told).containsExactly("before");
        lock.run(() -> lock.later(() -> told.add("after")));
        assertThat(told).containsExactly("before", "after");
    }

    @Test
    void whoHoldsOneTakesNoOther() {
        TransactionLock other = new TransactionLock();
        assertThatThrownBy(() -> lock.run(() -> other.run(() -> told.add("never"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must not take another");
        assertThatThrownBy(() -> lock.run(() -> other.make(() -> told.add("never"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lock.make(() -> {
                    other.run(() -> told.add("never"));
                    return 1;
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(told).isEmpty();
        lock.run(() -> lock.later(() -> other.run(() -> told.add("behind it"))));
        assertThat(told).containsExactly("behind it");
    }
}
