package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.dialog.ResponseRetransmission.Event;
import io.sidetone.sip.dialog.ResponseRetransmission.Timer;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.RAck;
import io.sidetone.sip.message.OptionTags;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TimerSettings;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The reliable provisional responses to one INVITE, at the side that answers.
///
/// One response at a time waits for its PRACK: the next one is sent when [#mayStamp] says so. If none comes, the
/// INVITE is to be refused with 5xx. Confined to its owner's lock.
@Rfc(number = 3262, section = "3")
public final class ReliableResponses {

    /// The option tag.
    public static final String OPTION = "100rel";

    private static final int MAX_FIRST = Integer.MAX_VALUE;

    private final CSeq invite;
    private final ResponseRetransmission machine;

    /// The RSeq of the last response.
    private long number;

    /// Whether the last response has no PRACK yet.
    private boolean unacknowledged;

    private boolean withSession;
    private boolean finished;

    /// @param invite the CSeq of the INVITE
    public ReliableResponses(CSeq invite, TimerSettings times, RandomGenerator random) {
        this.invite = invite;
        this.machine = ResponseRetransmission.ofProvisional(times);
        // 1 to 2^31 - 1: the number before the first one.
        this.number = random.nextInt(MAX_FIRST);
    }

    /// Whether the sender of an INVITE understands reliable provisional responses.
    public static boolean isSupported(SipRequest invite) {
        return OptionTags.names(invite, Headers.SUPPORTED, OPTION) || isRequired(invite);
    }

    /// Whether the sender of an INVITE wants all provisional responses but 100 to be reliable.
    public static boolean isRequired(SipRequest invite) {
        return OptionTags.names(invite, Headers.REQUIRE, OPTION);
    }

    /// Whether a response may be made reliable now: none waits for its PRACK, and the INVITE is not answered.
    public boolean mayStamp() {
        return !unacknowledged && !finished;
    }

    /// Makes a provisional response reliable and notes that it is sent. Not for a 100.
    ///
    /// @throws IllegalStateException if it may not be, see [#mayStamp]
    public SipResponse stamp(SipResponse.Builder response, Effects effects) {
        if (!mayStamp()) {
            throw new IllegalStateException("Nothing may follow RSeq " + number + " now");
        }
        number++;
        SipResponse reliable = response.append(Headers.REQUIRE, OPTION)
                .set(Headers.RSEQ, number)
                .build();
        unacknowledged = true;
        withSession = OfferAnswerState.carriesSdp(reliable);
        machine.receive(Event.SENT, effects);
        return reliable;
    }

    /// Whether a 2xx may be sent: the response that waits for its PRACK has no session description.
    @Rfc(number = 3262, section = "5")
    public boolean mayAccept() {
        return !unacknowledged || !withSession;
    }

    /// Takes a PRACK; null if it acknowledges the response that waits for it, also after the INVITE was answered,
    /// else what it is refused with.
    public @Nullable Refusal receive(SipRequest prack, Effects effects) {
        RAck rack = prack.first(Headers.RACK);
        if (rack == null) {
            return Refusals.badRequest(HeaderName.RACK.text());
        }
        if (!unacknowledged || rack.responseNumber() != number || !rack.cseq().equals(invite)) {
            return Refusals.noDialog();
        }
        unacknowledged = false;
        machine.receive(Event.ACKNOWLEDGED, effects);
        return null;
    }

    /// A final response is sent: no provisional one is sent again.
    public void finish(Effects effects) {
        finished = true;
        machine.receive(Event.ABANDONED, effects);
    }

    /// A timer has run out.
    public void timeout(Timer timer, Effects effects) {
        machine.receive(timer == Timer.RESEND ? Event.TIMER_RESEND : Event.TIMER_GIVE_UP, effects);
    }

    /// Whether a response asks for a PRACK.
    static boolean isReliable(SipResponse response) {
        CSeq cseq = response.cseq();
        return response.isProvisional()
                && response.statusCode() > 100
                && cseq != null
                && cseq.method().equals(Method.INVITE)
                && response.has(HeaderName.RSEQ)
                && OptionTags.names(response, Headers.REQUIRE, OPTION);
    }
}
