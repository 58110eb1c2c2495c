package io.sidetone.script.run;

/// What a function waits for. It runs once, on a thread that may block, and sees nothing of the script.
@FunctionalInterface
public interface Task {

    /// Does it.
    ///
    /// @return what follows in the script
    /// @throws Exception if the world failed: the function then returns -1
    Resumption call() throws Exception;
}
