package io.sidetone.bench.base;

import java.util.List;

/// What came of an order to the driver. Immutable.
///
/// @param sent messages
/// @param received what came back of them
/// @param cpu CPU time of the process that handled them, in nanoseconds
/// @param wall time that went by, in nanoseconds
public record Outcome(long sent, long received, long cpu, long wall) {

    /// Reads the driver's line.
    public static Outcome parse(String line) {
        List<Long> numbers =
                List.of(line.split(" ", -1)).stream().map(Long::valueOf).toList();
        return new Outcome(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    /// Microseconds of CPU time for each message that came back.
    public double cpuMicros() {
        return cpu / 1e3 / received;
    }

    /// Messages that came back in a second.
    public double perSecond() {
        return received * 1e9 / wall;
    }

    public long lost() {
        return sent - received;
    }
}
