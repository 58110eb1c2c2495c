package io.sidetone.script.run;

import io.sidetone.script.value.ScriptError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a variable of the host is read and written. Thread-safe: any number of runs use it at a time.
///
/// All methods take the key, which is null where the variable has none; they throw [ScriptError] for what cannot
/// be done.
public interface Variable {

    /// Its value; of several the one that it shows without an index.
    @Nullable
    Object get(Run run, @Nullable Object key);

    /// One of several values.
    ///
    /// @param index counted from 0; from the end where negative, -1 being the last
    /// @return null if there is none
    default @Nullable Object get(Run run, @Nullable Object key, long index) {
        List<?> all = all(run, key);
        long at = index < 0 ? all.size() + index : index;
        return at >= 0 && at < all.size() ? all.get((int) at) : null;
    }

    /// All its values.
    default List<?> all(Run run, @Nullable Object key) {
        Object value = get(run, key);
        return value == null ? List.of() : List.of(value);
    }

    /// `=`: sets the value, or adds one where the variable takes several. Null deletes.
    default void set(Run run, @Nullable Object key, @Nullable Object value) {
        throw new ScriptError("the variable cannot be written");
    }

    /// `=` with an index.
    default void set(Run run, @Nullable Object key, long index, @Nullable Object value) {
        throw new ScriptError("the variable cannot be written by an index");
    }

    /// `=` with a word for an index, such as `[append]`.
    default void set(Run run, @Nullable Object key, String place, @Nullable Object value) {
        throw new ScriptError("the variable has no index '" + place + "'");
    }

    /// `:=`: the value instead of all that are there.
    default void replace(Run run, @Nullable Object key, @Nullable Object value) {
        set(run, key, value);
    }

    /// `:=` with `[*]`, `= null` with `[*]`: all values go, and the given one comes if it is not null.
    default void replaceAll(Run run, @Nullable Object key, @Nullable Object value) {
        replace(run, key, value);
    }
}
