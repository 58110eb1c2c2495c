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

    /// A function that tells of its calls.
    static StatusFunction seenStatus(String name, StatusFunction function) {
        return (run, arguments) -> {
            int result = function.call(run, arguments);
            XRay xRay = run.xRay();
            if (xRay != null) {
                xRay.called(run, name, arguments, (long) result);
            }
            return result;
        };
    }

    /// A function that tells of its calls.
    static ValueFunction seenValue(String name, ValueFunction function) {
        return (run, arguments) -> {
            Object result = function.call(run, arguments);
            XRay xRay = run.xRay();
            if (xRay != null) {
                xRay.called(run, name, arguments, result);
            }
            return result;
        };
    }
}
