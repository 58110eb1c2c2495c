package io.sidetone.modules.htable;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.sip.base.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// One table: numbers and texts by name, each of which may end by itself where the definition says `autoexpire`.
/// Thread-safe.
final class HashTable {

    /// One value.
    ///
    /// @param value a number or text
    /// @param ends when it is gone, in milliseconds of the clock; 0 for never
    record Entry(Object value, long ends) {}

    /// The longest life in seconds, some thousand years, so that no sum overflows.
    private static final long LONGEST = 100_000_000_000L;

    private final TableDefinition definition;
    private final Clock clock;
    private final long most;
    private final BiConsumer<String, Object> expired;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /// @param most how many entries there may be
    /// @param expired is told what has ended by itself
    HashTable(TableDefinition definition, Clock clock, long most, BiConsumer<String, Object> expired) {
        this.definition = definition;
        this.clock = clock;
        this.most = most;
        this.expired = expired;
    }

    TableDefinition definition() {
        return definition;
    }

    private boolean isOver(Entry entry) {
        return entry.ends() != 0 && entry.ends() <= clock.currentTimeMillis();
    }

    /// One entry; null if there is none.
    @Nullable
    Entry entry(String name) {
        Entry entry = entries.get(name);
        return isThere(entry) ? entry : null;
    }

    /// Its value, or what counts for those that are not there.
    @Nullable
    Object get(String name) {
        Entry entry = entry(name);
        return entry == null ? definition.initial() : entry.value();
    }

    /// Sets one; it lives anew if its definition says so.
    ///
    /// @throws ScriptError if there are too many
    void set(String name, Object value) {
        Object plain = plain(value);
        entries.compute(name, (_, before) -> new Entry(plain, ends(before)));
    }

    private static Object plain(Object value) {
        return value instanceof Long ? value : Values.text(value);
    }

    private long ends(@Nullable Entry before) {
        checkRoom(before);
        return isThere(before) && !definition.renews() ? before.ends() : endsAfter(definition.autoexpire());
    }

    private boolean isThere(@Nullable Entry entry) {
        return entry != null && !isOver(entry);
    }

    private void checkRoom(@Nullable Entry before) {
        if (before == null && entries.size() >= most) {
            throw new ScriptError("the table " + definition.name() + " has " + most + " entries, which is the limit");
        }
    }

    /// When one ends that lives so many seconds; 0 for never, as in tables without `autoexpire`.
    private long endsAfter(long seconds) {
        return seconds <= 0 || definition.autoexpire() == 0
                ? 0
                : clock.currentTimeMillis() + Math.min(seconds, LONGEST) * 1000;
    }

    /// Sets one with its time to live.
    ///
    /// @param seconds 0 for always
    /// @throws ScriptError if there are too many
    void set(String name, Object value, long seconds) {
        Object plain = plain(value);
        entries.compute(name, (_, before) -> {
            checkRoom(before);
            return new Entry(plain, endsAfter(seconds));
        });
    }

    /// Says how long one lives from now on.
    ///
    /// @param seconds 0 for always
    /// @return false if there is none
    boolean expire(String name, long seconds) {
        Entry changed = entries.computeIfPresent(
                name, (_, entry) -> isOver(entry) ? entry : new Entry(entry.value(), endsAfter(seconds)));
        return changed != null && !isOver(changed);
    }

    /// The seconds that one has left; 0 for always, and if there is none.
    long left(String name) {
        Entry entry = entry(name);
        return entry == null || entry.ends() == 0 ? 0 : (entry.ends() - clock.currentTimeMillis() + 999) / 1000;
    }

    /// Adds to a number, which is the initial one if it is not there.
    ///
    /// @return what it is then; null if it is text, or there is none and no initial one
    @Nullable
    Long add(String name, long summand) {
        Long[] result = new Long[1];
        entries.compute(name, (_, before) -> {
            Entry known = isThere(before) ? before : null;
            Object start = known == null ? definition.initial() : known.value();
            if (!(start instanceof Long number)) {
                return known;
            }
            result[0] = number + summand;
            return new Entry(result[0], ends(known));
        });
        return result[0];
    }

    /// Takes one away.
    ///
    /// @return whether there was one
    boolean remove(String name) {
        return entries.remove(name) != null;
    }

    /// Takes all away.
    void clear() {
        entries.clear();
    }

    /// Takes those away that fit.
    void removeIf(BiPredicate<String, Object> fits) {
        entries.entrySet()
                .removeIf(each -> fits.test(each.getKey(), each.getValue().value()));
    }

    /// How many fit.
    long count(BiPredicate<String, Object> fits) {
        return entries.entrySet().stream()
                .filter(each -> !isOver(each.getValue()))
                .filter(each -> fits.test(each.getKey(), each.getValue().value()))
                .count();
    }

    /// How many there are.
    int size() {
        return entries.size();
    }

    /// All names that are there now.
    List<String> names() {
        List<String> names = new ArrayList<>(entries.keySet());
        names.removeIf(name -> entry(name) == null);
        return names;
    }

    /// All entries, by their names.
    Map<String, Entry> all() {
        Map<String, Entry> all = new TreeMap<>(entries);
        all.values().removeIf(this::isOver);
        return all;
    }

    /// Puts these in the place of all that are there.
    void replace(Map<String, Entry> loaded) {
        entries.keySet().retainAll(loaded.keySet());
        entries.putAll(loaded);
    }

    /// Takes those away whose time is over, and tells of each.
    void sweep() {
        entries.forEach((name, entry) -> {
            if (isOver(entry) && entries.remove(name, entry)) {
                expired.accept(name, entry.value());
            }
        });
    }
}
