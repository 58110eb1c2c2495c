package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.dialog.ResponseRetransmission.Event;
import io.sidetone.sip.dialog.ResponseRetransmission.Timer;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.TimerSettings;

/// The 2xx to one INVITE, at the side that answers: it is sent again until the ACK comes. If none comes the
/// session is to be ended with BYE. Confined to its owner's lock.
@Rfc(number = 3261, section = "13.3.1.4")
public final class SuccessResponses {

    private final long invite;
    private final ResponseRetransmission machine;

    /// @param invite the CSeq of the INVITE
    public SuccessResponses(CSeq invite, TimerSettings times) {
        this.invite = invite.number();
        this.machine = ResponseRetransmission.ofSuccess(times);
    }

    /// The 2xx was sent for the first time.
    public void sent(Effects effects) {
        machine.receive(Event.SENT, effects);
    }

    /// Takes an ACK of the dialog.
    ///
    /// @return whether it is the first one for this 2xx
    public boolean receive(SipRequest ack, Effects effects) {
        CSeq cseq = ack.cseq();
        boolean fits = isWaiting() && ack.method().equals(Method.ACK) && cseq != null && cseq.number() == invite;
        if (fits) {
            machine.receive(Event.ACKNOWLEDGED, effects);
        }
        return fits;
    }

    /// A timer has run out.
    public void timeout(Timer timer, Effects effects) {
        machine.receive(timer == Timer.RESEND ? Event.TIMER_RESEND : Event.TIMER_GIVE_UP, effects);
    }

    /// The dialog has ended, as by a BYE of the other side.
    public void abandon(Effects effects) {
        machine.receive(Event.ABANDONED, effects);
    }

    /// Whether the ACK is still to come: until then, or until the end of the wait, this side must send no BYE.
    @Rfc(number = 3261, section = "15")
    public boolean isWaiting() {
        return machine.state() == ResponseRetransmission.State.WAITING;
    }
}
