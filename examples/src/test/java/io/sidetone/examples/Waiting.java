package io.sidetone.examples;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waiting for programs that tell nobody when they have done something.
final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(20);

    private Waiting() {}

    /// Waits until a condition is true. Answers whether it has become true in time.
    static boolean until(Callable<Boolean> condition, int seconds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }
}
