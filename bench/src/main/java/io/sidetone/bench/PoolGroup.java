package io.sidetone.bench;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Figures;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How much more the pool does with two workers than with one, if all messages come over one socket or connection and
/// take long. Immutable.
///
/// @param sources where the messages come from: the lines of the table
record PoolGroup(List<Source> sources) implements Group {

    private static final Turns FULL = new Turns(3, 3, 5000, 3000);
    private static final Turns QUICK = new Turns(1, 1, 300, 300);

    /// CPU time of one message.
    private static final int MESSAGE_MICROS = 200;

    /// So many are under way at a time: 25 ms of work for two workers, and nothing that a limit would refuse.
    private static final int WINDOW = 256;

    private static final int FEW = 1;
    private static final int MANY = 2;
    private static final double TIMES = 1.6;

    /// Where messages come from.
    ///
    /// @param name in the table
    /// @param transport as the server calls it
    /// @param order what the driver does
    record Source(String name, String transport, Order order) {}

    /// What one figure is about.
    private record Cell(Source source, int workers) {}

    /// One peer over UDP and one connection over TCP.
    static PoolGroup ofTransports() {
        return new PoolGroup(List.of(
                new Source("one peer over UDP", "UDP", Order.DATAGRAMS),
                new Source("one connection over TCP", "TCP", Order.STREAM)));
    }

    @Override
    public String id() {
        return "pool";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Turns turns = quick ? QUICK : FULL;
        Figures<Cell> perSecond = new Figures<>();
        for (int round = 0; round < turns.rounds(); round++) {
            round(turns, round, perSecond, progress);
        }
        return machine.block(id(), table(perSecond), verdicts(perSecond), turns.toString(), Child.JVM_FLAGS);
    }

    private List<Cell> cells() {
        return sources.stream()
                .flatMap(source -> List.of(new Cell(source, FEW), new Cell(source, MANY)).stream())
                .toList();
    }

    private void round(Turns turns, int round, Figures<Cell> perSecond, Consumer<String> progress) throws IOException {
        try (Stage stage = Stage.open()) {
            Map<Cell, Child> children = new LinkedHashMap<>();
            for (Cell cell : cells()) {
                Child child = stage.startJava(List.of(
                        "transport-server",
                        cell.source.transport,
                        Integer.toString(cell.workers),
                        Integer.toString(MESSAGE_MICROS)));
                children.put(cell, child);
                stage.drive(cell.source.order, child, WINDOW, turns.warmupMillis());
            }
            for (int turn = 0; turn < turns.turns(); turn++) {
                for (Cell cell : Turns.rotated(cells(), round * turns.turns() + turn)) {
                    Outcome outcome = stage.drive(cell.source.order, children.get(cell), WINDOW, turns.millis());
                    perSecond.add(cell, outcome.perSecond());
                    progress.accept(cell.source.name + ", workers: " + cell.workers + ": "
                            + Spread.show(outcome.perSecond()) + " messages/s");
                }
            }
        }
    }

    private static double times(Figures<Cell> perSecond, Source source) {
        return perSecond.median(new Cell(source, MANY)) / perSecond.median(new Cell(source, FEW));
    }

    private Table table(Figures<Cell> perSecond) {
        Table table = new Table("messages from", "1 worker: messages/s", "2 workers: messages/s", "times");
        for (Source source : sources) {
            table.row(
                    source.name,
                    perSecond.of(new Cell(source, FEW)).toString(),
                    perSecond.of(new Cell(source, MANY)).toString(),
                    Spread.showRatio(times(perSecond, source)));
        }
        return table;
    }

    private Verdicts verdicts(Figures<Cell> perSecond) {
        Verdicts verdicts = new Verdicts();
        for (Source source : sources) {
            double times = times(perSecond, source);
            verdicts.add(
                    source.name + ": at least " + Spread.showRatio(TIMES) + " times with 2 workers",
                    Spread.showRatio(times),
                    times >= TIMES);
        }
        return verdicts;
    }
}
