package io.sidetone.sip.transport;

import io.sidetone.sip.message.StreamFrame;

/// Takes what comes over flows, on the thread that read it. Thread-safe.
public interface FlowReceiver {

    /// A datagram came.
    ///
    /// @param octets all of it; belongs to the receiver
    void datagram(byte[] octets, Flow flow);

    /// What is in a WebSocket message came.
    ///
    /// @param octets all of it; belongs to the receiver
    void message(byte[] octets, Flow flow);

    /// The next part of a stream came.
    void frame(StreamFrame frame, Flow flow);

    /// A connection has ended. Called once for each that was accepted or opened.
    void closed(Flow flow, ClosingReason reason);

    /// Whether readers should stop reading.
    boolean isFull();

    /// Calls back once, on any thread, when reading may go on; at once if that is so now.
    void whenThereIsRoom(Runnable resume);
}
