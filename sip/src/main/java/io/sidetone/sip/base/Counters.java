package io.sidetone.sip.base;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// One counter for each value of an enumeration: how often something came out in which way. Thread-safe.
///
/// @param <E> the ways
public final class Counters<E extends Enum<E>> {

    private final Map<E, LongAdder> counters;

    /// Counters that stand at zero, one for each value of the type.
    public Counters(Class<E> type) {
        // Filled here and never changed, so that it can be read without a lock.
        counters = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            counters.put(value, new LongAdder());
        }
    }

    /// Counts one more.
    public void count(E value) {
        counter(value).increment();
    }

    /// How many were counted so far.
    public long of(E value) {
        return counter(value).sum();
    }

    private LongAdder counter(E value) {
        return Objects.requireNonNull(counters.get(value));
    }
}
