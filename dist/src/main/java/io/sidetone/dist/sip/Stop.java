package io.sidetone.dist.sip;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// That somebody wants the program to end, and a moment for it to do so in good order. Thread-safe.
final class Stop {

    private static final int SECONDS = 5;

    private final CompletableFuture<Void> wanted = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /// It is to end, and has until this comes back.
    void now() {
        wanted.complete(null);
        try {
            var _ = ended.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// It has ended.
    void ended() {
        ended.countDown();
    }

    /// Whether it is to end.
    boolean isWanted() {
        return wanted.isDone();
    }

    /// Waits for something, for a time, and at most until the program is to end. Answers whether it has happened.
    boolean await(CompletableFuture<?> event, Duration limit) {
        try {
            Object _ = CompletableFuture.anyOf(event.handle((_, _) -> true), wanted)
                    .get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Which the caller is told.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return event.isDone();
    }

    /// Lets time pass, at most until the program is to end.
    void pause(Duration time) {
        boolean _ = await(new CompletableFuture<>(), time);
    }
}
