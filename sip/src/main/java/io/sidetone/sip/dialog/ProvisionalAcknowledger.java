package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.RAck;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;

/// Acknowledges the reliable provisional responses of one dialog, at the side that has sent the INVITE. Serves
/// the re-INVITEs of the dialog as well. Confined to its owner's lock.
@Rfc(number = 3262, section = "4")
public final class ProvisionalAcknowledger {

    /// What is to be done with a provisional response.
    public sealed interface Outcome {
        /// It is not reliable, and is handled as ever.
        record Unreliable() implements Outcome {}

        /// It is handled, and this PRACK is sent; the caller may add an answer or an offer.
        record Acknowledge(SipRequest.Builder prack) implements Outcome {}

        /// It is dropped: it came before, or one in front of it is missing, or its number can not be read.
        record Dropped() implements Outcome {}
    }

    private static final long NONE = -1;

    private final Dialog dialog;
    private long invite = NONE;
    private long last = NONE;

    public ProvisionalAcknowledger(Dialog dialog) {
        this.dialog = dialog;
    }

    /// Takes a provisional response to an INVITE of the dialog.
    public Outcome receive(SipResponse response) {
        CSeq cseq = response.cseq();
        if (cseq == null || !ReliableResponses.isReliable(response)) {
            return new Outcome.Unreliable();
        }
        Long number = response.first(Headers.RSEQ);
        if (number == null || cseq.number() < invite || dialog.state() == Dialog.State.TERMINATED) {
            return new Outcome.Dropped();
        }
        if (cseq.number() == invite && number != last + 1) {
            return new Outcome.Dropped();
        }
        invite = cseq.number();
        last = number;
        return new Outcome.Acknowledge(dialog.request(Method.PRACK).append(Headers.RACK, new RAck(number, cseq)));
    }
}
