package io.sidetone.server.module;

import io.sidetone.server.context.RoutingContext;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.sip.base.Clock;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a module reads from a database for messages: those that ask for what is in memory never wait.
/// Thread-safe.
///
/// What is in memory and older than a while is answered all the same, and read anew beside it. So a change in the
/// database is seen at the latest by the second who asks after that while.
///
/// @param <K> what is asked for
/// @param <V> what is found
public final class Lookup<K, V> {

    /// How long what was found is used.
    ///
    /// @param entries how many answers are in memory at the most
    /// @param refresh after which time the next one who asks has it read anew, without waiting for it
    /// @param keep after which time it is forgotten
    /// @param keepNothing after which time it is forgotten that there is nothing
    /// @param reads how many may wait for the database at a time
    public record Settings(int entries, Duration refresh, Duration keep, Duration keepNothing, int reads) {}

    /// Reads from the database.
    @FunctionalInterface
    public interface Reader<K, V> {

        /// Reads. Waits.
        V read(K key) throws DatabaseException;
    }

    /// Goes on in the script with what was found.
    @FunctionalInterface
    public interface Then<V> {

        /// Goes on.
        ///
        /// @param found what was found
        /// @return what the function of the script returns
        int with(RoutingContext context, Found<V> found);
    }

    /// What was found.
    ///
    /// @param value what was found
    /// @param age how old that is; zero if it was read for who asks
    public record Found<V>(V value, Duration age) {}

    private record Kept<V>(V value, long readAt) {}

    private static final System.Logger LOG = System.getLogger(Lookup.class.getName());

    private final Settings settings;
    private final Clock clock;
    private final Executor blocking;
    private final Reader<K, V> reader;
    private final Predicate<V> nothing;
    private final Semaphore reads;
    private final Set<K> refreshing = ConcurrentHashMap.newKeySet();
    private final Map<K, Kept<V>> entries;

    /// Guarded by [#entries]: what was read before all was forgotten is not kept.
    private long generation;

    /// @param blocking runs what may wait
    /// @param nothing whether what was found is that there is nothing
    public Lookup(Settings settings, Clock clock, Executor blocking, Reader<K, V> reader, Predicate<V> nothing) {
        this.settings = settings;
        this.clock = clock;
        this.blocking = blocking;
        this.reader = reader;
        this.nothing = nothing;
        this.reads = new Semaphore(settings.reads());
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > settings.entries();
            }
        };
    }

    /// Goes on with what is in memory, else waits for the database: what a function returns that may wait.
    ///
    /// @param failed what the function returns if the database fails
    public int ask(RoutingContext context, K key, int failed, Then<V> then) {
        Found<V> found = recall(key);
        return found == null ? readFor(context, key, failed, then) : then.with(context, found);
    }

    /// Waits for the database, whatever is in memory.
    ///
    /// @param failed what the function returns if the database fails
    public int readFor(RoutingContext context, K key, int failed, Then<V> then) {
        return context.await(() -> {
            if (!reads.tryAcquire()) {
                LOG.log(Level.WARNING, "More than {0} messages wait for the database", settings.reads());
                return _ -> failed;
            }
            try {
                V value = read(key);
                return run -> then.with(RoutingContext.of(run), new Found<>(value, Duration.ZERO));
            } catch (DatabaseException e) {
                LOG.log(Level.WARNING, "A message could not be handled: {0}", e.getMessage());
                return _ -> failed;
            } finally {
                reads.release();
            }
        });
    }

    /// What is in memory; null if nothing is.
    private @Nullable Found<V> recall(K key) {
        long now = clock.nanoTime();
        Kept<V> entry;
        synchronized (entries) {
            entry = entries.get(key);
        }
        if (entry == null) {
            return null;
        }
        Duration age = Duration.ofNanos(now - entry.readAt());
        Duration keep = nothing.test(entry.value()) ? settings.keepNothing() : settings.keep();
        if (age.compareTo(keep) >= 0) {
            return null;
        }
        if (age.compareTo(settings.refresh()) >= 0) {
            refresh(key);
        }
        return new Found<>(entry.value(), age);
    }

    private void refresh(K key) {
        if (!refreshing.add(key)) {
            return;
        }
        if (!reads.tryAcquire()) {
            refreshing.remove(key);
            return;
        }
        try {
            blocking.execute(() -> {
                try {
                    V _ = read(key);
                } catch (DatabaseException e) {
                    LOG.log(Level.WARNING, "What is in memory could not be read anew: {0}", e.getMessage());
                } finally {
                    refreshing.remove(key);
                    reads.release();
                }
            });
        } catch (RejectedExecutionException _) {
            // The server ends.
            refreshing.remove(key);
            reads.release();
        }
    }

    private V read(K key) throws DatabaseException {
        long before;
        synchronized (entries) {
            before = generation;
        }
        long now = clock.nanoTime();
        V value = reader.read(key);
        synchronized (entries) {
            if (generation == before) {
                entries.put(key, new Kept<>(value, now));
            }
        }
        return value;
    }

    /// Forgets all.
    public void clear() {
        synchronized (entries) {
            generation++;
            entries.clear();
        }
    }

    /// How many answers are in memory.
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }
}
