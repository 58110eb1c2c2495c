package io.sidetone.sip.text;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A fixed set of values, each found by the octets of its name without making a string first. Letter case counts.
/// Immutable.
///
/// @param <T> what is found
public final class TokenTable<T> {

    private final byte[] @Nullable [] names;
    private final @Nullable Object[] values;

    /// Lists the values, each under the name that `name` gives for it.
    public TokenTable(Collection<T> values, Function<T, String> name) {
        int size = Integer.highestOneBit(Math.max(1, values.size())) * 4;
        this.names = new byte[size] @Nullable [];
        this.values = new @Nullable Object[size];
        for (T value : values) {
            byte[] text = Text.encode(name.apply(value));
            int slot = slot(text, 0, text.length);
            while (names[slot] != null) {
                slot = (slot + 1) & (size - 1);
            }
            names[slot] = text;
            this.values[slot] = value;
        }
    }

    /// The value whose name a slice of octets spells; null if there is none.
    @SuppressWarnings("unchecked")
    public @Nullable T find(byte[] bytes, int from, int to) {
        if (from >= to) {
            return null;
        }
        int slot = slot(bytes, from, to);
        byte[] name = names[slot];
        while (name != null) {
            if (spells(bytes, from, to, name)) {
                return (T) values[slot];
            }
            slot = (slot + 1) & (names.length - 1);
            name = names[slot];
        }
        return null;
    }

    private static boolean spells(byte[] bytes, int from, int to, byte[] name) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// Length, first and last octet tell nearly all names apart.
    private int slot(byte[] bytes, int from, int to) {
        return (bytes[from] * 31 + bytes[to - 1] * 7 + (to - from) * 3) & (names.length - 1);
    }
}
