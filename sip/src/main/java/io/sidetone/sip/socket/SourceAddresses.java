package io.sidetone.sip.socket;

import io.sidetone.sip.base.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which address of ours the system sends from, as its routes have it. Thread-safe.
///
/// The answers are kept for some seconds: routes change seldom, but they do.
final class SourceAddresses {

    /// Any port will do: nothing is sent.
    private static final int PORT = 5060;

    /// How many answers are kept; then all are asked for anew.
    private static final int KEPT = 10_000;

    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<InetAddress, InetAddress> known = new ConcurrentHashMap<>();
    private volatile long since;

    SourceAddresses(Clock clock) {
        this.clock = clock;
        this.since = clock.nanoTime();
    }

    /// The address of ours; null if there is no way to there.
    @Nullable
    InetAddress towards(InetAddress destination) {
        long now = clock.nanoTime();
        if (known.size() >= KEPT || now - since > KEPT_FOR.toNanos()) {
            known.clear();
            since = now;
        }
        InetAddress source = known.get(destination);
        if (source == null) {
            source = ask(destination);
            if (source != null) {
                known.put(destination, source);
            }
        }
        return source;
    }

    private static @Nullable InetAddress ask(InetAddress destination) {
        // A socket for datagrams that is connected sends nothing, and has the address that the routes choose.
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(destination, PORT));
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        } catch (IOException _) {
            return null;
        }
    }
}
