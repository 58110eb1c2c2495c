package io.sidetone.bench;

import io.sidetone.bench.base.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;

/// What the forks of a group's benchmarks measured. Confined to the thread that uses it.
final class Rounds {

    private final Map<String, List<Measurement>> measured = new LinkedHashMap<>();

    /// Adds what one fork measured.
    void add(String benchmark, Measurement measurement) {
        measured.computeIfAbsent(benchmark, _ -> new ArrayList<>()).add(measurement);
    }

    /// Runs one fork of each benchmark, then the next of each, and so on: a noisy minute hits all of them.
    static Rounds run(OperationGroup group, Pace pace, Consumer<String> progress) throws RunnerException {
        Rounds rounds = new Rounds();
        for (int round = 1; round <= pace.rounds(); round++) {
            for (String benchmark : group.benchmarks()) {
                Measurement measurement = Measurement.run(pace.fork(benchmark).build());
                rounds.add(benchmark, measurement);
                progress.accept(round + "/" + pace.rounds() + " " + benchmark + " " + Spread.show(measurement.cpu())
                        + " ns CPU, " + Spread.show(measurement.bytes()) + " bytes");
            }
        }
        return rounds;
    }

    Spread cpu(String benchmark) {
        return spread(benchmark, Measurement::cpu);
    }

    Spread wall(String benchmark) {
        return spread(benchmark, Measurement::wall);
    }

    Spread bytes(String benchmark) {
        return spread(benchmark, Measurement::bytes);
    }

    private Spread spread(String benchmark, ToDoubleFunction<Measurement> value) {
        return Spread.of(Objects.requireNonNull(measured.get(benchmark)).stream()
                .mapToDouble(value)
                .toArray());
    }
}
