package io.sidetone.sip.message;

/// Fills the slots of a message for the socket it is sent from. Called once for each slot in the order they
/// stand, on the thread that writes the message.
@FunctionalInterface
public interface SlotResolver {

    /// The text that takes the slot's place. The array is only read; a socket may answer with the same one each
    /// time.
    byte[] resolve(Slot slot);
}
