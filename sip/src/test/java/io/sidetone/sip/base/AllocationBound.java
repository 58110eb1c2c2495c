package io.sidetone.sip.base;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Fails when a piece of work allocates more memory than the length of its input explains, for a fuzz target.
///
/// Confined to the thread that uses it.
public final class AllocationBound {

    /// What may be allocated for an empty input: buffers of a fixed size, tables, messages of errors.
    private static final long FIXED = 64 * 1024;

    /// How much more it may be where the fuzzer traces every comparison: its own work counts then, and of two
    /// lists of a hundred names there are ten thousand. What such a run has kept is measured again without it.
    private static final int TRACED = 100;

    /// The first measurements may hold the loading of classes and other work of the virtual machine.
    private static final int TRIES = 4;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int factor = Boolean.getBoolean("sidetone.fuzz.traced") ? TRACED : 1;
    private final int perOctet;

    /// What a fuzz target does with its input.
    @FunctionalInterface
    public interface Work {
        /// Must do the same each time, since it may be asked more than once.
        void accept(byte[] input);
    }

    /// @param perOctet how much may be allocated for each octet of the input, in bytes
    public AllocationBound(int perOctet) {
        this.perOctet = perOctet;
    }

    /// Does the work, and again if it seems to take too much.
    public void check(byte[] input, Work work) {
        long limit = factor * (FIXED + (long) perOctet * input.length);
        long allocated = measure(input, work);
        for (int i = 1; i < TRIES && allocated > limit; i++) {
            allocated = measure(input, work);
        }
        if (allocated > limit) {
            throw new AssertionError(
                    "allocates " + allocated + " bytes for " + input.length + " octets; the limit is " + limit);
        }
    }

    private long measure(byte[] input, Work work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.accept(input);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
