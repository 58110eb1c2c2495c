package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How often and for how long a benchmark is run. Immutable.
///
/// @param rounds how many fresh virtual machines (JMH: forks) run it
/// @param warmups how many iterations in each are thrown away
/// @param iterations how many count
/// @param millis how long an iteration is
record Pace(int rounds, int warmups, int iterations, int millis) {

    /// For figures that are written down: under four minutes for the messages.
    static final Pace FULL = new Pace(5, 3, 2, 1000);

    /// To see that everything runs.
    static final Pace QUICK = new Pace(1, 3, 1, 500);

    /// One long look at one benchmark.
    static final Pace PROFILE = new Pace(1, 5, 10, 1000);

    /// JMH reads field offsets the old way, which the virtual machine would remark on in every fork.
    private static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    /// JMH's options for one fork of a benchmark.
    ChainedOptionsBuilder fork(String benchmark, String... moreFlags) {
        List<String> flags = new ArrayList<>(Child.JVM_FLAGS);
        flags.add(QUIET);
        flags.addAll(List.of(moreFlags));
        return new OptionsBuilder()
                .include("^io\\.sidetone\\.bench\\." + benchmark.replace(".", "\\.") + "$")
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class)
                .jvmArgs(flags.toArray(String[]::new))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    @Override
    public String toString() {
        return rounds + " rounds in turns, each benchmark in a fresh JVM; iterations of " + millis + " ms: " + warmups
                + " to warm up, " + iterations + " that count";
    }
}
