package io.sidetone.modules.core;

import io.sidetone.script.run.Output;
import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `cache_store` and its like, for caches in memory: `local`, and `local:NAME` for further ones. Thread-safe.
final class CacheFunctions {

    /// The most caches there may be.
    private static final int CACHES = 100;

    private static final long LONGEST_TIME = 10L * 366 * 86_400;

    private final Map<String, LocalCache> caches = new ConcurrentHashMap<>();

    void define(ModuleBuilder module) {
        module.gauge(
                "cached_values",
                "How many values scripts keep in memory.",
                () -> caches.values().stream().mapToLong(LocalCache::size).sum());
        values(module);
        counters(module);
    }

    /// Forgets what is over.
    void sweep(long now) {
        caches.values().forEach(cache -> cache.sweep(now));
    }

    private static Argument<String> storage() {
        return Argument.text("storage", "Which cache: `local`, or `local:NAME`.");
    }

    private static Argument<String> name() {
        return Argument.text("attribute", "The name of the value.");
    }

    private static Argument<Long> seconds(String name) {
        return Argument.integer(name, "How many seconds it is kept; 0 for always.")
                .between(0, LONGEST_TIME);
    }

    private LocalCache cache(String storage) {
        if (!storage.equals("local") && !storage.startsWith("local:")) {
            throw new ScriptError("there is no cache '" + Written.shown(storage) + "'");
        }
        LocalCache known = caches.get(storage);
        if (known == null && caches.size() >= CACHES) {
            throw new ScriptError("there are " + CACHES + " caches already, which is the limit");
        }
        return known == null ? caches.computeIfAbsent(storage, _ -> new LocalCache()) : known;
    }

    private static long now(RoutingContext context) {
        return context.core().layer().clock().nanoTime();
    }

    private void values(ModuleBuilder module) {
        module.function("cache_store", "Keeps a value in a cache.")
                .with(storage())
                .with(name())
                .with(Argument.value("value", "What is kept: text or a number."))
                .with(seconds("timeout").optional())
                .returns(1, "kept")
                .returns(-1, "the cache is full")
                .example("cache_store(\"local\", \"seen_$fU\", $Ts, 600);")
                .does((context, storage, name, value, seconds) -> {
                    Object kept = value instanceof Long ? value : Values.text(value);
                    return cache(storage).store(name, kept, seconds == null ? 0 : seconds, now(context)) ? 1 : -1;
                });
        module.function("cache_remove", "Forgets a value of a cache.")
                .with(storage())
                .with(name())
                .returns(1, "it is not there any more")
                .example("cache_remove(\"local\", \"seen_$fU\");")
                .does((_, storage, name) -> {
                    cache(storage).remove(name);
                    return 1;
                });
        module.function("cache_fetch", "Reads a value of a cache.")
                .with(storage())
                .with(name())
                .with(Argument.output("result", "Takes the value."))
                .returns(1, "read")
                .returns(-2, "it is not there")
                .example("if (cache_fetch(\"local\", \"seen_$fU\", $var(seen))) xlog(\"$var(seen)\");")
                .does(this::fetch);
    }

    private int fetch(RoutingContext context, String storage, String name, Output result) {
        Object value = cache(storage).fetch(name, now(context));
        if (value == null) {
            return -2;
        }
        result.set(value);
        return 1;
    }

    private void counters(ModuleBuilder module) {
        module.function("cache_counter_fetch", "Reads a number of a cache.")
                .with(storage())
                .with(name())
                .with(Argument.output("result", "Takes the number."))
                .returns(1, "read")
                .returns(-2, "it is not there")
                .example("cache_counter_fetch(\"local\", \"calls\", $var(calls));")
                .does(this::fetch);
        counter(module, "cache_add", "Adds to a number of a cache, which is 0 if it is not there.", 1);
        counter(module, "cache_sub", "Subtracts from a number of a cache, which is 0 if it is not there.", -1);
        module.function("cache_raw_query", "Sends a query to a cache; those in memory know none.")
                .with(storage())
                .with(Argument.text("query", "In the language of the cache."))
                .with(Argument.literal("result", "The name of the variable for what it gives.")
                        .optional())
                .returns(-1, "the cache knows no queries")
                .example("cache_raw_query(\"local\", \"all\");")
                .does((_, storage, _, _) -> {
                    throw new ScriptError("the cache '" + Written.shown(storage) + "' knows no queries");
                });
    }

    private void counter(ModuleBuilder module, String function, String summary, int sign) {
        module.function(function, summary)
                .with(storage())
                .with(name())
                .with(Argument.integer("by", "How much."))
                .with(seconds("expire"))
                .with(Argument.output("result", "Takes the new number.").optional())
                .returns(1, "done")
                .returns(-1, "the cache is full")
                .example(function + "(\"local\", \"calls\", 1, 0, $var(calls));")
                .does((context, storage, name, by, seconds, result) -> {
                    Long sum = cache(storage).add(name, sign * by, seconds, now(context));
                    if (sum != null && result != null) {
                        result.set(sum);
                    }
                    return sum == null ? -1 : 1;
                });
    }
}
