package io.sidetone.sip.strand;

import io.sidetone.sip.testing.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Notes which tasks ran, and what was wrong with their order. Thread-safe.
final class Ledger {

    /// What one strand has seen; not guarded, since its tasks must not overlap.
    private static final class Page {
        private final Map<Integer, Integer> last = new HashMap<>();
        private final AtomicInteger running = new AtomicInteger();
    }

    private final Map<Strand, Page> pages = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger done = new AtomicInteger();

    /// A task of a source with its number.
    ///
    /// @param slow moved by two milliseconds, so that the task seems to take so long
    Runnable task(Strand strand, int source, int number, @Nullable ManualClock slow) {
        Page page = pages.computeIfAbsent(strand, _ -> new Page());
        return () -> {
            if (page.running.incrementAndGet() != 1) {
                faults.add("two at once");
            }
            Integer before = page.last.put(source, number);
            if (before != null && before >= number) {
                faults.add("source " + source + ": " + number + " behind " + before);
            }
            if (slow != null) {
                slow.advance(Duration.ofMillis(2));
            }
            done.incrementAndGet();
            page.running.decrementAndGet();
        };
    }

    List<String> faults() {
        return faults;
    }

    int done() {
        return done.get();
    }
}
