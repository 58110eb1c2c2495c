package io.sidetone.bench.compare;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Scratch;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// How long the servers take until they answer, their memory idle and under load in scenario (b), and the
/// pauses of our collector. Immutable.
public record ResourcesGroup() implements Group {

    private static final String SCENARIO = "b";
    private static final int STARTS = 5;
    private static final int IDLE_MILLIS = 10_000;
    private static final int USUAL_RATE = 1000;
    private static final int PAUSE_RATE = 2000;
    private static final int SECONDS = 60;
    private static final int QUICK_SECONDS = 3;
    private static final double OCTETS_OF_MB = 1e6;
    private static final double IDLE_MB = 150;
    private static final double READY_MILLIS = 1000;
    private static final double PAUSE_MILLIS = 20;
    private static final double SHORT_PAUSE_MILLIS = 2;

    @Override
    public String id() {
        return "resources";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        int seconds = quick ? QUICK_SECONDS : SECONDS;
        Table table = new Table(
                "server",
                "first answer: ms",
                "idle: MB",
                "at " + Spread.show(USUAL_RATE) + " calls/s: MB",
                "at " + Spread.show(PAUSE_RATE) + " calls/s: MB",
                "pauses of the collector: ms");
        Verdicts verdicts = new Verdicts();
        ServerProgram ours = ServerProgram.ours();
        for (ServerProgram program : List.of(ours, ServerProgram.oursWithShortPauses(), ServerProgram.kamailio("fm"))) {
            Spread ready = ready(program, quick ? 1 : STARTS);
            try (Scratch folder = Scratch.create();
                    Match match = Match.open(Scenarios.named(SCENARIO).getFirst(), List.of(program))) {
                RunningServer server = match.server(program);
                server.leave(quick ? QUICK_SECONDS * 100 : IDLE_MILLIS);
                double idle = server.memory() / OCTETS_OF_MB;
                Sample _ = match.work(program, USUAL_RATE, seconds);
                double usual = server.memory() / OCTETS_OF_MB;
                Pauses pauses = null;
                Path log = folder.path("pauses");
                if (program.family() == ServerProgram.Family.SIDETONE) {
                    Sample _ = match.work(program, PAUSE_RATE, seconds);
                    Pauses.log(server.process().pid(), log);
                }
                Sample sample = match.work(program, PAUSE_RATE, seconds);
                progress.accept("  " + program.name() + " at " + PAUSE_RATE + "/s: " + sample);
                if (program.family() == ServerProgram.Family.SIDETONE) {
                    pauses = Pauses.read(log);
                    double limit = program.equals(ours) ? PAUSE_MILLIS : SHORT_PAUSE_MILLIS;
                    verdicts.add(
                            program.name() + ": pauses, p99: at most " + Spread.show(limit) + " ms",
                            Spread.show(pauses.p99()),
                            pauses.p99() <= limit);
                }
                if (program.equals(ours)) {
                    verdicts.add(
                            "ready in less than 1,000 ms", Spread.show(ready.median()), ready.median() < READY_MILLIS);
                    verdicts.add("idle: less than 150 MB", Spread.show(idle), idle < IDLE_MB);
                }
                table.row(
                        program.name(),
                        ready.toString(),
                        Spread.show(idle),
                        Spread.show(usual),
                        Spread.show(server.memory() / OCTETS_OF_MB),
                        pauses == null ? "" : pauses.toString());
            }
        }
        String how = "memory is Pss of all processes; idle after " + IDLE_MILLIS / 1000 + " s, then " + seconds
                + " s of calls at each rate; pauses at " + Spread.show(PAUSE_RATE) + " calls/s after as long without "
                + "being watched";
        return machine.block(id(), table, verdicts, how, List.of());
    }

    /// Milliseconds until the first answer. The first start does not count: it may build, and reads files
    /// that are not in memory yet.
    private static Spread ready(ServerProgram program, int starts) throws IOException {
        double[] millis = new double[starts];
        for (int i = -1; i < starts; i++) {
            try (Match match = Match.open(Scenarios.named(SCENARIO).getFirst(), List.of(program))) {
                if (i >= 0) {
                    millis[i] = match.server(program).readyMillis();
                }
            }
        }
        return Spread.of(millis);
    }
}
