package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server transaction that is Completed, or Accepted if it is one of an INVITE, and whose user wants to hear no more
/// of it: it absorbs repetitions of the request, and answers them if there is anything to answer. Thread-safe.
@Rfc(number = 3261, section = "17.2.2")
@Rfc(number = 6026, section = "7.1")
final class LingeringServer extends Lingering implements Received {

    private final TransactionLayer layer;
    private final TransactionKey key;
    private final Flow flow;
    private final byte @Nullable [] last;

    /// @param flow where the response goes
    /// @param last the final response, to be sent again; null for an INVITE, whose 2xx is not ours to repeat
    LingeringServer(TransactionLayer layer, TransactionKey key, Flow flow, byte @Nullable [] last) {
        this.layer = layer;
        this.key = key;
        this.flow = flow;
        this.last = last;
    }

    @Override
    public void retransmitted() {
        layer.count(Counted.RETRANSMISSION);
        if (last != null) {
            layer.count(Counted.RESPONSE_RESENT);
            SendResult _ = layer.responses().back(last, flow, Unsent.IGNORED);
        }
    }

    /// One with the branch of an INVITE that was answered with a 2xx.
    @Override
    public void acknowledge(SipRequest ack) {}

    /// §9.2: a CANCEL has no effect on a request that was answered.
    @Override
    public boolean cancel(List<Reason> why) {
        return true;
    }

    @Override
    void over() {
        layer.remove(key, this);
    }
}
