package io.sidetone.sip.transport;

/// Why a connection ended. Each has a counter: [Connections#closed].
public enum ClosingReason {
    /// The peer closed it.
    BY_PEER("closed by the peer"),
    /// Somebody here asked for it.
    BY_US("closed on request"),
    /// The socket, or the whole element, was shut down.
    SHUTDOWN("shut down"),
    /// The system reported an error.
    BROKEN("broken"),
    /// Nothing came and nothing was sent for too long.
    IDLE("idle for too long"),
    /// Nobody answered our keep-alive in time (RFC 5626 §4.4.1).
    NO_PONG("keep-alive not answered"),
    /// The peer refused the connection, or there is no way to it.
    CONNECT_FAILED("could not connect"),
    /// The peer did not say whether it takes the connection.
    CONNECT_TIMEOUT("no connection in time"),
    /// TLS, WebSocket or PROXY header were not over in time.
    HANDSHAKE_TIMEOUT("handshake not over in time"),
    /// The two sides did not agree on how to do TLS.
    TLS_FAILED("TLS failed"),
    /// There is no trust in the peer's certificate, or it is for another domain (RFC 5922 §7).
    CERTIFICATE("certificate refused"),
    /// The HTTP request or its response is not the handshake of RFC 7118.
    WEBSOCKET_HANDSHAKE("WebSocket handshake refused"),
    /// A frame that breaks RFC 6455.
    WEBSOCKET_FRAME("bad WebSocket frame"),
    /// A PROXY header that can not be read, or is missing.
    PROXY_HEADER("bad PROXY header"),
    /// A PROXY header from somebody who is not trusted to tell where others are.
    PROXY_STRANGER("PROXY header from a stranger"),
    /// No message came in time after the connection was made.
    FIRST_MESSAGE_TIMEOUT("no message in time"),
    /// A message began and did not end in time.
    SLOW_SENDER("message not complete in time"),
    /// What we sent was not taken in time.
    SLOW_READER("what was sent was not read in time"),
    /// What came can not be cut into messages.
    GARBAGE("no SIP"),
    /// What came is larger than a message may be.
    OVERSIZED("message too large"),
    /// There are as many connections as there may be in all.
    TOO_MANY("too many connections"),
    /// There are as many connections as there may be from one address.
    TOO_MANY_FROM_ADDRESS("too many connections from one address");

    private final String text;

    ClosingReason(String text) {
        this.text = text;
    }

    /// The same in words, for a log.
    public String text() {
        return text;
    }
}
