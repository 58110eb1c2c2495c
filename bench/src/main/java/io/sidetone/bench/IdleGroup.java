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
import io.sidetone.bench.base.Verdicts;
import io.sidetone.bench.subject.Holding;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// What a TCP connection costs that has nothing to do: memory, and CPU time. Immutable.
record IdleGroup() implements Group {

    private static final List<Integer> FULL = List.of(5000, 19_000, 100_000);
    private static final List<Integer> QUICK = List.of(500);
    private static final int ROUNDS = 3;
    private static final int SILENCE_MILLIS = 5000;
    private static final int QUICK_MILLIS = 200;

    /// How long the server has to see that they are closed.
    private static final int CLOSING_MILLIS = 2000;

    /// Files that a process needs for other things.
    private static final int OTHER_FILES = 500;

    /// Connections of before the first measurement: their code is loaded and compiled, and is not counted.
    private static final int WARMUP = 2000;

    /// A heap that is as large as what is in it asks for, so that the process is, too.
    private static final List<String> JVM_FLAGS = List.of("-Xms64m", "-Xmx2g", "-XX:+UseG1GC");

    /// A figure per connection.
    private enum Measure {
        HEAP,
        RESIDENT,
        CPU
    }

    /// What one figure is about.
    private record Cell(int connections, Measure measure) {}

    @Override
    public String id() {
        return "idle";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        int rounds = quick ? 1 : ROUNDS;
        int millis = quick ? QUICK_MILLIS : SILENCE_MILLIS;
        List<Integer> counts = quick ? QUICK : FULL;
        Figures<Cell> figures = new Figures<>();
        int files = Child.openFiles() - OTHER_FILES;
        for (int round = 0; round < rounds; round++) {
            for (int connections :
                    counts.stream().filter(count -> count <= files).toList()) {
                measure(connections, millis, figures);
                progress.accept(connections + " connections: " + figures.of(new Cell(connections, Measure.HEAP))
                        + " octets of heap each");
            }
        }
        return machine.block(
                id(),
                table(counts, files, figures),
                new Verdicts(),
                rounds + " rounds of fresh processes, " + millis + " ms of silence",
                JVM_FLAGS);
    }

    private static void measure(int connections, int millis, Figures<Cell> figures) throws IOException {
        try (Stage stage = Stage.open()) {
            Child server = stage.startJava(JVM_FLAGS, List.of("transport-server", "TCP", "2", "0"));
            hold(stage, server, WARMUP, 0);
            hold(stage, server, 0, CLOSING_MILLIS);
            Holding before = holding(server, 0);
            Outcome silence = hold(stage, server, connections, millis);
            Holding after = holding(server, connections);
            double count = connections;
            figures.add(new Cell(connections, Measure.HEAP), (after.heap() - before.heap()) / count);
            figures.add(new Cell(connections, Measure.RESIDENT), (after.resident() - before.resident()) / count);
            figures.add(new Cell(connections, Measure.CPU), silence.cpu() / 1e6 / (silence.wall() / 1e9));
        }
    }

    private static Outcome hold(Stage stage, Child server, int connections, int millis) throws IOException {
        Outcome outcome = stage.drive(Order.HOLD, server, connections, millis);
        if (outcome.lost() > 0) {
            throw new IOException("Of " + connections + " connections only " + outcome.received()
                    + " were answered: the server may have too few open files (ulimit -n)");
        }
        return outcome;
    }

    private static Holding holding(Child server, int connections) throws IOException {
        Holding holding = Holding.parse(server.ask("holding"));
        if (holding.connections() != connections) {
            throw new IOException("The server has " + holding.connections() + " connections, not " + connections);
        }
        return holding;
    }

    private static Table table(List<Integer> counts, int files, Figures<Cell> figures) {
        Table table = new Table(
                "connections", "heap: octets for each", "process: octets for each", "CPU ms in a second of silence");
        for (int connections : counts) {
            if (connections > files) {
                table.row(Spread.show(connections), "not measured: needs a higher `ulimit -n`", "", "");
                continue;
            }
            table.row(
                    Spread.show(connections),
                    figures.of(new Cell(connections, Measure.HEAP)).toString(),
                    figures.of(new Cell(connections, Measure.RESIDENT)).toString(),
                    figures.of(new Cell(connections, Measure.CPU)).toString());
        }
        return table;
    }
}
