package io.sidetone.script.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variable that was handed to a function to be written. Belongs to the run that the function was called in.
public interface Output {

    /// What the variable holds now.
    @Nullable
    Object get();

    /// All values of a variable that has several, the one first that is read without an index.
    default List<?> all() {
        Object value = get();
        return value == null ? List.of() : List.of(value);
    }

    /// Writes it.
    void set(@Nullable Object value);

    /// Puts these values in the place of all that are there.
    default void replaceAll(List<?> values) {
        set(values);
    }
}
