package io.sidetone.sip.transport;

/// What became of a datagram or message that was to be sent. That it was sent does not mean that it arrived.
public enum SendResult {
    /// It is on its way.
    SENT,
    /// There was no room for it, and it is lost: the peer or the network is slower than we are.
    NO_ROOM,
    /// It is larger than what can be sent to there in one piece.
    TOO_LARGE,
    /// There is no way to the destination, or the system forbids it.
    UNREACHABLE,
    /// It must not leave without TLS, and this way has none (RFC 5630 §5).
    INSECURE,
    /// The socket or the connection is closed.
    CLOSED
}
