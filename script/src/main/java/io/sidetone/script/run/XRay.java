package io.sidetone.script.run;

import io.sidetone.script.source.Place;
import org.jspecify.annotations.Nullable;

/// Looks on while a script runs that was compiled for it. Confined to the run.
public interface XRay {

    /// A statement begins.
    void statement(Run run, Place place);

    /// A variable was written.
    ///
    /// @param variable as scripts write it, with `$`
    void written(Run run, String variable, @Nullable Object value);

    /// A function was called.
    ///
    /// @param result what it returned: a number, a value, or [Run#WAITING]
    void called(Run run, String function, @Nullable Object[] arguments, @Nullable Object result);
}
