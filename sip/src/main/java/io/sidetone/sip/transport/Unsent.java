package io.sidetone.sip.transport;

/// Learns that something that was accepted to be sent will never be (RFC 3261 §18.4).
@FunctionalInterface
public interface Unsent {

    /// For those who find out by their timers.
    Unsent IGNORED = _ -> {};

    /// It was not sent. Called at most once, on a thread that must not be held up, never by the call that sends.
    void unsent(ClosingReason reason);
}
