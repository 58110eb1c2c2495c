package io.sidetone.bench;

import io.sidetone.bench.base.Group;
import io.sidetone.bench.base.Machine;
import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import io.sidetone.bench.base.Verdicts;
import io.sidetone.bench.subject.Holding;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Whether memory stays flat while a script is replaced 10,000 times under load, and whether a run is lost.
/// Immutable.
record ReloadGroup() implements Group {

    private static final int FULL = 10_000;
    private static final int QUICK = 20;
    private static final int ROWS = 10;
    private static final int THREADS = 2;

    /// More than the first row may be what the JIT has compiled since, but no more than this is growth.
    private static final double FLAT = 1.15;

    /// What is held at one moment.
    private record Row(int reloads, double heap, double metaspace, double classes, int versions, double runs) {}

    @Override
    public String id() {
        return "reloads";
    }

    @Override
    public String run(boolean quick, Machine machine, Consumer<String> progress) {
        int count = quick ? QUICK : FULL;
        Reloads reloads = new Reloads();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(Thread.ofPlatform().name("load-" + i).daemon().start(reloads::work));
        }
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            reloads.reload(number);
            if (number % (count / ROWS) == 0) {
                rows.add(row(number, reloads));
                progress.accept(number + " reloads: " + rows.getLast());
            }
        }
        reloads.end();
        workers.forEach(ReloadGroup::join);
        return machine.block(
                id(),
                table(rows),
                verdicts(rows, reloads),
                THREADS + " threads that run the script all the time, in the process of the benchmarks itself",
                List.of());
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Row row(int number, Reloads reloads) {
        double heap = Holding.liveHeap() / 1e6;
        double metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(ReloadGroup::used)
                .sum();
        return new Row(
                number,
                heap,
                metaspace / 1e6,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                reloads.alive(),
                reloads.begun());
    }

    private static long used(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed();
    }

    private static Table table(List<Row> rows) {
        Table table = new Table(
                "reloads", "heap, MB", "metaspace, MB", "classes", "versions held", "runs of the script so far");
        for (Row row : rows) {
            table.row(
                    Spread.show(row.reloads()),
                    megabytes(row.heap()),
                    megabytes(row.metaspace()),
                    Spread.show(row.classes()),
                    Spread.show(row.versions()),
                    Spread.show(row.runs()));
        }
        return table;
    }

    private static String megabytes(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static Verdicts verdicts(List<Row> rows, Reloads reloads) {
        Row first = rows.getFirst();
        Row last = rows.getLast();
        Verdicts verdicts = new Verdicts();
        verdicts.add(
                "heap: not more than " + FLAT + " times the first row",
                megabytes(last.heap()),
                last.heap() <= first.heap() * FLAT);
        verdicts.add(
                "metaspace: not more than " + FLAT + " times the first row",
                megabytes(last.metaspace()),
                last.metaspace() <= first.metaspace() * FLAT);
        double lost = reloads.begun() - reloads.ended();
        verdicts.add("runs that were lost: 0", Spread.show(lost), lost == 0);
        return verdicts;
    }
}
