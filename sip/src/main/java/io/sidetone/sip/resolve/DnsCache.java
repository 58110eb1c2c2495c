package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.base.Rfc;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Keeps answers for as long as they hold. Bounded; reading takes no lock. Thread-safe.
final class DnsCache {

    /// How much is thrown out at once when nothing has run out of time: one in so many.
    private static final int EVICTED_SHARE = 8;

    private final CacheSettings settings;
    private final Clock clock;
    private final ConcurrentMap<Question, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong evictions = new AtomicLong();

    /// @param freshUntil in the nanoseconds of the clock
    /// @param usableUntil the same for answers that may be given late
    private record Entry(Answer answer, long freshUntil, long usableUntil) {}

    DnsCache(CacheSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// The answer to a question, if there is one and it still holds.
    @Nullable
    Answer get(Question question) {
        Entry entry = entries.get(question);
        return entry == null || isPast(entry.freshUntil, clock.nanoTime()) ? null : entry.answer;
    }

    /// Keeps an answer. Gives the one to go on with: another one only if this one is a failure, and an older
    /// one may still be used.
    @Rfc(number = 8767, section = "5")
    Answer put(Question question, Answer answer) {
        long now = clock.nanoTime();
        if (answer instanceof Answer.Failed) {
            Entry old = entries.get(question);
            long pauseEnds = now + settings.failurePause().toNanos();
            if (old != null && !(old.answer instanceof Answer.Failed) && !isPast(old.usableUntil, now)) {
                keep(question, new Entry(old.answer, pauseEnds, old.usableUntil));
                return old.answer;
            }
            keep(question, new Entry(answer, pauseEnds, pauseEnds));
            return answer;
        }
        Duration life = life(answer);
        if (life.isPositive()) {
            long freshUntil = now + life.toNanos();
            keep(
                    question,
                    new Entry(answer, freshUntil, freshUntil + settings.stale().toNanos()));
        }
        return answer;
    }

    @Rfc(number = 2308, section = "5")
    private Duration life(Answer answer) {
        Duration said = Duration.ofSeconds(answer.ttl());
        if (answer instanceof Answer.None) {
            return shorter(said, settings.maxNegativeTtl());
        }
        return said.compareTo(settings.minTtl()) < 0 ? settings.minTtl() : shorter(said, settings.maxTtl());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void keep(Question question, Entry entry) {
        if (entries.size() >= settings.limit() && !entries.containsKey(question)) {
            makeRoom();
        }
        entries.put(question, entry);
    }

    /// Some at a time, so that a full cache does not look for old entries with every new one.
    private synchronized void makeRoom() {
        if (entries.size() < settings.limit()) {
            return;
        }
        long now = clock.nanoTime();
        entries.values().removeIf(entry -> isPast(entry.usableUntil, now));
        int enough = settings.limit() - 1 - settings.limit() / EVICTED_SHARE;
        Iterator<Entry> any = entries.values().iterator();
        while (entries.size() > enough && any.hasNext()) {
            any.next();
            any.remove();
            evictions.incrementAndGet();
        }
    }

    private static boolean isPast(long time, long now) {
        return now - time >= 0;
    }

    int size() {
        return entries.size();
    }

    long evictions() {
        return evictions.get();
    }
}
