package io.sidetone.sip.transport;

import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.NextHop;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the socket that a message is sent from: one of the next hop's transport and address family.
/// Thread-safe: only functions.
final class SocketChoice {

    private SocketChoice() {}

    /// The socket for a next hop; null if none fits.
    ///
    /// @param among in the order of the configuration
    /// @param source the address that the system's routes choose; null if they are not asked
    static @Nullable Listener choose(List<Listener> among, NextHop hop, @Nullable InetAddress source) {
        Listener best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Listener listener : among) {
            int rank = rank(listener, hop, source);
            if (rank < bestRank) {
                best = listener;
                bestRank = rank;
            }
        }
        return best;
    }

    /// How well a socket fits, 0 is best; the largest number if it does not.
    private static int rank(Listener listener, NextHop hop, @Nullable InetAddress source) {
        InetAddress ours = listener.local().getAddress();
        InetAddress theirs = hop.address().getAddress();
        if (listener.settings().transport() != hop.transport() || AddressFamily.of(ours) != AddressFamily.of(theirs)) {
            return Integer.MAX_VALUE;
        }
        // The loopback leads nowhere else, and a link's address to nobody behind a router: only if there is no other.
        boolean tooNear = (ours.isLoopbackAddress() && !theirs.isLoopbackAddress())
                || (ours.isLinkLocalAddress() && !theirs.isLinkLocalAddress());
        if (tooNear) {
            return 2;
        }
        boolean routed = source == null || ours.equals(source) || ours.isAnyLocalAddress();
        return routed ? 0 : 1;
    }
}
