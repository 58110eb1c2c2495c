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

/// One table: numbers and texts by name, each of which may end by itself. Thread-safe.
final class HashTable {

    /// One value.
    ///
    /// @param value a number or text
    /// @param ends when it is gone, in milliseconds of the clock; 0 for never
    record Entry(Object value, long ends) {}

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
        return entry == null || isOver(entry) ? null : entry;
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
        Object plain = value instanceof Long ? value : Values.text(value);
        entries.compute(name, (_, before) -> new Entry(plain, ends(name, before)));
    }

    private long ends(String name, @Nullable Entry before) {
        boolean known = before != null && !isOver(before);
        if (!known && entries.size() >= most) {
            throw new ScriptError("the table " + definition.name() + " has " + most + " entries, which is the limit");
        }
        if (known && !definition.renews()) {
            return before.ends();
        }
        return definition.autoexpire() == 0 ? 0 : clock.currentTimeMillis() + definition.autoexpire() * 1000;
    }

    /// Sets one with its time to live.
    ///
    /// @param seconds 0 for always
    void set(String name, Object value, long seconds) {
        set(name, value);
        expire(name, seconds);
    }

    /// Says how long one lives from now on.
    ///
    /// @param seconds 0 for always
    /// @return false if there is none
    boolean expire(String name, long seconds) {
        long ends = seconds <= 0 ? 0 : clock.currentTimeMillis() + seconds * 1000;
        return entries.computeIfPresent(name, (_, entry) -> new Entry(entry.value(), ends)) != null;
    }

    /// The seconds that one has left; 0 for always, null if there is none.
    @Nullable
    Long left(String name) {
        Entry entry = entry(name);
        if (entry == null) {
            return null;
        }
        return entry.ends() == 0 ? 0L : (entry.ends() - clock.currentTimeMillis() + 999) / 1000;
    }

    /// Adds to a number, which is the initial one if it is not there.
    ///
    /// @return what it is then; null if it is text, or there is none and no initial one
    @Nullable
    Long add(String name, long summand) {
        Long[] result = new Long[1];
        entries.compute(name, (_, before) -> {
            Entry known = before == null || isOver(before) ? null : before;
            Object start = known == null ? definition.initial() : known.value();
            if (!(start instanceof Long number)) {
                return known;
            }
            result[0] = number + summand;
            return new Entry(result[0], ends(name, known));
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
    int removeIf(BiPredicate<String, Object> fits) {
        int before = entries.size();
        entries.entrySet()
                .removeIf(each -> fits.test(each.getKey(), each.getValue().value()));
        return before - entries.size();
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
