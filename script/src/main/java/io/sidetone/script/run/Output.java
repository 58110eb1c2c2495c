package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// A variable that was handed to a function to be written. Belongs to the run that the function was called in.
public interface Output {

    /// What the variable holds now.
    @Nullable
    Object get();

    /// Writes it.
    void set(@Nullable Object value);
}
