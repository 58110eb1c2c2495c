package io.sidetone.bench;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/// What one fork of a benchmark measured, per operation. Immutable.
///
/// @param cpu CPU time of the process, in nanoseconds
/// @param wall time that went by, in nanoseconds
/// @param bytes allocated
record Measurement(double cpu, double wall, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /// Runs the one benchmark that the options include.
    static Measurement run(Options options) throws RunnerException {
        Collection<RunResult> results = new Runner(options).run();
        if (results.size() != 1) {
            throw new RunnerException("No such benchmark: " + options.getIncludes());
        }
        RunResult result = results.iterator().next();
        return new Measurement(
                result.getSecondaryResults().get(CpuProfiler.LABEL).getScore(),
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
