package io.sidetone.server.stats;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All statistics of a server. Thread-safe.
public final class Statistics {

    private final Map<String, Statistic> all = new ConcurrentSkipListMap<>();

    /// Adds one.
    ///
    /// @throws IllegalArgumentException if there is one of that name
    public void add(Statistic statistic) {
        if (all.putIfAbsent(statistic.fullName(), statistic) != null) {
            throw new IllegalArgumentException("There is a statistic " + statistic.fullName() + " already");
        }
    }

    /// The one with this full name.
    public Optional<Statistic> find(String fullName) {
        return Optional.ofNullable(all.get(fullName));
    }

    /// All, by their full names.
    public Collection<Statistic> all() {
        return all.values();
    }
}
