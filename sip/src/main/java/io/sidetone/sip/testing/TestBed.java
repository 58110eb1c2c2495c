package io.sidetone.sip.testing;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// All that an element of a test stands on. The same test runs in memory, where no time passes, and on the
/// sockets of this machine.
public interface TestBed extends AutoCloseable {

    /// A bed in memory.
    ///
    /// @param seed decides what chance does
    static Simulation simulated(long seed) {
        return new Simulation(seed);
    }

    /// A bed on a real network, with threads and the clock of the machine.
    ///
    /// @param network closed with the bed
    /// @param tls the certificates of all sockets for TLS and WSS; null without them
    static TestBed live(Network network, @Nullable TlsContext tls) {
        return new LiveTestBed(network, tls);
    }

    /// Where sockets are opened.
    Network network();

    /// Who handles what comes.
    StrandPool pool();

    /// The timers, which go off by themselves.
    TimerWheel wheel();

    /// The clock of all of this.
    Clock clock();

    /// How to open a socket at a free port of the IPv4 loopback address.
    ///
    /// @throws IllegalArgumentException for a secure transport without certificates
    ListenerSettings socket(Transport transport);

    /// Goes on until a condition is true or the time is over. The condition must not wait itself.
    ///
    /// @return whether it has become true
    boolean await(BooleanSupplier condition, Duration limit);

    /// Has conditions that are waited for looked at: something has happened. They are looked at without it too,
    /// only not at once. Called on any thread.
    void changed();

    /// Ends the timers, closes the network, then ends the pool.
    @Override
    void close();
}
