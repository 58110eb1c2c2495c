package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.sdp;
import static io.sidetone.sip.dialog.Sip.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.ResponseRetransmission.Effects;
import io.sidetone.sip.dialog.ResponseRetransmission.Timer;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.TransitionTable;
import io.sidetone.sip.transaction.TimerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReliableResponsesTest {

    private final List<String> log = new ArrayList<>();
    private final Effects effects = TransitionTable.recorder(Effects.class, log);
    private final ReliableResponses responses =
            new ReliableResponses(new CSeq(1, Method.INVITE), TimerSettings.DEFAULT, new Random(5));

    private long stamp(boolean withSdp) {
        SipResponse.Builder response = SipResponse.answer(invite(), 183, "Session Progress");
        if (withSdp) {
            response.body("application/sdp", new byte[] {'v'});
        }
        SipResponse reliable = responses.stamp(response, effects);
        assertThat(reliable.all(Headers.REQUIRE)).containsExactly("100rel");
        Long number = reliable.first(Headers.RSEQ);
        assertThat(number).isNotNull();
        return number == null ? 0 : number;
    }

    private @Nullable Refusal prack(String rack) {
        return responses.receive(fromAlice("PRACK", 2, tag("b"), "RAck: " + rack), effects);
    }

    private int refusedPrack(String rack) {
        Refusal refusal = prack(rack);
        return refusal == null ? 0 : refusal.statusCode();
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void numbersBeginAtRandomAndGoUpByOne() {
        for (int seed = 0; seed < 100; seed++) {
            ReliableResponses fresh =
                    new ReliableResponses(new CSeq(1, Method.INVITE), TimerSettings.DEFAULT, new Random(seed));
            assertThat(fresh.stamp(SipResponse.answer(invite(), 180, "Ringing"), effects)
                            .first(Headers.RSEQ))
                    .isBetween(1L, (1L << 31) - 1);
        }
        long first = stamp(false);
        assertThat(prack(first + " 1 INVITE")).isNull();
        assertThat(stamp(false)).isEqualTo(first + 1);
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void oneResponseAtATimeWaitsForItsPrack() {
        long number = stamp(false);

        assertThat(responses.mayStamp()).isFalse();
        assertThatThrownBy(() -> stamp(false)).isInstanceOf(IllegalStateException.class);
        assertThat(refusedPrack((number + 1) + " 1 INVITE")).isEqualTo(481);
        assertThat(refusedPrack(number + " 2 INVITE")).isEqualTo(481);
        assertThat(refusedPrack(number + " 1 UPDATE")).isEqualTo(481);
        assertThat(refusedPrack("x")).isEqualTo(400);
        assertThat(prack(number + " 1 INVITE")).isNull();
        assertThat(refusedPrack(number + " 1 INVITE")).as("a second one").isEqualTo(481);
        assertThat(responses.mayStamp()).isTrue();
        assertThat(log)
                .containsExactly("start(RESEND, 500 ms)", "start(GIVE_UP, 32000 ms)", "stop(RESEND)", "stop(GIVE_UP)");
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void withoutPrackTheInviteIsToBeRefused() {
        stamp(false);
        responses.timeout(Timer.RESEND, effects);
        responses.timeout(Timer.GIVE_UP, effects);

        assertThat(log).endsWith("send", "start(RESEND, 1000 ms)", "stop(RESEND)", "failed");
    }

    @Test
    @Rfc(number = 3262, section = "5")
    void a2xxWaitsForThePrackToASessionDescription() {
        long number = stamp(true);
        assertThat(responses.mayAccept()).isFalse();
        assertThat(prack(number + " 1 INVITE")).isNull();
        assertThat(responses.mayAccept()).isTrue();

        stamp(false);
        assertThat(responses.mayAccept()).isTrue();
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void aFinalResponseEndsTheRepetitionAndNotThePrack() {
        long number = stamp(false);
        responses.finish(effects);

        assertThat(log).endsWith("stop(RESEND)", "stop(GIVE_UP)");
        assertThat(responses.mayStamp()).isFalse();
        assertThat(prack(number + " 1 INVITE")).isNull();
        assertThat(responses.mayStamp()).isFalse();
    }

    @Test
    @Rfc(number = 3262, section = "3")
    void theInviteSaysWhetherItsSenderUnderstands() {
        assertThat(ReliableResponses.isSupported(invite())).isFalse();
        assertThat(ReliableResponses.isSupported(invite("Supported: x, 100REL")))
                .isTrue();
        assertThat(ReliableResponses.isRequired(invite("Supported: 100rel"))).isFalse();
        SipRequest required = invite("Require: 100rel");
        assertThat(ReliableResponses.isSupported(required)).isTrue();
        assertThat(ReliableResponses.isRequired(required)).isTrue();
    }

    @Test
    @Rfc(number = 3262, section = "4")
    void theOtherSideAcknowledgesInOrder() {
        Dialog dialog = Sip.atAlice(Sip.toAlice(183, "1 INVITE"));
        ProvisionalAcknowledger acknowledger = new ProvisionalAcknowledger(dialog);

        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel", "RSeq: 7"))
                .isEqualTo("7 1 INVITE; 2 PRACK");
        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel", "RSeq: 7"))
                .isEqualTo("Dropped[]");
        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel", "RSeq: 9"))
                .isEqualTo("Dropped[]");
        assertThat(rack(acknowledger, 180, "1 INVITE", "Require: 100rel", "RSeq: 8"))
                .isEqualTo("8 1 INVITE; 3 PRACK");
        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel", "RSeq: x"))
                .isEqualTo("Dropped[]");
        assertThat(rack(acknowledger, 183, "1 INVITE", "RSeq: 9")).isEqualTo("Unreliable[]");
        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel")).isEqualTo("Unreliable[]");
        assertThat(rack(acknowledger, 100, "1 INVITE", "Require: 100rel", "RSeq: 9"))
                .isEqualTo("Unreliable[]");
        assertThat(rack(acknowledger, 183, "5 INVITE", "Require: 100rel", "RSeq: 900", sdp()))
                .isEqualTo("900 5 INVITE; 4 PRACK");
        assertThat(rack(acknowledger, 183, "1 INVITE", "Require: 100rel", "RSeq: 9"))
                .isEqualTo("Dropped[]");
        dialog.terminate();
        assertThat(rack(acknowledger, 183, "5 INVITE", "Require: 100rel", "RSeq: 901"))
                .isEqualTo("Dropped[]");
    }

    private static String rack(ProvisionalAcknowledger acknowledger, int code, String cseq, String... fields) {
        ProvisionalAcknowledger.Outcome outcome = acknowledger.receive(Sip.toAlice(code, cseq, fields));
        if (outcome instanceof ProvisionalAcknowledger.Outcome.Acknowledge(SipRequest.Builder builder)) {
            SipRequest prack = builder.build();
            return prack.first(Headers.RACK) + "; " + prack.cseq();
        }
        return outcome.toString();
    }
}
