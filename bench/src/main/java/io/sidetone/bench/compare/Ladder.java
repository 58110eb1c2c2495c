package io.sidetone.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The highest rate that SIPp sustains with a server: no call fails, and of a thousand hardly one has a
/// message that is sent again. Immutable.
///
/// @param rates units in a second, rising
/// @param seconds how long each is tried
/// @param warmupSeconds at the first one
record Ladder(List<Integer> rates, int seconds, int warmupSeconds) {

    static final Ladder FULL =
            new Ladder(List.of(1000, 1500, 2000, 2500, 3000, 3500, 4000, 5000, 6000, 7000, 8000, 10_000), 10, 40);

    static final Ladder QUICK = new Ladder(List.of(1000, 2000, 3000, 4000, 6000, 8000), 3, 5);

    /// Of a thousand calls so many may have a message that is sent again.
    private static final double RETRANSMISSIONS = 1;

    /// A rate that fails is tried so often: on a machine with other work one bad second says nothing.
    private static final int TRIES = 2;

    /// Copies the list.
    Ladder {
        rates = List.copyOf(rates);
    }

    /// Climbs it.
    ///
    /// @return the highest rate in a row that is sustained, and with it what the next one has come to; 0 if
    ///     not even the first is
    Step climb(Match match, ServerProgram program, Consumer<String> progress) throws IOException {
        Sample _ = match.work(program, rates.getFirst(), warmupSeconds);
        int sustained = 0;
        String next = "the highest rate that was tried";
        for (int rate : rates) {
            Sample sample = match.work(program, rate, seconds);
            for (int i = 1; i < TRIES && !isClean(sample.calls()); i++) {
                progress.accept("  " + program.name() + " at " + rate + "/s: " + sample + ", once more");
                sample = match.work(program, rate, seconds);
            }
            progress.accept("  " + program.name() + " at " + rate + "/s: " + sample);
            if (!isClean(sample.calls())) {
                next = "at " + rate + "/s " + sample.calls().failed() + " failed, "
                        + sample.calls().retransmissions() + " retransmissions";
                break;
            }
            sustained = rate;
        }
        return new Step(sustained, next);
    }

    private static boolean isClean(Calls calls) {
        return calls.failed() == 0 && calls.retransmissions() * 1000.0 <= RETRANSMISSIONS * calls.placed();
    }

    /// Where somebody who climbs has stopped.
    ///
    /// @param rate the last one that was sustained
    /// @param next why not the next one
    record Step(int rate, String next) {}
}
