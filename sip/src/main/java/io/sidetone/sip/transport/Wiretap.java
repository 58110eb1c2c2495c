package io.sidetone.sip.transport;

import io.sidetone.sip.message.ParseResult;

/// Who sees each message as it goes over the wire, retransmissions included: for traces and captures.
/// Thread-safe; called on the thread that sends or has received, and must not wait.
public interface Wiretap {

    /// Looks away.
    Wiretap NONE = new Wiretap() {};

    /// A message is about to be handed to a flow, which may yet refuse it.
    ///
    /// @param octets as they leave; must not be changed
    default void sent(byte[] octets, Flow flow) {}

    /// A message came, or what should be one.
    default void received(ParseResult result, Flow flow) {}
}
