package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Figures;
import io.sidetone.bench.base.Forwarder;
import io.sidetone.bench.base.Order;
import io.sidetone.bench.base.Stage;
import java.io.IOException;
import java.util.List;

/// What the datagrams of a scenario cost a program that only receives them and sends them on, at the same
/// rate: no server can be below. In microseconds of CPU time for each unit of the scenario. Immutable.
///
/// @param c a program in C
/// @param java our sockets
record Floor(double c, double java) {

    /// Where the work is not done by datagrams.
    static final Floor NONE = new Floor(0, 0);

    private static final int WARMUP_RATE = 20_000;
    private static final int TURNS = 3;

    /// Measures it.
    ///
    /// @param warmup milliseconds
    /// @param millis how long a sample takes
    static Floor measure(Scenario scenario, int warmup, int millis) throws IOException {
        if (scenario.relays() == 0) {
            return NONE;
        }
        List<Forwarder> forwarders = List.of(Forwarder.C, Forwarder.OURS);
        Figures<Forwarder> micros = new Figures<>();
        try (Stage stage = Stage.open()) {
            Child c = Forwarder.C.start().on(stage);
            Child java = Forwarder.OURS.start().on(stage);
            stage.drive(Order.PACE, java, WARMUP_RATE, warmup);
            int rate = (int) (scenario.rate() * scenario.relays());
            for (int turn = 0; turn < TURNS; turn++) {
                for (Forwarder forwarder : forwarders) {
                    Child child = forwarder.equals(Forwarder.C) ? c : java;
                    micros.add(
                            forwarder,
                            stage.drive(Order.PACE, child, rate, millis).cpuMicros());
                }
            }
        }
        return new Floor(
                micros.median(Forwarder.C) * scenario.relays(), micros.median(Forwarder.OURS) * scenario.relays());
    }

    /// Whether there is one.
    boolean isKnown() {
        return c > 0;
    }
}
