package io.sidetone.bench.compare;

import java.util.List;

/// What came of calls, or of other things that SIPp counts as calls. Immutable.
///
/// @param placed how many
/// @param failed how many of them did not come to their end as they should
/// @param retransmissions messages that caller or callees have sent again
record Calls(int placed, int failed, int retransmissions) {

    /// None yet.
    static final Calls NONE = new Calls(0, 0, 0);

    private static final String SEPARATOR = ";";

    /// Reads the statistics of all ends: a line of names, and lines of figures up to then.
    ///
    /// @param placed how many there should be
    static Calls parse(int placed, List<String> caller, List<List<String>> callees) {
        int failed = placed - last(caller, "SuccessfulCall(C)");
        int retransmissions = last(caller, "Retransmissions(C)");
        for (List<String> callee : callees) {
            failed = Math.max(failed, last(callee, "FailedCall(C)"));
            retransmissions += last(callee, "Retransmissions(C)");
        }
        return new Calls(placed, failed, retransmissions);
    }

    /// How many are in progress, by the statistics of one end.
    static int current(List<String> statistics) {
        return last(statistics, "CurrentCall");
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
