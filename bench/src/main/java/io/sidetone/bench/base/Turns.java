package io.sidetone.bench.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How often and for how long whole processes are measured. Immutable.
///
/// @param rounds how many fresh processes of each kind
/// @param turns how often each of them is measured in each way
/// @param warmupMillis how long each is busy before it is measured
/// @param millis how long one measurement takes
public record Turns(int rounds, int turns, int warmupMillis, int millis) {

    /// The same things in an order that is another one in each turn.
    public static <T> List<T> rotated(List<T> things, int turn) {
        List<T> copy = new ArrayList<>(things);
        Collections.rotate(copy, -turn);
        return copy;
    }

    @Override
    public String toString() {
        return rounds + " rounds of fresh processes, " + turns + " turns in each, " + millis
                + " ms for a measurement, after " + warmupMillis + " ms to warm up";
    }
}
