package io.sidetone.sip.transport;

import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipMessage;

/// What stands on the transport layer and gets what comes. Thread-safe: calls for several messages overlap, those
/// for the messages of one call never do and keep their order.
public interface TransportUser {

    /// A message came. The top Via of a request is there and says where it came from (RFC 3261 §18.2.1).
    void received(SipMessage message, Flow flow);

    /// Octets came that are no message. If they can be answered nobody has done so yet.
    void malformed(Malformed malformed, Flow flow);

    /// A connection has ended.
    void closed(Flow flow, ClosingReason reason);
}
