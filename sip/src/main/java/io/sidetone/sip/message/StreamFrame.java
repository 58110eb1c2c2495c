package io.sidetone.sip.message;

/// What a stream carries next.
public sealed interface StreamFrame {

    /// A message, or what should have been one.
    record Message(ParseResult result) implements StreamFrame {}

    /// Two line ends between messages: the peer asks whether the connection lives. One line end answers it.
    record Ping() implements StreamFrame {}

    /// The one line end that answers our own ping.
    record Pong() implements StreamFrame {}
}
