package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// A function that gives a value and never waits. Thread-safe: any number of runs call it at a time.
@FunctionalInterface
public interface ValueFunction {

    /// Computes it.
    ///
    /// @param run who calls
    /// @param arguments as for a [StatusFunction]
    /// @return a value of the language
    /// @throws io.sidetone.script.value.ScriptError if there is none
    @Nullable
    Object call(Run run, @Nullable Object[] arguments);
}
