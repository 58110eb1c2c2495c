package io.sidetone.server.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The values that live as long as a transaction, `$avp(name)`: each name has any number of them, the newest
/// first. Confined to one run of the transaction at a time.
public final class Avps {

    /// Null for none.
    private @Nullable Map<String, List<Object>> values;

    /// No value.
    public Avps() {}

    /// The names that have values.
    public Set<String> names() {
        return values == null ? Set.of() : new TreeSet<>(values.keySet());
    }

    /// All values of a name, the newest first. Only to be read.
    public List<Object> all(String name) {
        return values == null ? List.of() : values.getOrDefault(name, List.of());
    }

    /// The newest value; null if there is none.
    public @Nullable Object first(String name) {
        List<Object> all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /// Adds a value in front of those that are there.
    public void push(String name, Object value) {
        writable(name).addFirst(value);
    }

    /// Adds a value behind those that are there.
    public void append(String name, Object value) {
        writable(name).addLast(value);
    }

    /// Puts a value in the place of another.
    ///
    /// @param index from 0
    /// @return false if there is none
    public boolean set(String name, int index, Object value) {
        if (index < 0 || index >= all(name).size()) {
            return false;
        }
        writable(name).set(index, value);
        return true;
    }

    /// Removes one value.
    ///
    /// @param index from 0
    /// @return false if there is none
    public boolean remove(String name, int index) {
        if (index < 0 || index >= all(name).size()) {
            return false;
        }
        writable(name).remove(index);
        return true;
    }

    /// Removes all values of a name.
    public void clear(String name) {
        if (values != null) {
            values.remove(name);
        }
    }

    private List<Object> writable(String name) {
        if (values == null) {
            values = new HashMap<>(4);
        }
        return values.computeIfAbsent(name, _ -> new ArrayList<>(1));
    }
}
