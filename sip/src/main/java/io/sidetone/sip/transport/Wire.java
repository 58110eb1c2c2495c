package io.sidetone.sip.transport;

/// What carries the octets of one connection. Thread-safe. Throws nothing: what fails is told.
public interface Wire {

    /// Sends octets behind all before. Only called after [Connection#established].
    ///
    /// @param octets belong to the wire
    /// @param done is told once, on any thread, even before this returns, whether the octets left. If they did
    ///     not, nothing more is written, and [Connection#ended] follows
    void write(byte[] octets, Done done);

    /// Stops or goes on to read.
    void read(boolean on);

    /// Closes the connection after what was written, as far as the peer takes it at once. [Connection#ended]
    /// follows, even if the connection was not made yet; what is written later is told to be lost.
    void close();

    /// Learns what became of octets.
    @FunctionalInterface
    interface Done {

        /// Whether the octets left.
        void done(boolean written);
    }
}
