package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// One of the script's own variables, handed to a function.
record SlotOutput(Run run, int slot) implements Output {

    @Override
    public @Nullable Object get() {
        return run.state().get(slot);
    }

    @Override
    public void set(@Nullable Object value) {
        RunState.set(value, run.state(), slot);
    }
}
