package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.atAlice;
import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.dialog.ResponseRetransmission.Timer;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.TransitionTable;
import io.sidetone.sip.transaction.TimerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessResponsesTest {

    private final List<String> log = new ArrayList<>();
    private final Effects effects = TransitionTable.recorder(Effects.class, log);
    private final SuccessResponses responses = new SuccessResponses(new CSeq(3, Method.INVITE), TimerSettings.DEFAULT);

    @Test
    @Rfc(number = 3261, section = "13.3.1.4")
    @Rfc(number = 3261, section = "15")
    void a2xxIsSentAgainUntilItsAckComes() {
        responses.sent(effects);
        assertThat(responses.isWaiting()).as("no BYE yet").isTrue();
        responses.timeout(Timer.RESEND, effects);
        assertThat(responses.receive(fromAlice("ACK", 2, tag("b")), effects)).isFalse();
        assertThat(responses.receive(fromAlice("INFO", 3, tag("b")), effects)).isFalse();
        assertThat(responses.receive(fromAlice("ACK", 3, tag("b")), effects)).isTrue();
        assertThat(responses.receive(fromAlice("ACK", 3, tag("b")), effects)).isFalse();

        assertThat(responses.isWaiting()).isFalse();
        assertThat(log)
                .containsExactly(
                        "start(RESEND, 500 ms)",
                        "start(GIVE_UP, 32000 ms)",
                        "send",
                        "start(RESEND, 1000 ms)",
                        "stop(RESEND)",
                        "stop(GIVE_UP)");
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1.4")
    void withoutAckTheSessionIsToBeEnded() {
        responses.sent(effects);
        responses.timeout(Timer.GIVE_UP, effects);

        assertThat(log).endsWith("stop(RESEND)", "failed");
        assertThat(responses.isWaiting()).isFalse();
    }

    @Test
    @Rfc(number = 3261, section = "15")
    void nothingIsSentAfterTheOtherSideHasHungUp() {
        responses.sent(effects);
        responses.abandon(effects);
        log.clear();
        responses.timeout(Timer.RESEND, effects);

        assertThat(log).isEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void aCopyOfThe2xxWantsTheSameAckOnceMore() {
        SuccessAcknowledger acknowledger = new SuccessAcknowledger();
        SipRequest ack = atAlice(toAlice(200, "1 INVITE")).ack(invite()).build();
        assertThat(acknowledger.receive(toAlice(200, "1 INVITE"))).isNull();
        acknowledger.sent(ack);

        assertThat(acknowledger.receive(toAlice(200, "1 INVITE"))).isSameAs(ack);
        assertThat(acknowledger.receive(toAlice(200, "2 INVITE"))).isNull();
        assertThat(acknowledger.receive(toAlice(200, "1 INFO"))).isNull();
        assertThat(acknowledger.receive(toAlice(180, "1 INVITE"))).isNull();
    }
}
