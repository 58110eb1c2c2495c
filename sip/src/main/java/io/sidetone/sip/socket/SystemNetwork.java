package io.sidetone.sip.socket;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// The sockets of this machine. Thread-safe.
///
/// Each socket for datagrams has a thread that reads it. Connections of all sockets share some event loops.
public final class SystemNetwork implements Network {

    private final int threads;
    private final SourceAddresses sources;

    /// Made with the first socket for connections.
    private @Nullable EventLoops loops;

    /// A network without sockets. Its threads are daemons, and are started when there is something to read.
    ///
    /// @param threads how many threads read connections, from 1; the number of processors is a good one
    public SystemNetwork(int threads, Clock clock) {
        this.threads = threads;
        this.sources = new SourceAddresses(clock);
    }

    private synchronized EventLoops loops() {
        EventLoops made = loops == null ? new EventLoops(threads, sources) : loops;
        loops = made;
        return made;
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException {
        return settings.transport() == Transport.UDP
                ? UdpListener.open(settings, receiver, sources)
                : loops().open(settings, receiver, connections);
    }

    @Override
    public @Nullable InetAddress source(InetAddress destination) {
        return sources.towards(destination);
    }

    /// Closes all connections, and waits until their threads have ended. Not to be called by them.
    @Override
    public synchronized void close() {
        if (loops != null) {
            loops.close();
        }
    }
}
