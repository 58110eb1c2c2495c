package io.sidetone.sip.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Receives datagrams. Confined to the thread that uses it, which must be a platform thread.
public interface UdpReader extends AutoCloseable {

    /// Waits for a datagram; null if the socket was closed.
    ///
    /// @throws IOException if the system fails; reading may go on
    @Nullable
    Datagram receive() throws IOException;

    /// Gives the reader's buffers back.
    @Override
    void close();
}
