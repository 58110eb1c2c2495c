package io.sidetone.examples;

import io.sidetone.sip.base.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting for programs of other people, which tell nobody when they have done something.
final class Waiting {

    private static final int LOOK_MILLIS = 20;

    private Waiting() {}

    /// Waits until a condition is true. Answers whether it has become true in time.
    static boolean until(Callable<Boolean> condition, int seconds) throws Exception {
        Clock clock = Clock.system();
        long end = clock.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.call()) {
            if (clock.nanoTime() - end > 0 || never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
