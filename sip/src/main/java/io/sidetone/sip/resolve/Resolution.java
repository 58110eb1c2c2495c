package io.sidetone.sip.resolve;

import java.util.List;

/// What came of looking for the next hops of a target.
public sealed interface Resolution {

    /// The next hops, to be tried one after the other. Immutable.
    ///
    /// @param hops at least one
    record Found(List<NextHop> hops) implements Resolution {

        /// Copies the list.
        public Found {
            hops = List.copyOf(hops);
            if (hops.isEmpty()) {
                throw new IllegalArgumentException("Found nothing");
            }
        }
    }

    /// There is no next hop. Immutable.
    ///
    /// @param reason why not
    /// @param detail the same in words, for a log
    record Failed(Reason reason, String detail) implements Resolution {}

    /// Why there is no next hop.
    enum Reason {
        /// The URI is neither `sip` nor `sips`: something else must tell where it leads.
        UNSUPPORTED_SCHEME,
        /// Host, port or `maddr` can not be meant: no DNS name, port 0, no address.
        MALFORMED,
        /// The target can be reached only by transports or address families that this element has not.
        NO_TRANSPORT,
        /// The DNS knows no such name, or nothing of it that leads to an address.
        NOT_FOUND,
        /// The DNS did not say: time-outs, servers that failed, answers that made no sense. May pass.
        DNS_FAILED,
        /// More questions than the limit allows were answered, and nothing was found.
        LIMIT
    }
}
