package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Figures;
import io.sidetone.bench.base.Forwarder;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Order;
import io.sidetone.bench.base.Outcome;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Stage;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Turns;
import io.sidetone.bench.base.Verdicts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What it costs to receive a datagram and send it on, beside a program in C. Immutable.
///
/// @param forwarders the lines of the table; the first one is what the others are compared with
/// @param rates datagrams in a second
/// @param targets how much more than the first one some of them may cost
record DatagramGroup(List<Forwarder> forwarders, List<Integer> rates, List<Limit> targets) implements Group {

    private static final Turns FULL = new Turns(3, 2, 10_000, 2500);
    private static final Turns QUICK = new Turns(1, 1, 300, 200);

    /// Enough for the compilers of the JVM to be done in ten seconds.
    private static final int WARMUP_RATE = 20_000;

    /// How much more than the first forwarder one may cost.
    ///
    /// @param forwarder whom it is for
    /// @param rate at how many datagrams in a second
    /// @param ratio of the medians of CPU time, at most
    record Limit(Forwarder forwarder, int rate, double ratio) {}

    /// What one figure is about.
    private record Cell(Forwarder forwarder, int rate) {}

    /// Our sockets beside those of others.
    static DatagramGroup ofTransports() {
        return new DatagramGroup(
                List.of(
                        Forwarder.C,
                        Forwarder.C_CONNECTED,
                        Forwarder.OURS,
                        Forwarder.CHANNEL,
                        Forwarder.NETTY,
                        Forwarder.LAYER),
                List.of(5000, 20_000, 40_000),
                List.of(new Limit(Forwarder.OURS, 20_000, 1.2), new Limit(Forwarder.OURS, 40_000, 1.2)));
    }

    @Override
    public String id() {
        return "datagrams";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Turns turns = quick ? QUICK : FULL;
        Run run = new Run(progress);
        for (int round = 0; round < turns.rounds(); round++) {
            run.round(turns, round);
        }
        return machine.block(id(), run.table(), run.verdicts(), turns.toString(), Child.JVM_FLAGS);
    }

    /// One run and its figures. Confined to the thread that uses it.
    private final class Run {

        private final Consumer<String> progress;
        private final Figures<Cell> cpu = new Figures<>();
        private final Map<Forwarder, Long> lost = new LinkedHashMap<>();

        Run(Consumer<String> progress) {
            this.progress = progress;
        }

        /// All processes live through the round and take turns, so that a bad minute hits all of them.
        void round(Turns turns, int round) throws IOException {
            try (Stage stage = Stage.open()) {
                Map<Forwarder, Child> children = new LinkedHashMap<>();
                for (Forwarder forwarder : forwarders) {
                    children.put(forwarder, forwarder.start().on(stage));
                }
                for (Child child : children.values()) {
                    stage.drive(Order.PACE, child, WARMUP_RATE, turns.warmupMillis());
                }
                for (int turn = 0; turn < turns.turns(); turn++) {
                    int number = round * turns.turns() + turn;
                    for (int rate : Turns.rotated(rates, number)) {
                        for (Forwarder forwarder : Turns.rotated(forwarders, number)) {
                            Child child = children.get(forwarder);
                            add(new Cell(forwarder, rate), stage.drive(Order.PACE, child, rate, turns.millis()));
                        }
                    }
                }
            }
        }

        private void add(Cell cell, Outcome outcome) throws IOException {
            String what = cell.forwarder.name() + " at " + cell.rate + "/s: ";
            if (outcome.received() == 0) {
                throw new IOException(what + "nothing came back");
            }
            cpu.add(cell, outcome.cpuMicros());
            lost.merge(cell.forwarder, outcome.lost(), Long::sum);
            progress.accept(what + Spread.show(outcome.cpuMicros()) + " us CPU, " + outcome.lost() + " lost");
        }

        private double ratio(Forwarder forwarder, int rate) {
            return cpu.median(new Cell(forwarder, rate)) / cpu.median(new Cell(forwarders.getFirst(), rate));
        }

        Table table() {
            List<String> heads = new ArrayList<>(List.of("forwarder"));
            for (int rate : rates) {
                String at = Spread.show(rate) + "/s: ";
                heads.addAll(List.of(at + "CPU µs", at + "ratio"));
            }
            heads.add("lost");
            Table table = new Table(heads.toArray(String[]::new));
            for (Forwarder forwarder : forwarders) {
                List<String> cells = new ArrayList<>(List.of(forwarder.name()));
                for (int rate : rates) {
                    cells.add(cpu.of(new Cell(forwarder, rate)).toString());
                    cells.add(Spread.showRatio(ratio(forwarder, rate)));
                }
                cells.add(Spread.show(lost.get(forwarder)));
                table.row(cells.toArray(String[]::new));
            }
            return table;
        }

        Verdicts verdicts() {
            Verdicts verdicts = new Verdicts();
            for (Limit target : targets) {
                double ratio = ratio(target.forwarder, target.rate);
                verdicts.add(
                        target.forwarder.name() + " at " + Spread.show(target.rate) + "/s: at most "
                                + Spread.showRatio(target.ratio) + " of "
                                + forwarders.getFirst().name(),
                        Spread.showRatio(ratio),
                        ratio <= target.ratio);
            }
            return verdicts;
        }
    }
}
