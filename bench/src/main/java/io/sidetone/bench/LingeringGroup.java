package io.sidetone.bench;

import io.sidetone.bench.base.Figures;
import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.bench.subject.Holding;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Consumer;

/// How much memory transactions take that are over and wait for repetitions. Immutable.
record LingeringGroup() implements Group {

    private static final int FULL = 64_000;
    private static final int QUICK = 400;
    private static final int ROUNDS = 3;
    private static final int GUIDE = 1000;

    @Override
    public String id() {
        return "lingering";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) {
        int count = quick ? QUICK : FULL;
        int rounds = quick ? 1 : ROUNDS;
        Figures<Lingering> octets = new Figures<>();
        for (int round = 0; round < rounds; round++) {
            for (Lingering kind : Lingering.values()) {
                octets.add(kind, octets(kind, count));
                progress.accept(kind + ": " + octets.of(kind) + " octets each");
            }
        }
        Table table = new Table(Spread.show(count) + " lingering transactions", "heap: octets each");
        Verdicts verdicts = new Verdicts();
        for (Lingering kind : Lingering.values()) {
            Spread each = octets.of(kind);
            table.row(kind.toString(), each.toString());
            verdicts.add(kind + ": below " + Spread.show(GUIDE), Spread.show(each.median()), each.median() < GUIDE);
        }
        return machine.block(
                id(), table, verdicts, rounds + " rounds, in the process of the benchmarks itself", List.of());
    }

    /// Against a layer that has a few: so classes and caches are not counted, nor the layer itself.
    private static double octets(Lingering kind, int count) {
        return (heapWith(kind.make(count)) - heapWith(kind.make(Lingering.PER_CALL))) / (double) count;
    }

    private static long heapWith(MemoryServer server) {
        try {
            return Holding.liveHeap();
        } finally {
            Reference.reachabilityFence(server);
        }
    }
}
