package io.sidetone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.openjdk.jmh.runner.RunnerException;

/// Where a benchmark spends its time and what it allocates, by the samples of a flight recording. Confined to the
/// thread that uses it.
final class Profile {

    private static final int LINES = 20;

    private final Map<String, Double> methods = new HashMap<>();
    private final Map<String, Double> lines = new HashMap<>();
    private final Map<String, Double> allocations = new HashMap<>();

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
            Profile profile = new Profile();
            RecordingFile.readAllEvents(recording).forEach(profile::add);
            return profile;
        } finally {
            Files.delete(recording);
        }
    }

    private void add(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames();
        if (frames.isEmpty()) {
            return;
        }
        String name = event.getEventType().getName();
        RecordedFrame top = frames.getFirst();
        if (name.equals("jdk.ExecutionSample")) {
            count(methods, method(top), 1);
            count(lines, place(top), 1);
        } else if (name.equals("jdk.ObjectAllocationSample")) {
            RecordedClass type = event.getClass("objectClass");
            count(allocations, type.getName() + " in " + place(ours(frames)), (double) event.getLong("weight"));
        }
    }

    /// The first frame of our own code, else the top one.
    private static RecordedFrame ours(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            if (frame.getMethod().getType().getName().startsWith("io.sidetone.")) {
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

    /// The methods that most CPU time is spent in, one in a line.
    String ofCpu() {
        return top(methods);
    }

    @Override
    public String toString() {
        return "CPU by method\n" + ofCpu() + "\nCPU by line\n" + top(lines) + "\nAllocation by class and line\n"
                + top(allocations);
    }

    private static String top(Map<String, Double> counts) {
        double total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        StringBuilder text = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(LINES)
                .forEach(entry -> text.append(Math.round(1000 * entry.getValue() / total) / 10.0)
                        .append(" %  ")
                        .append(entry.getKey())
                        .append('\n'));
        return text.toString();
    }
}
