package io.sidetone.modules.messages;

import io.sidetone.script.value.ScriptError;
import io.sidetone.script.value.Values;
import io.sidetone.server.context.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Trees of values by name that live as long as the transaction: `$xavp(name=>name)` and its like. Each name has any
/// number of values, the newest first; a value is a number, text, or a list of further names and values. Confined to
/// one run of the transaction at a time.
public final class Xavps {

    /// The most values in one list, and in all lists of one name.
    public static final int MOST = 10_000;

    /// Which tree it is, as scripts call it.
    public enum Tree {
        /// Names as they are written.
        XAVP,
        /// One value for each name.
        XAVU,
        /// Names in any case.
        XAVI;

        /// As the variable is called.
        public String variable() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One value with its name.
    private record Entry(String name, Object value) {}

    private final boolean anyCase;
    private final List<Entry> entries = new ArrayList<>(2);

    private Xavps(boolean anyCase) {
        this.anyCase = anyCase;
    }

    /// The tree of a transaction.
    public static Xavps of(RoutingContext context, Tree tree) {
        String key = "messages." + tree.variable();
        if (context.transaction().note(key) instanceof Xavps known) {
            return known;
        }
        Xavps made = new Xavps(tree == Tree.XAVI);
        context.transaction().note(key, made);
        return made;
    }

    /// A list that is to become a value in this.
    public Xavps list() {
        return new Xavps(anyCase);
    }

    /// All values of a name, the newest first.
    public List<Object> all(String name) {
        return entries.stream()
                .filter(entry -> is(entry, name))
                .map(Entry::value)
                .toList();
    }

    private boolean is(Entry entry, String name) {
        return anyCase ? entry.name().equalsIgnoreCase(name) : entry.name().equals(name);
    }

    /// The names, each once, in the order in which they stand.
    public List<String> names() {
        return entries.stream().map(Entry::name).distinct().toList();
    }

    /// One value.
    ///
    /// @param index from the newest; from the oldest if negative, -1 being the oldest
    /// @return null if there is none
    public @Nullable Object get(String name, long index) {
        int at = position(name, index);
        return at < 0 ? null : entries.get(at).value();
    }

    /// The list that a value is; null if there is none, or it is no list.
    public @Nullable Xavps child(String name, long index) {
        return get(name, index) instanceof Xavps list ? list : null;
    }

    private int position(String name, long index) {
        long wanted = index < 0 ? all(name).size() + index : index;
        for (int at = 0; at < entries.size(); at++) {
            if (is(entries.get(at), name) && wanted-- == 0) {
                return at;
            }
        }
        return -1;
    }

    /// Adds a value in front of all others.
    ///
    /// @throws ScriptError if there are too many
    public void add(String name, Object value) {
        if (entries.size() >= MOST) {
            throw new ScriptError("there are " + MOST + " values already, which is the limit");
        }
        entries.addFirst(new Entry(name, plain(value)));
    }

    /// Adds a value behind all others.
    ///
    /// @throws ScriptError if there are too many
    public void append(String name, Object value) {
        if (entries.size() >= MOST) {
            throw new ScriptError("there are " + MOST + " values already, which is the limit");
        }
        entries.addLast(new Entry(name, plain(value)));
    }

    /// Sets the only value of a name, where it stands; adds it if there is none.
    public void setOnly(String name, Object value) {
        if (!set(name, 0, value)) {
            add(name, value);
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Xavps list -> list;
            case Long number -> number;
            case String text -> text;
            default -> Values.text(value);
        };
    }

    /// Puts a value in the place of another.
    ///
    /// @return false if there is none
    public boolean set(String name, long index, Object value) {
        int at = position(name, index);
        if (at < 0) {
            return false;
        }
        entries.set(at, new Entry(entries.get(at).name(), plain(value)));
        return true;
    }

    /// Takes one value away.
    ///
    /// @return whether there was one
    public boolean remove(String name, long index) {
        int at = position(name, index);
        if (at < 0) {
            return false;
        }
        entries.remove(at);
        return true;
    }

    /// Takes all values of a name away.
    ///
    /// @return how many there were
    public int removeAll(String name) {
        int before = entries.size();
        entries.removeIf(entry -> is(entry, name));
        return before - entries.size();
    }

    /// Another list with the same values.
    public Xavps copy() {
        Xavps copy = list();
        entries.forEach(entry ->
                copy.entries.add(entry.value() instanceof Xavps list ? new Entry(entry.name(), list.copy()) : entry));
        return copy;
    }

    /// The first of a name becomes the last, as often as is said; from the other end if negative.
    public void shift(String name, long times) {
        List<Object> values = new ArrayList<>(all(name));
        if (values.isEmpty()) {
            return;
        }
        Collections.rotate(values, (int) -(times % values.size()));
        int next = 0;
        for (int at = 0; at < entries.size(); at++) {
            if (is(entries.get(at), name)) {
                entries.set(at, new Entry(entries.get(at).name(), values.get(next++)));
            }
        }
    }

    /// As the log shows it.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (Entry entry : entries) {
            out.append(out.length() > 1 ? ", " : "").append(entry.name()).append(": ");
            out.append(entry.value() instanceof String text ? "\"" + text + "\"" : entry.value());
        }
        return out.append('}').toString();
    }
}
