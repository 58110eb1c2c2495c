package io.sidetone.bench.compare;

import java.util.List;
import java.util.Locale;

/// How late INVITEs came out behind a server. Immutable.
///
/// @param placed how many calls
/// @param arrived how many INVITEs came out
/// @param ended how many calls came to their end
/// @param millis the times of half, 99 % and 99.9 % of them, and the longest
record Latency(int placed, long arrived, long ended, List<Double> millis) {

    /// Copies the list.
    Latency {
        millis = List.copyOf(millis);
    }

    /// Reads what the sender says.
    static Latency parse(int placed, String line) {
        List<Long> numbers =
                List.of(line.split(" ", -1)).stream().map(Long::valueOf).toList();
        return new Latency(
                placed,
                numbers.get(0),
                numbers.get(1),
                numbers.subList(2, numbers.size()).stream()
                        .map(nanos -> nanos / 1e6)
                        .toList());
    }

    /// The time of 99 % of them.
    double p99() {
        return millis.get(1);
    }

    /// The cells of its row.
    List<String> row() {
        return List.of(
                show(millis.get(0)),
                show(millis.get(1)),
                show(millis.get(2)),
                show(millis.get(3)),
                Long.toString(placed - arrived),
                Long.toString(placed - ended));
    }

    private static String show(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
