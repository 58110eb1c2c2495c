package io.sidetone.script.run;

/// A compiled route block. Thread-safe: all state is in the run and the frame.
public interface Routine {

    /// Runs it, or goes on where the frame says.
    ///
    /// @return what the route returns; 0 if the script ends or waits
    int run(RunState state, Frame frame);
}
