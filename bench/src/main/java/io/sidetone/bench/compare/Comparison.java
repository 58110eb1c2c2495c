package io.sidetone.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Compares ours with the peer by one scenario after the other. Immutable.
///
/// @param ours our server
/// @param peer the one that it is compared with
/// @param byDefault the peer as its distribution starts it
/// @param schedule how often and for how long
/// @param progress is told what has been measured
public record Comparison(
        ServerProgram ours, ServerProgram peer, ServerProgram byDefault, Schedule schedule, Consumer<String> progress) {

    /// Without control groups CPU time comes in steps of 10 ms: a sample needs so much of it.
    private static final double ENOUGH_MICROS = 5_000_000;

    private static final int LONGEST_SECONDS = 120;
    private static final int FLOOR_WARMUP_MILLIS = 3000;
    private static final int FLOOR_MILLIS = 1500;

    /// Runs a scenario.
    ///
    /// @throws IOException if a server does not start, or a program is missing
    Result run(Scenario scenario) throws IOException {
        List<ServerProgram> programs = new ArrayList<>(List.of(ours, peer));
        if (schedule.defaults() > 0) {
            programs.add(byDefault);
        }
        List<Sample> ourSamples = new ArrayList<>();
        List<Sample> peerSamples = new ArrayList<>();
        List<Sample> defaults = new ArrayList<>();
        progress.accept(scenario.title());
        boolean exact;
        try (Match match = Match.open(scenario, programs)) {
            exact = match.server(ours).isExact() && match.server(peer).isExact();
            double dearest = warmUp(match, scenario, programs);
            int seconds = exact ? schedule.seconds() : seconds(dearest, schedule.rate(scenario));
            for (int pair = 0; pair < schedule.pairs(); pair++) {
                boolean oursFirst = pair % 2 == 0;
                Sample first = sample(match, scenario, oursFirst ? ours : peer, seconds);
                Sample second = sample(match, scenario, oursFirst ? peer : ours, seconds);
                ourSamples.add(oursFirst ? first : second);
                peerSamples.add(oursFirst ? second : first);
            }
            for (int i = 0; i < schedule.defaults(); i++) {
                defaults.add(sample(match, scenario, byDefault, seconds));
            }
        }
        return new Result(
                scenario,
                schedule,
                exact,
                ourSamples,
                peerSamples,
                defaults,
                schedule.floors() ? Floor.measure(scenario, FLOOR_WARMUP_MILLIS, FLOOR_MILLIS) : Floor.NONE);
    }

    /// What a unit has cost the one that it cost the least.
    private double warmUp(Match match, Scenario scenario, List<ServerProgram> programs) throws IOException {
        double least = Double.MAX_VALUE;
        if (schedule.warmupSeconds() > 0) {
            // Ours comes last: what its calls leave behind is still there when the samples begin.
            for (ServerProgram program : programs.reversed()) {
                int seconds = program.equals(ours) ? schedule.warmupSeconds() : schedule.peerWarmupSeconds();
                Sample sample = match.work(program, schedule.rate(scenario), seconds);
                progress.accept("  " + program.name() + " to warm up: " + sample);
                least = Math.min(least, sample.micros());
            }
        }
        return least;
    }

    private int seconds(double micros, int rate) {
        int needed = (int) Math.ceil(ENOUGH_MICROS / (micros * rate));
        return Math.clamp(needed, schedule.seconds(), LONGEST_SECONDS);
    }

    private Sample sample(Match match, Scenario scenario, ServerProgram program, int seconds) throws IOException {
        Sample sample = match.work(program, schedule.rate(scenario), seconds);
        progress.accept("  " + program.name() + ": " + sample);
        return sample;
    }
}
