package io.sidetone.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of a table: one operation, how long ours takes, how long jain-sip's takes for the same result. Immutable.
///
/// @param operation what is done, in words
/// @param ours our benchmark, as `IndexBench.invite`
/// @param peer jain-sip's; null if it has no such operation
/// @param targets what ours has to reach
record Comparison(String operation, String ours, @Nullable String peer, List<Target> targets) {

    /// Copies the list.
    Comparison {
        targets = List.copyOf(targets);
    }

    static Comparison of(String operation, String ours, String peer) {
        return new Comparison(operation, ours, peer, List.of());
    }

    static Comparison alone(String operation, String ours) {
        return new Comparison(operation, ours, null, List.of());
    }

    /// The same with one more target.
    Comparison must(Target.Measure measure, double limit) {
        List<Target> more = new ArrayList<>(targets);
        more.add(new Target(measure, limit));
        return new Comparison(operation, ours, peer, more);
    }

    /// Its benchmarks: ours, and jain-sip's if there is one.
    List<String> benchmarks() {
        return peer == null ? List.of(ours) : List.of(ours, peer);
    }
}
