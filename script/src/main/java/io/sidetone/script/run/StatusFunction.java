package io.sidetone.script.run;

import org.jspecify.annotations.Nullable;

/// A function that says by a number how it went. Thread-safe: any number of runs call it at a time.
@FunctionalInterface
public interface StatusFunction {

    /// Does it.
    ///
    /// @param run who calls
    /// @param arguments as many as there are parameters, converted as they say; null for what was left out.
    ///     An argument of kind [io.sidetone.script.define.ParameterKind#VARIABLE] is an [Output].
    /// @return negative is false, positive is true, 0 ends the script; what [Run#await] returned, if it must wait
    /// @throws io.sidetone.script.value.ScriptError if it cannot be done; that counts as -1
    int call(Run run, @Nullable Object[] arguments);
}
