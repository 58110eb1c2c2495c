package io.sidetone.bench.subject;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process holds. Immutable.
///
/// @param connections that are open
/// @param heap octets of the heap that live objects take
/// @param resident octets of the process that are in memory, of the heap those too that are free
public record Holding(int connections, long heap, long resident) {

    private static final String RESIDENT = "VmRSS:";

    /// What this process holds after a full collection.
    static Holding now(int connections) throws IOException {
        return new Holding(connections, liveHeap(), residentNow());
    }

    /// What live objects of this process take, in octets: what is left after a full collection, and one more, since
    /// the first may leave what waited for an end.
    public static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long residentNow() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(RESIDENT)) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/self/status has no " + RESIDENT);
    }

    /// Reads what [#toString] has written.
    public static Holding parse(String line) {
        List<Long> numbers =
                List.of(line.split(" ", -1)).stream().map(Long::valueOf).toList();
        return new Holding(numbers.get(0).intValue(), numbers.get(1), numbers.get(2));
    }

    @Override
    public String toString() {
        return connections + " " + heap + " " + resident;
    }
}
