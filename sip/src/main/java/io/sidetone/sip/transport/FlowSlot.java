package io.sidetone.sip.transport;

import io.sidetone.sip.message.Slot;

/// A gap in a message that the flow fills which the message is sent by.
public interface FlowSlot extends Slot {

    /// The text for this flow. The array is only read.
    byte[] text(Flow flow);
}
