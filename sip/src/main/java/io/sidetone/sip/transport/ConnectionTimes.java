package io.sidetone.sip.transport;

import java.time.Duration;
import java.util.List;

/// How long a connection may take for what. Looked at once in a second. Immutable.
///
/// @param connect until the peer takes a connection that we open
/// @param handshake for PROXY header, TLS and WebSocket handshake together
/// @param firstMessage until the first whole message or keep-alive of a connection that we accepted
/// @param message from the first to the last octet of a message
/// @param write without the peer taking anything of what waits to be sent
/// @param idle without anything sent or received
/// @param pong until a keep-alive of ours is answered
public record ConnectionTimes(
        Duration connect,
        Duration handshake,
        Duration firstMessage,
        Duration message,
        Duration write,
        Duration idle,
        Duration pong) {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /// 5 s, 10 s, 30 s, 30 s, 30 s, 15 minutes, 10 s. Clients that keep a flow alive ping every two minutes at
    /// most.
    public static final ConnectionTimes DEFAULT = new ConnectionTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            Duration.ofSeconds(10));

    /// Checks that every time is positive, and no longer than a clock can count.
    ///
    /// @throws IllegalArgumentException if one is not
    public ConnectionTimes {
        for (Duration each : List.of(connect, handshake, firstMessage, message, write, idle, pong)) {
            if (!each.isPositive() || each.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("No time for a connection: " + each);
            }
        }
    }
}
