package io.sidetone.server.stats;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One number that operators can ask for. Thread-safe.
///
/// @param group the module that it is of, or `core`, `net`, ...
/// @param name unique in its group
/// @param description one sentence
/// @param source gives the number, fast and without waiting
/// @param counter what counts it, so that it can be set back; null for a number that is measured
public record Statistic(
        String group,
        String name,
        String description,
        LongSupplier source,
        @Nullable Counter counter) {

    /// A counted one.
    public static Statistic of(String group, String name, String description, Counter counter) {
        return new Statistic(group, name, description, counter::value, counter);
    }

    /// A measured one.
    public static Statistic of(String group, String name, String description, LongSupplier source) {
        return new Statistic(group, name, description, source, null);
    }

    /// `group:name`.
    public String fullName() {
        return group + ":" + name;
    }

    /// The number now.
    public long value() {
        return source.getAsLong();
    }
}
