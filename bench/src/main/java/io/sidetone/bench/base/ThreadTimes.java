package io.sidetone.bench.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What CPU time the threads of a process have used, those of the collector and the compiler too; Linux only.
/// Immutable.
///
/// @param used by the name of a thread; the system tells no names of more than 15 characters
public record ThreadTimes(Map<String, Used> used) {

    private static final double TICK_MICROS = 10_000;

    /// What next to nothing is, in microseconds.
    private static final double LEAST_MICROS = 0.3;

    /// Time in ticks of 10 ms. Immutable.
    ///
    /// @param user in the program itself
    /// @param system in the kernel for it
    public record Used(long user, long system) {

        private static final Used NOTHING = new Used(0, 0);

        Used plus(Used other) {
            return new Used(user + other.user, system + other.system);
        }

        Used minus(Used other) {
            return new Used(user - other.user, system - other.system);
        }

        double micros() {
            return (user + system) * TICK_MICROS;
        }
    }

    /// What those of these processes have used up to now.
    public static ThreadTimes of(List<ProcessHandle> processes) throws IOException {
        List<Path> threads = new ArrayList<>();
        for (ProcessHandle process : processes) {
            try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
                threads.addAll(tasks.toList());
            }
        }
        Map<String, Used> used = new TreeMap<>();
        for (Path thread : threads) {
            try {
                String stat = Files.readString(thread.resolve("stat"));
                List<String> fields =
                        List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                used.merge(name, new Used(Long.parseLong(fields.get(11)), Long.parseLong(fields.get(12))), Used::plus);
            } catch (NoSuchFileException _) {
                // It has ended meanwhile.
            }
        }
        return new ThreadTimes(used);
    }

    /// What they have used since then.
    public ThreadTimes minus(ThreadTimes before) {
        Map<String, Used> since = new TreeMap<>();
        used.forEach((name, time) -> since.put(name, time.minus(before.used.getOrDefault(name, Used.NOTHING))));
        return new ThreadTimes(since);
    }

    /// Microseconds for each of so many operations, most first; without threads that used next to nothing.
    public Table each(long operations) {
        Table table = new Table("thread", "user µs", "system µs");
        used.entrySet().stream()
                .filter(entry -> entry.getValue().micros() / operations >= LEAST_MICROS)
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().micros()))
                .forEach(entry -> table.row(
                        entry.getKey(),
                        Spread.show(entry.getValue().user() * TICK_MICROS / operations),
                        Spread.show(entry.getValue().system() * TICK_MICROS / operations)));
        return table;
    }
}
