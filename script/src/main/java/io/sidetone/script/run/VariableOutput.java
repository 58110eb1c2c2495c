package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// A variable of the host, handed to a function.
record VariableOutput(Run run, Variable variable, @Nullable Object key) implements Output {

    @Override
    public @Nullable Object get() {
        return variable.get(run, key);
    }

    @Override
    public void set(@Nullable Object value) {
        variable.set(run, key, value);
    }
}
