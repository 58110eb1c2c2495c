package io.sidetone.bench.compare;

import io.sidetone.bench.base.Spread;

/// What some seconds of work have cost a server. Immutable.
///
/// @param calls what came of them
/// @param micros CPU time for each of them
record Sample(Calls calls, double micros) {

    @Override
    public String toString() {
        return Spread.show(micros) + " us" + (calls.failed() == 0 ? "" : ", " + calls.failed() + " failed")
                + (calls.retransmissions() == 0 ? "" : ", " + calls.retransmissions() + " retransmissions");
    }
}
