package io.sidetone.sip.transport;

/// A message on its way: by which flow, as which octets. Immutable.
///
/// Who has to send it again keeps this and not the message.
public final class Sending {

    private final TransportLayer transport;
    private final SendResult result;
    private final Flow flow;
    private final byte[] octets;

    Sending(TransportLayer transport, SendResult result, Flow flow, byte[] octets) {
        this.transport = transport;
        this.result = result;
        this.flow = flow;
        this.octets = octets;
    }

    /// What came of it.
    public SendResult result() {
        return result;
    }

    /// The flow.
    public Flow flow() {
        return flow;
    }

    /// The octets that were sent. Only to be read.
    public byte[] octets() {
        return octets;
    }

    /// Sends the same octets by the same flow once more, unless they must not go that way.
    public SendResult again(Unsent unsent) {
        return result == SendResult.INSECURE ? result : transport.send(octets, flow, unsent);
    }
}
