package io.sidetone.bench.compare;

import io.sidetone.bench.base.Figures;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What the same work costs the servers when something grows, as figures are collected. Confined to the
/// thread that uses it.
final class Growth {

    private final List<ServerProgram> programs;
    private final int turns;
    private final int seconds;
    private final Consumer<String> progress;
    private final Table table =
            new Table("what grows", "", "Sidetone: CPU µs", "Kamailio: CPU µs", "ratio", "failed", "memory MB");

    /// @param programs ours and the peer
    /// @param turns how often each is measured
    /// @param seconds how long a sample takes
    Growth(List<ServerProgram> programs, int turns, int seconds, Consumer<String> progress) {
        this.programs = programs;
        this.turns = turns;
        this.seconds = seconds;
        this.progress = progress;
    }

    /// Measures both with one size of something, and adds a row.
    ///
    /// @param what grows
    /// @param size how large it is
    /// @return the median of ours in microseconds
    double measure(Match match, String what, String size, Traffic traffic, int rate) throws IOException {
        Figures<ServerProgram> micros = new Figures<>();
        List<Integer> failed = new ArrayList<>(List.of(0, 0));
        List<String> memory = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            for (ServerProgram program : turn % 2 == 0 ? programs : programs.reversed()) {
                Sample sample = match.work(program, traffic, rate, seconds);
                progress.accept("  " + what + ", " + size + ", " + program.name() + ": " + sample);
                micros.add(program, sample.micros());
                int index = programs.indexOf(program);
                failed.set(index, failed.get(index) + sample.calls().failed());
            }
        }
        for (ServerProgram program : programs) {
            memory.add(Spread.show(match.server(program).memory() / 1e6));
        }
        double ours = micros.median(programs.getFirst());
        table.row(
                what,
                size,
                micros.of(programs.getFirst()).toString(),
                micros.of(programs.getLast()).toString(),
                Spread.showRatio(ours / micros.median(programs.getLast())),
                failed.getFirst() + " / " + failed.getLast(),
                String.join(" / ", memory));
        return ours;
    }

    Table table() {
        return table;
    }
}
