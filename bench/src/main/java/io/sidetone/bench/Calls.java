package io.sidetone.bench;

import java.util.List;

/// What came of calls. Immutable.
///
/// @param placed how many
/// @param failed how many of them did not come to their end as they should
/// @param retransmissions messages that caller or callee have sent again
record Calls(int placed, int failed, int retransmissions) {

    private static final String SEPARATOR = ";";

    /// Reads the statistics of both ends: a line of names, and lines of figures up to then.
    ///
    /// @param placed how many there should be
    static Calls parse(int placed, List<String> caller, List<String> callee) {
        int failed = Math.max(placed - last(caller, "SuccessfulCall(C)"), last(callee, "FailedCall(C)"));
        return new Calls(placed, failed, last(caller, "Retransmissions(C)") + last(callee, "Retransmissions(C)"));
    }

    private static int last(List<String> statistics, String name) {
        if (statistics.size() < 2) {
            return 0;
        }
        int column = List.of(statistics.getFirst().split(SEPARATOR, -1)).indexOf(name);
        return Integer.parseInt(
                List.of(statistics.getLast().split(SEPARATOR, -1)).get(column));
    }

    Calls plus(Calls more) {
        return new Calls(placed + more.placed, failed + more.failed, retransmissions + more.retransmissions);
    }
}
