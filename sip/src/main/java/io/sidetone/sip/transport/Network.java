package io.sidetone.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What opens sockets: those of this machine, or the ones of a test that are only in memory. Thread-safe.
public interface Network extends AutoCloseable {

    /// Opens a socket.
    ///
    /// @param receiver takes what comes
    /// @param connections keeps the connections of all sockets
    /// @throws IOException if the address can not be had
    Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException;

    /// The address of ours that the system would send from to there; null if there is no way or nobody knows.
    default @Nullable InetAddress source(InetAddress destination) {
        return null;
    }

    /// Ends its threads. To be called when its sockets are closed, which is up to those who opened them.
    @Override
    void close();
}
