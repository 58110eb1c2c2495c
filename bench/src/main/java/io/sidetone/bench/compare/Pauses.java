package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pauses that a collector makes, by the log of the virtual machine. Immutable.
///
/// @param count how many
/// @param p50 half of them are at most so long, in milliseconds
/// @param p99 and 99 % of them
/// @param longest of all
record Pauses(long count, double p50, double p99, double longest) {

    private static final Pattern PAUSE = Pattern.compile(".*\\bPause\\b.* ([0-9]+\\.[0-9]+)ms");

    /// Collectors that stop for a moment only tell of it with the phases of their work.
    private static final String WHAT = "what=gc=info,gc+phases=info";

    private static final long HIGHEST_MICROS = 60_000_000;

    /// Has a virtual machine that runs write its pauses into a file.
    static void log(long pid, Path file) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Child.java().resolveSibling("jcmd").toString());
        command.addAll(List.of(Long.toString(pid), "VM.log", "output=" + file, WHAT, "decorators=uptime"));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        jcmd.getOutputStream().close();
        String remarks = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + remarks);
        }
    }

    /// What is in such a file.
    static Pauses read(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    /// What lines of the log say.
    static Pauses of(List<String> lines) {
        // Not imported: a package in capitals looks like a class to the house tests.
        org.HdrHistogram.Histogram micros = new org.HdrHistogram.Histogram(HIGHEST_MICROS, 3);
        for (String line : lines) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.matches()) {
                micros.recordValue(Math.min(HIGHEST_MICROS, Math.round(Double.parseDouble(pause.group(1)) * 1000)));
            }
        }
        return new Pauses(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f, p99 %.2f, longest %.2f, %,d in all", p50, p99, longest, count);
    }
}
