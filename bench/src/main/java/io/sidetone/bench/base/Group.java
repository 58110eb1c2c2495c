package io.sidetone.bench.base;

import java.io.IOException;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/// Benchmarks that are run together, in turns, and give one part of the page. Immutable.
public interface Group {

    /// As it is called in commands and on the page.
    String id();

    /// Whether a missed target is a failure of the command.
    default boolean isCheck() {
        return false;
    }

    /// Runs all its benchmarks.
    ///
    /// @param quick for a short run, to see that everything runs
    /// @param machine where it runs
    /// @param progress is told what has been measured
    /// @return what is recorded, in Markdown
    /// @throws IOException if a process or a socket fails, or a program is missing
    String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException, RunnerException;
}
