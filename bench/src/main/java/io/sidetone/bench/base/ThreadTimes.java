package io.sidetone.bench.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What CPU time the threads of a process have used, those of the collector and the compiler too; Linux only.
/// Immutable.
///
/// @param ticks user and system time by thread, each tick 10 ms; the system tells no names of more than 15
///     characters
public record ThreadTimes(Map<String, Long> ticks) {

    private static final double TICK_MICROS = 10_000;

    /// What those of these processes have used up to now.
    public static ThreadTimes of(List<ProcessHandle> processes) throws IOException {
        List<Path> threads = new ArrayList<>();
        for (ProcessHandle process : processes) {
            try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
                threads.addAll(tasks.toList());
            }
        }
        Map<String, Long> ticks = new TreeMap<>();
        for (Path thread : threads) {
            try {
                String stat = Files.readString(thread.resolve("stat"));
                List<String> fields =
                        List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                ticks.merge(name, Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)), Long::sum);
            } catch (NoSuchFileException _) {
                // It has ended meanwhile.
            }
        }
        return new ThreadTimes(ticks);
    }

    /// What they have used since then.
    public ThreadTimes minus(ThreadTimes before) {
        Map<String, Long> since = new TreeMap<>();
        ticks.forEach((name, time) -> since.put(name, time - before.ticks.getOrDefault(name, 0L)));
        return new ThreadTimes(since);
    }

    /// Microseconds for each of so many operations, in one line; without threads that used next to nothing.
    public String each(long operations) {
        return ticks.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue() * TICK_MICROS / operations))
                .filter(entry -> entry.getValue() >= 0.5)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + Spread.show(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
