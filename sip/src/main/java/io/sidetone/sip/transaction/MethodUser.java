package io.sidetone.sip.transaction;

import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import java.util.function.Consumer;

/// A user of which one method is taken away. Immutable.
record MethodUser(TransactionUser rest, Method method, Consumer<Claim> handler) implements TransactionUser {

    @Override
    public void request(Claim claim) {
        if (claim.request().method().equals(method)) {
            handler.accept(claim);
        } else {
            rest.request(claim);
        }
    }

    @Override
    public void acknowledgement(SipRequest ack, Flow flow) {
        rest.acknowledgement(ack, flow);
    }

    @Override
    public boolean malformed(Claim claim, Malformed.Reason reason, String detail) {
        return rest.malformed(claim, reason, detail);
    }

    @Override
    public void response(SipResponse response, Flow flow, Consumer<SipResponse> next) {
        rest.response(response, flow, next);
    }

    @Override
    public void stray(SipResponse response, Flow flow) {
        rest.stray(response, flow);
    }

    @Override
    public void closed(Flow flow, ClosingReason reason) {
        rest.closed(flow, reason);
    }
}
