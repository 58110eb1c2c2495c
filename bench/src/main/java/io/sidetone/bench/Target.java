package io.sidetone.bench;

import io.sidetone.bench.base.Spread;
/// What a benchmark has to reach. Immutable.
///
/// @param measure what is looked at
/// @param limit the worst that still meets it, in the measure's unit

record Target(Measure measure, double limit) {

    /// What can be asked of a benchmark.
    enum Measure {
        /// Nanoseconds of CPU time per operation, at most.
        CPU("at most %s ns of CPU"),
        /// Allocated bytes per operation, at most.
        BYTES("at most %s bytes"),
        /// How many times the CPU time jain-sip needs in the same run, at least.
        TIMES("at least %s times faster than jain-sip");

        private final String words;

        Measure(String words) {
            this.words = words;
        }
    }

    boolean isMetBy(double value) {
        return switch (measure) {
            case CPU, BYTES -> value <= limit;
            case TIMES -> value >= limit;
        };
    }

    @Override
    public String toString() {
        return measure.words.replace("%s", Spread.show(limit));
    }
}
