package io.sidetone.server.context;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Named marks that a script sets. Confined to the run that uses them.
public final class Flags {

    /// Null for none, which is what most messages have.
    private @Nullable TreeSet<String> names;

    /// No flag.
    public Flags() {}

    /// The same flags, to be changed by themselves.
    public Flags copy() {
        Flags copy = new Flags();
        copy.names = names == null ? null : new TreeSet<>(names);
        return copy;
    }

    /// Has the flags that others are.
    public void become(Flags other) {
        names = other.names == null ? null : new TreeSet<>(other.names);
    }

    /// Sets one. Case does not matter.
    public void set(String name) {
        if (names == null) {
            names = new TreeSet<>();
        }
        names.add(key(name));
    }

    /// Takes one away.
    public void reset(String name) {
        if (names != null) {
            names.remove(key(name));
        }
    }

    /// Whether one is set.
    public boolean isSet(String name) {
        return names != null && names.contains(key(name));
    }

    /// All that are set, in the order of the alphabet.
    public List<String> names() {
        return names == null ? List.of() : List.copyOf(names);
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
