package io.sidetone.bench;

import io.sidetone.bench.base.Spread;
import io.sidetone.bench.base.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/// Where a benchmark spends its time and what it allocates, by the samples of a flight recording. Confined to the
/// thread that uses it.
final class Profile {

    private static final int LINES = 25;
    private static final int MANY_LINES = 50;

    /// Packages that the table of a page shows.
    private static final int PACKAGES = 14;

    private static final String OURS = "io.sidetone.";

    /// What everybody calls: of interest is who does.
    private static final String TOOLS = "io.sidetone.sip.text.";

    private final Map<String, Double> methods = new HashMap<>();
    private final Map<String, Double> lines = new HashMap<>();
    private final Map<String, Double> callers = new HashMap<>();
    private final Map<String, Double> packages = new HashMap<>();
    private final Map<String, Double> within = new HashMap<>();
    private final Map<String, Double> allocations = new HashMap<>();
    private final Map<String, Double> allocators = new HashMap<>();
    private final Set<Long> allocating = new HashSet<>();
    private final long operations;

    /// What the threads of a server have used; null if it is not about a server.
    private final @Nullable Table threads;

    private Profile(long operations, @Nullable Table threads) {
        this.operations = operations;
        this.threads = threads;
    }

    /// Runs a benchmark and records it.
    static Profile of(String benchmark) throws RunnerException, IOException {
        Path recording = Files.createTempFile("sidetone", ".jfr");
        try {
            Measurement.run(Pace.PROFILE
                    .fork(
                            benchmark,
                            "-XX:StartFlightRecording=settings=profile,filename=" + recording,
                            "-Xlog:jfr+startup=off",
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:+DebugNonSafepoints")
                    .build());
            return read(recording, 0, null);
        } finally {
            Files.delete(recording);
        }
    }

    /// Reads a recording.
    ///
    /// @param operations how many were done in it: allocation is shown for each; 0 if nobody knows
    /// @param threads what those of a server have used; null if it is not about a server
    static Profile read(Path recording, long operations, @Nullable Table threads) throws IOException {
        List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(recording));
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
        Profile profile = new Profile(operations, threads);
        events.forEach(profile::add);
        return profile;
    }

    private static boolean isCalled(RecordedEvent event, String name) {
        return event.getEventType().getName().equals(name);
    }

    private void add(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames();
        if (frames.isEmpty()) {
            return;
        }
        if (isCalled(event, "jdk.ExecutionSample")) {
            addSample(frames);
        } else if (isCalled(event, "jdk.ObjectAllocationSample") && !isFirst(event)) {
            RecordedClass type = event.getClass("objectClass");
            double weight = event.getLong("weight");
            count(allocations, type.getName() + " in " + place(ours(frames)), weight);
            count(allocators, method(ours(frames)), weight);
        }
    }

    private void addSample(List<RecordedFrame> frames) {
        RecordedFrame top = frames.getFirst();
        count(methods, method(top), 1);
        count(lines, place(top), 1);
        count(callers, method(ours(frames)), 1);
        count(packages, ours(frames).getMethod().getType().getName().replaceFirst("\\.\\w+(\\$.*)?$", ""), 1);
        frames.stream()
                .map(Profile::method)
                .filter(method -> method.startsWith(OURS))
                .distinct()
                .forEach(method -> count(within, method, 1));
    }

    /// The first sample of a thread weighs all that it has allocated before.
    private boolean isFirst(RecordedEvent event) {
        return allocating.add(event.getThread().getId());
    }

    /// The first frame of our own code that is no mere tool, else the top one.
    private static RecordedFrame ours(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith(OURS) && !type.startsWith(TOOLS)) {
                return frame;
            }
        }
        return frames.getFirst();
    }

    private static void count(Map<String, Double> counts, String what, double weight) {
        counts.merge(what, weight, Double::sum);
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String place(RecordedFrame frame) {
        return method(frame) + ":" + frame.getLineNumber();
    }

    /// What a page shows: the methods that most CPU time is spent in; of a server its threads, and where it is on
    /// its way.
    String block() {
        if (threads == null) {
            return "\n```text\n" + top(methods) + "```\n\n";
        }
        double all = total(methods);
        return "\n" + threads + "\n```text\nby package\n" + top(packages, all, PACKAGES)
                + "\nby method, with all that it calls\n" + top(within, all, MANY_LINES) + "```\n\n";
    }

    @Override
    public String toString() {
        double all = total(methods);
        return (threads == null ? "" : threads + "\n") + "CPU by package\n" + top(packages) + "\nCPU by method\n"
                + top(methods) + "\nCPU by line\n" + top(lines) + "\nCPU by method of ours\n" + top(callers)
                + "\nCPU by method of ours, with all that it calls\n" + top(within, all, MANY_LINES)
                + "\nAllocation by class and line"
                + bytes() + top(allocations) + "\nAllocation by method of ours\n" + top(allocators);
    }

    private String bytes() {
        return operations == 0 ? "\n" : ", of " + Spread.show(total(allocations) / operations) + " bytes for each\n";
    }

    private static double total(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String top(Map<String, Double> counts) {
        return top(counts, total(counts), LINES);
    }

    private static String top(Map<String, Double> counts, double total, int lines) {
        StringBuilder text = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(lines)
                .forEach(entry -> text.append(Math.round(1000 * entry.getValue() / total) / 10.0)
                        .append(" %  ")
                        .append(entry.getKey())
                        .append('\n'));
        return text.toString();
    }
}
