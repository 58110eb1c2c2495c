package io.sidetone.dist.child;

import io.sidetone.sip.base.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting for programs of other people, which tell nobody when they have done something. Thread-safe: only
/// functions.
public final class Patience {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Patience() {}

    /// What is waited for.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /// Waits until something is so. Answers whether it has become so in time.
    public static boolean until(Condition condition, Duration limit) throws IOException, InterruptedException {
        Clock clock = Clock.system();
        long end = clock.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (clock.nanoTime() - end > 0) {
                return false;
            }
            pause(LOOK);
        }
        return true;
    }

    /// Lets time pass.
    public static void pause(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
