package io.sidetone.bench.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the processes of a server have used so far. Immutable.
///
/// @param cpu user and system time of all of them
/// @param memory octets in memory; of what several of them share each has a part (`Pss`)
public record Usage(Duration cpu, long memory) {

    private static final String MEMORY = "Pss:";

    /// What they have used up to now.
    public static Usage of(List<ProcessHandle> processes) throws IOException {
        Duration cpu = Duration.ZERO;
        long memory = 0;
        for (ProcessHandle process : processes) {
            cpu = cpu.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
            memory += memory(process.pid());
        }
        return new Usage(cpu, memory);
    }

    private static long memory(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/smaps_rollup");
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(MEMORY)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(file + " has no " + MEMORY);
    }
}
