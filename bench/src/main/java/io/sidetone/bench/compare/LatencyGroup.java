package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// How late an INVITE comes out behind each server in scenario (b), by a sender of our own that keeps its
/// times. Immutable.
public record LatencyGroup() implements Group {

    private static final String SCENARIO = "b";

    /// What ours may add to the peer's time of 99 %.
    private static final double TOLERANCE_MILLIS = 1;

    private static final int USUAL_RATE = 1000;
    private static final int SECONDS = 30;
    private static final int QUICK_SECONDS = 3;
    private static final int WARMUP_SECONDS = 40;
    private static final int QUICK_WARMUP_SECONDS = 5;

    /// Small pauses, for it is the one that measures.
    private static final List<String> FLAGS = List.of("-Xms256m", "-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC");

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        ServerProgram ours = ServerProgram.ours();
        ServerProgram peer = ServerProgram.kamailio("fm");
        Scenario scenario = Scenarios.named(SCENARIO).getFirst();
        int highest;
        try (Match match = Match.open(scenario, List.of(peer))) {
            highest = (quick ? Ladder.QUICK : Ladder.FULL)
                    .climb(match, peer, progress)
                    .rate();
        }
        int seconds = quick ? QUICK_SECONDS : SECONDS;
        int warmup = quick ? QUICK_WARMUP_SECONDS : WARMUP_SECONDS;
        Table table = new Table(
                "calls/s", "way", "p50 ms", "p99 ms", "p99.9 ms", "longest ms", "INVITEs lost", "calls not ended");
        Verdicts verdicts = new Verdicts();
        try (Child sender = Child.ofJava(FLAGS, List.of("call-sender"));
                Match match = Match.open(
                        scenario, List.of(ours, peer), Map.of("BOB", Transport.UDP.address("bob", sender.port())))) {
            Latency _ = send(sender, sender.port(), USUAL_RATE, warmup);
            Latency _ = send(sender, match.server(ours).port(), USUAL_RATE, warmup);
            Latency _ = send(sender, match.server(peer).port(), USUAL_RATE, warmup);
            for (int rate : List.of(USUAL_RATE, Math.max(USUAL_RATE, highest / 2))) {
                List<Latency> found = new ArrayList<>();
                for (int port :
                        List.of(match.server(ours).port(), match.server(peer).port(), sender.port())) {
                    Latency latency = send(sender, port, rate, seconds);
                    List<String> cells = new ArrayList<>(List.of(
                            Spread.show(rate),
                            List.of("Sidetone", peer.name(), "no server").get(found.size())));
                    cells.addAll(latency.row());
                    progress.accept("  " + String.join(" | ", cells));
                    table.row(cells.toArray(String[]::new));
                    found.add(latency);
                }
                double limit = found.get(1).p99() + TOLERANCE_MILLIS;
                verdicts.add(
                        "p99 at " + Spread.show(rate) + " calls/s: at most " + millis(limit) + " ms",
                        millis(found.getFirst().p99()),
                        found.getFirst().p99() <= limit);
            }
        }
        String how = "each for " + seconds + " s after " + warmup + " s at " + USUAL_RATE
                + "/s; the highest rate that SIPp sustains with Kamailio is " + Spread.show(highest);
        return machine.block(id(), table, verdicts, how, List.of());
    }

    private static Latency send(Child sender, int port, int rate, int seconds) throws IOException {
        int count = rate * seconds;
        return Latency.parse(count, sender.ask(port + " " + rate + " " + count));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
