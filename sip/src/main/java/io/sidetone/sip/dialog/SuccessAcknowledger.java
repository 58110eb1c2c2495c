package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// Remembers the ACK to the last 2xx of a dialog, at the side that has sent the INVITE: each copy of the 2xx
/// wants the ACK once more, and nothing else. Confined to its owner's lock.
@Rfc(number = 3261, section = "13.2.2.4")
public final class SuccessAcknowledger {

    private @Nullable SipRequest ack;

    /// Notes the ACK that is sent.
    public void sent(SipRequest sent) {
        ack = sent;
    }

    /// The ACK that a 2xx to an INVITE wants once more; null if it is new, and wants one of its own.
    public @Nullable SipRequest receive(SipResponse success) {
        SipRequest last = ack;
        CSeq cseq = success.cseq();
        CSeq acknowledged = last == null ? null : last.cseq();
        boolean again = cseq != null
                && acknowledged != null
                && success.isSuccess()
                && cseq.method().equals(Method.INVITE)
                && cseq.number() == acknowledged.number();
        return again ? last : null;
    }
}
