package io.sidetone.modules.mi_datagram;

import java.io.IOException;

/// Where datagrams come from. Read by one thread; may be closed by another, which ends a read.
public interface DatagramSocket {

    /// Waits for a datagram.
    ///
    /// @return its octets
    /// @throws IOException if there is none, and will be none if it was closed
    byte[] receive() throws IOException;

    /// Answers who has sent the last datagram.
    ///
    /// @return false if that was not possible
    boolean answer(byte[] octets) throws IOException;

    /// Ends waiting, and closes it.
    void close() throws IOException;
}
