package io.sidetone.modules.core;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Values by their names in the memory of this server, for some time or until it ends. Thread-safe.
final class LocalCache {

    /// The most values there may be.
    static final int MOST = 1_000_000;

    /// The most characters of a name.
    static final int LONGEST_NAME = 1_024;

    /// The most characters of a value.
    static final int LONGEST = 65_536;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final int most;

    LocalCache() {
        this(MOST);
    }

    /// @param most the most values there may be
    LocalCache(int most) {
        this.most = most;
    }

    /// @param expires in nanoseconds of the clock; null for never
    private record Entry(Object value, @Nullable Long expires) {

        boolean isOver(long now) {
            return expires != null && expires - now <= 0;
        }
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ScriptError("a name of a cache has 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static @Nullable Long end(long now, long seconds) {
        return seconds <= 0 ? null : (Long) (now + TimeUnit.SECONDS.toNanos(seconds));
    }

    /// Keeps a value.
    ///
    /// @param now nanoseconds of the clock
    /// @param seconds how long; 0 for always
    /// @return false if there are too many
    boolean store(String name, Object value, long seconds, long now) {
        if (Values.text(value).length() > LONGEST) {
            throw new ScriptError("a value of a cache has at most " + LONGEST + " characters");
        }
        if (!hasRoom(checked(name), now)) {
            return false;
        }
        entries.put(name, new Entry(value, end(now, seconds)));
        return true;
    }

    /// What is over goes first when there is no room.
    private boolean hasRoom(String name, long now) {
        if (entries.size() < most || entries.containsKey(name)) {
            return true;
        }
        sweep(now);
        return entries.size() < most;
    }

    /// A value; null if there is none any more.
    @Nullable
    Object fetch(String name, long now) {
        Entry entry = entries.get(name);
        return entry == null || entry.isOver(now) ? null : entry.value;
    }

    /// Forgets a value.
    void remove(String name) {
        entries.remove(name);
    }

    /// Adds to a number, which is 0 if it is not there. Its time begins anew if one is given.
    ///
    /// @return the sum; null if there are too many values
    @Nullable
    Long add(String name, long by, long seconds, long now) {
        if (!hasRoom(checked(name), now)) {
            return null;
        }
        Entry sum = entries.compute(name, (_, before) -> {
            boolean fresh = before == null || before.isOver(now);
            Long number = fresh ? (Long) 0L : Values.integer(before.value);
            if (number == null) {
                throw new ScriptError("the value '" + Written.shown(name) + "' of the cache is no number");
            }
            return new Entry(number + by, seconds > 0 || fresh ? end(now, seconds) : before.expires);
        });
        return (Long) sum.value;
    }

    /// Forgets what is over.
    void sweep(long now) {
        entries.values().removeIf(entry -> entry.isOver(now));
    }

    /// How many values there are, those included that are over and not forgotten yet.
    long size() {
        return entries.size();
    }
}
