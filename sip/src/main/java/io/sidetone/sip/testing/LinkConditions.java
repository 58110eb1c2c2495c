package io.sidetone.sip.testing;

import java.time.Duration;

/// How a [VirtualNetwork] carries what goes from one address to another. Immutable.
///
/// Each datagram, and each piece of a stream, takes its own time between the two delays. So datagrams overtake
/// each other if the delays differ; the pieces of a stream never do.
///
/// @param loss how many of all datagrams vanish, 0 to 1; streams lose nothing
/// @param duplication how many of all datagrams that do not vanish come twice, 0 to 1
/// @param shortest the shortest delay, from zero
/// @param longest the longest delay
/// @param largestDatagram datagrams of more octets are refused where they are sent
public record LinkConditions(
        double loss, double duplication, Duration shortest, Duration longest, int largestDatagram) {

    /// Nothing is lost, nothing comes twice, all takes a millisecond, datagrams may be as large as UDP has them.
    public static final LinkConditions GOOD =
            new LinkConditions(0, 0, Duration.ofMillis(1), Duration.ofMillis(1), 65_507);

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a number is out of its range, or the delays are in the wrong order
    public LinkConditions {
        checkShare(loss);
        checkShare(duplication);
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("No delays: " + shortest + " to " + longest);
        }
        if (largestDatagram < 1) {
            throw new IllegalArgumentException("No size: " + largestDatagram);
        }
    }

    private static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Not from 0 to 1: " + share);
        }
    }

    /// The same with another loss.
    public LinkConditions withLoss(double other) {
        return new LinkConditions(other, duplication, shortest, longest, largestDatagram);
    }

    /// The same with another share of what comes twice.
    public LinkConditions withDuplication(double other) {
        return new LinkConditions(loss, other, shortest, longest, largestDatagram);
    }

    /// The same with other delays.
    public LinkConditions withDelay(Duration from, Duration to) {
        return new LinkConditions(loss, duplication, from, to, largestDatagram);
    }

    /// The same with another largest datagram.
    public LinkConditions withLargestDatagram(int octets) {
        return new LinkConditions(loss, duplication, shortest, longest, octets);
    }
}
