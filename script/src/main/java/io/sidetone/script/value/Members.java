package io.sidetone.script.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reading and writing what is in lists and maps. Thread-safe as far as the lists and maps are: they belong to
/// one run.
///
/// What is not there reads as null, and so does everything in null.
public final class Members {

    private Members() {}

    /// `object.name`.
    ///
    /// @throws ScriptError if the object is neither a map nor null
    public static @Nullable Object member(@Nullable Object object, String name) {
        return switch (object) {
            case Map<?, ?> map -> map.get(name);
            case null -> null;
            default -> throw new ScriptError(Type.of(object).phrase() + " has no member '" + name + "'");
        };
    }

    /// `object[index]`: of a list by a number, from the end where it is negative; of a map by anything, as text.
    ///
    /// @throws ScriptError if the object is neither, or the index does not fit
    public static @Nullable Object element(@Nullable Object object, @Nullable Object index) {
        return switch (object) {
            case Map<?, ?> map -> map.get(Values.text(index));
            case List<?> list -> {
                long at = position(list, index);
                yield at >= 0 && at < list.size() ? list.get((int) at) : null;
            }
            case null -> null;
            default -> throw new ScriptError(Type.of(object).phrase() + " has no elements");
        };
    }

    /// `object.name = value`; null removes the member.
    ///
    /// @throws ScriptError if the object is no map that can be changed
    public static void setMember(@Nullable Object object, String name, @Nullable Object value) {
        if (!(object instanceof Map<?, ?>)) {
            throw new ScriptError(Type.of(object).phrase() + " takes no member '" + name + "'");
        }
        put(object, name, value);
    }

    /// `object[index] = value`: of a list an element that is there, or the next one behind the last.
    ///
    /// @throws ScriptError if the object is neither list nor map, or the index is further out
    public static void setElement(@Nullable Object object, @Nullable Object index, @Nullable Object value) {
        if (object instanceof Map<?, ?>) {
            put(object, Values.text(index), value);
            return;
        }
        if (!(object instanceof List<?> elements)) {
            throw new ScriptError(Type.of(object).phrase() + " takes no elements");
        }
        long at = position(elements, index);
        if (at < 0 || at > elements.size() || at >= Arithmetic.MAX_LENGTH) {
            throw new ScriptError("no element " + Values.text(index) + " in a list of " + elements.size());
        }
        @SuppressWarnings("unchecked") // Lists of the language take every value.
        List<@Nullable Object> list = (List<@Nullable Object>) elements;
        try {
            if (at == list.size()) {
                list.add(value);
            } else {
                list.set((int) at, value);
            }
        } catch (UnsupportedOperationException _) {
            throw new ScriptError("the list cannot be changed");
        }
    }

    /// All members of two maps in a new one.
    public static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(left);
        all.putAll(right);
        return all;
    }

    private static void put(Object object, String name, @Nullable Object value) {
        @SuppressWarnings("unchecked") // Maps of the language have text as keys and take every value.
        Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) object;
        try {
            if (value == null) {
                map.remove(name);
            } else {
                map.put(name, value);
            }
        } catch (UnsupportedOperationException _) {
            throw new ScriptError("the map cannot be changed");
        }
    }

    private static long position(List<?> list, @Nullable Object index) {
        if (!(index instanceof Long at)) {
            throw new ScriptError(
                    "a list takes a number as index, not " + Type.of(index).phrase());
        }
        return at < 0 ? list.size() + at : at;
    }
}
