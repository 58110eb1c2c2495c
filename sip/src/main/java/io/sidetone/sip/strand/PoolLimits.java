package io.sidetone.sip.strand;

/// How large a pool is. Immutable.
///
/// @param workers threads that run what readers hand over, at least 1
/// @param strands how many calls can go on at once without waiting for each other, a power of two
/// @param queued tasks that wait, in all strands together; readers stop reading when there are more
/// @param queuedPerStrand tasks that wait in one strand; more of them are refused, so that one call cannot take
///     all
public record PoolLimits(int workers, int strands, int queued, int queuedPerStrand) {

    /// 4,096 strands, 65,536 tasks, 1,024 of one strand.
    ///
    /// @param workers at least 1; the number of processors is a good one
    public static PoolLimits ofWorkers(int workers) {
        return new PoolLimits(workers, 4096, 65_536, 1024);
    }

    /// Checks that every limit is at least one.
    public PoolLimits {
        if (Math.min(Math.min(workers, strands), Math.min(queued, queuedPerStrand)) < 1) {
            throw new IllegalArgumentException("A limit below 1");
        }
        if (Integer.bitCount(strands) != 1) {
            throw new IllegalArgumentException("The number of strands is a power of two, not " + strands);
        }
    }
}
