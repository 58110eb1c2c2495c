package io.sidetone.server.module;

import java.time.Duration;

/// The parameters of a module that uses [Lookup]s. Thread-safe once the module is defined.
public final class LookupParameters {

    private static final long YEAR = 31_536_000;

    private final ModuleParameter<Long> entries;
    private final ModuleParameter<Long> time;
    private final ModuleParameter<Long> refresh;
    private final ModuleParameter<Long> nothing;
    private final ModuleParameter<Long> limit;

    private LookupParameters(ModuleBuilder module, long time, long refresh, long nothing) {
        this.entries = module.integer("cache_entries", 100_000, "How many answers of the database are in memory.")
                .between(16, 100_000_000);
        this.time = module.integer("cache_time", time, "For how many seconds an answer is in memory.")
                .between(0, YEAR);
        this.refresh = module.integer(
                        "cache_refresh",
                        refresh,
                        "After how many seconds the next message that uses an answer has it read anew, without waiting "
                                + "for it.")
                .between(0, YEAR);
        this.nothing = module.integer(
                        "cache_negative_time", nothing, "For how many seconds it is in memory that there is nothing.")
                .between(0, YEAR);
        this.limit = module.integer(
                        "lookup_limit", 1_000, "How many messages may wait for the database at a time; others fail.")
                .between(1, 100_000);
    }

    /// Adds them to a module; times are the usual ones, in seconds.
    public static LookupParameters define(ModuleBuilder module, long time, long refresh, long nothing) {
        return new LookupParameters(module, time, refresh, nothing);
    }

    /// What was set.
    public Lookup.Settings settings() {
        return new Lookup.Settings(
                entries.value().intValue(),
                Duration.ofSeconds(refresh.value()),
                Duration.ofSeconds(time.value()),
                Duration.ofSeconds(nothing.value()),
                limit.value().intValue());
    }
}
