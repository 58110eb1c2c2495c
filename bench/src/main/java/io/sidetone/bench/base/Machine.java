package io.sidetone.bench.base;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a measurement was made, in words. Immutable.
///
/// @param text the facts
public record Machine(String text) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /// The facts as of now: the load is the one before the benchmarks.
    public static Machine here() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Machine(cores + " cores" + model() + ", " + property("os.name") + " " + property("os.arch")
                + ", JDK " + property("java.vendor.version") + ", load average at the start "
                + Math.round(load * 10) / 10.0);
    }

    /// What is recorded of a run that was made here.
    ///
    /// @param group what was measured, as commands call it
    /// @param how how often and for how long
    /// @param flags of the virtual machine that was measured; none if that of the benchmarks itself was
    public String block(String group, Table figures, Verdicts verdicts, String how, List<String> flags) {
        return "\n" + figures + "\n" + verdicts + "`./sidetone bench " + group + " --record`: " + how + "; " + text
                + (flags.isEmpty() ? "" : ", flags `" + String.join(" ", flags) + "`") + ".\n\n";
    }

    /// The processor's name, where the system tells it.
    private static String model() throws IOException {
        List<String> lines = Files.exists(PROCESSORS) ? Files.readAllLines(PROCESSORS) : List.of();
        for (String line : lines) {
            if (line.startsWith("model name")) {
                return " (" + line.substring(line.indexOf(':') + 1).strip() + ")";
            }
        }
        return "";
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
