package io.sidetone.bench;

import io.sidetone.bench.CallLoad.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What calls through a proxy with transactions cost it, and whether they all come to their end. Immutable.
///
/// @param id as it is called in commands and on the page
/// @param proxies the lines of the table; the first one is what the others are compared with
/// @param loads what they are measured with
/// @param pace how often and for how long
/// @param aim what ours has to reach
record ProxyGroup(String id, List<ProxyProgram> proxies, List<CallLoad> loads, CallPace pace, Aim aim)
        implements Group {

    private static final List<CallLoad> LOADS =
            List.of(new CallLoad(Transport.UDP, 1000), new CallLoad(Transport.TCP, 500));

    /// Of a thousand calls so many may need a retransmission, if others need none.
    private static final double RETRANSMISSIONS = 1;

    /// What ours has to reach.
    enum Aim {
        /// Nothing: it is compared with itself.
        NONE,
        /// It costs no more than the first.
        COST,
        /// No call fails, and hardly a message is sent again.
        CLEAN
    }

    /// What one figure is about.
    private record Cell(ProxyProgram proxy, CallLoad load) {}

    /// What a call costs, beside Kamailio.
    static ProxyGroup ofCosts() {
        return new ProxyGroup("proxy", withKamailio(1), LOADS, new CallPace(3, 60, 15), Aim.COST);
    }

    /// Whether calls get through for a minute, beside Kamailio.
    static ProxyGroup ofLoad() {
        return new ProxyGroup("load", withKamailio(2), LOADS, new CallPace(1, 20, 60), Aim.CLEAN);
    }

    /// What the options of the virtual machine do.
    static ProxyGroup ofCollectors() {
        return new ProxyGroup(
                "collectors",
                List.of(
                        ours("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"),
                        ours("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"),
                        ours("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"),
                        ours("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"),
                        ours("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"),
                        ours("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders")),
                LOADS.subList(0, 1),
                new CallPace(1, 40, 20),
                Aim.NONE);
    }

    private static ProxyProgram ours(String... flags) {
        return ProxyProgram.ours("`" + String.join(" ", flags) + "`", List.of(flags));
    }

    /// Kamailio with so many processes, if it is installed, and ours.
    private static List<ProxyProgram> withKamailio(int... children) {
        List<ProxyProgram> proxies = new ArrayList<>();
        Path kamailio = ProxyProgram.kamailio();
        if (kamailio != null) {
            for (int number : children) {
                proxies.add(ProxyProgram.kamailio(kamailio, number));
            }
        }
        proxies.add(ProxyProgram.OURS);
        return proxies;
    }

    @Override
    public boolean isCheck() {
        return aim == Aim.CLEAN;
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) throws IOException {
        Run run = new Run(quick ? pace.quick() : pace, quick ? CallPace.QUICK_RATE : Integer.MAX_VALUE, progress);
        for (int round = 0; round < run.pace.rounds(); round++) {
            run.round(round);
        }
        String without = aim == Aim.NONE || proxies.size() > 1 ? "" : "; without Kamailio, which is not installed";
        return machine.block(id, run.table(), run.verdicts(), run.pace + without, flags());
    }

    /// Of ours; none where each line has its own.
    private List<String> flags() {
        return aim == Aim.NONE ? List.of() : ProxyProgram.FLAGS;
    }

    /// One run and its figures. Confined to the thread that uses it.
    private final class Run {

        private final CallPace pace;
        private final int highestRate;
        private final Consumer<String> progress;
        private final Figures<Cell> cpu = new Figures<>();
        private final Figures<Cell> memory = new Figures<>();
        private final Map<Cell, Calls> calls = new LinkedHashMap<>();

        Run(CallPace pace, int highestRate, Consumer<String> progress) {
            this.pace = pace;
            this.highestRate = highestRate;
            this.progress = progress;
        }

        /// All proxies live through the round and take turns, so that a bad minute hits all of them.
        void round(int round) throws IOException {
            try (ProxyStage stage = ProxyStage.open()) {
                Map<ProxyProgram, Child> children = new LinkedHashMap<>();
                for (ProxyProgram proxy : proxies) {
                    children.put(proxy, stage.start(proxy));
                }
                for (CallLoad load : Turns.rotated(loads, round)) {
                    for (ProxyProgram proxy : Turns.rotated(proxies, round)) {
                        measure(stage, children.get(proxy), new Cell(proxy, load));
                    }
                }
            }
        }

        private void measure(ProxyStage stage, Child child, Cell cell) throws IOException {
            CallLoad load = cell.load.atMost(highestRate);
            CallCost _ = stage.call(child, load, load.rate() * pace.leadSeconds());
            CallCost cost = stage.call(child, load, load.rate() * pace.seconds());
            cpu.add(cell, cost.cpuMicros());
            memory.add(cell, cost.megabytes());
            calls.merge(cell, cost.calls(), Calls::plus);
            progress.accept(cell.proxy.name() + ", " + load + ": " + cost);
        }

        private double ratio(Cell cell) {
            return cpu.median(cell) / cpu.median(new Cell(proxies.getFirst(), cell.load));
        }

        Table table() {
            Table table = new Table(
                    "calls", "proxy", "CPU µs a call", "ratio", "calls", "failed", "retransmissions", "memory MB");
            for (CallLoad load : loads) {
                for (ProxyProgram proxy : proxies) {
                    Cell cell = new Cell(proxy, load);
                    Calls all = calls.get(cell);
                    table.row(
                            load.toString(),
                            proxy.name(),
                            cpu.of(cell).toString(),
                            proxies.size() > 1 ? Spread.showRatio(ratio(cell)) : "",
                            Spread.show(all.placed()),
                            Spread.show(all.failed()),
                            Spread.show(all.retransmissions()),
                            memory.of(cell).toString());
                }
            }
            return table;
        }

        Verdicts verdicts() {
            Verdicts verdicts = new Verdicts();
            for (CallLoad load : loads) {
                Cell ours = new Cell(proxies.getLast(), load);
                Cell first = new Cell(proxies.getFirst(), load);
                if (aim == Aim.COST && proxies.size() > 1) {
                    String target = load + ": at most " + Spread.showRatio(1) + " of " + first.proxy.name();
                    verdicts.add(target, Spread.showRatio(ratio(ours)), ratio(ours) <= 1);
                } else if (aim == Aim.CLEAN) {
                    Calls all = calls.get(ours);
                    double limit = all.placed() * RETRANSMISSIONS / 1000;
                    if (proxies.size() > 1) {
                        limit = Math.max(limit, calls.get(first).retransmissions());
                    }
                    verdicts.add(load + ": no failed call", Spread.show(all.failed()), all.failed() == 0);
                    verdicts.add(
                            load + ": at most " + Spread.show(limit) + " retransmissions",
                            Spread.show(all.retransmissions()),
                            all.retransmissions() <= limit);
                }
            }
            return verdicts;
        }
    }
}
