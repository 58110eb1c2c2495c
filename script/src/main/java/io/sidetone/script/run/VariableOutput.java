package io.sidetone.script.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variable of the host, handed to a function.
///
/// @param index which of its values, or null for the variable as a whole
record VariableOutput(
        Run run,
        Variable variable,
        @Nullable Object key,
        @Nullable Long index) implements Output {

    @Override
    public @Nullable Object get() {
        return index == null ? variable.get(run, key) : variable.get(run, key, index);
    }

    @Override
    public List<?> all() {
        return index == null ? variable.all(run, key) : Output.super.all();
    }

    /// A variable that takes several values puts a new one in front.
    @Override
    public void replaceAll(List<?> values) {
        variable.replaceAll(run, key, null);
        values.reversed().forEach(value -> variable.set(run, key, value));
    }

    @Override
    public void set(@Nullable Object value) {
        if (index == null) {
            variable.set(run, key, value);
        } else {
            variable.set(run, key, index, value);
        }
    }
}
