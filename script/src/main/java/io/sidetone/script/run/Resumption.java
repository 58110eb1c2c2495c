package io.sidetone.script.run;

/// What a [Task] has brought. It is applied when the script goes on, on the thread that goes on.
@FunctionalInterface
public interface Resumption {

    /// Writes what was found to variables and the like.
    ///
    /// @param run the run that waited
    /// @return what the function that waited returns: negative is false, positive is true, 0 ends the script
    int apply(Run run);
}
