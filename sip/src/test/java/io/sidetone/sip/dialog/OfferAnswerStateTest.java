package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.fromAlice;
import static io.sidetone.sip.dialog.Sip.fromBob;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.sdp;
import static io.sidetone.sip.dialog.Sip.tag;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static io.sidetone.sip.dialog.Sip.toBob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.OfferAnswerState.Body;
import io.sidetone.sip.dialog.OfferAnswerState.Judgement;
import io.sidetone.sip.dialog.OfferAnswerState.State;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OfferAnswerStateTest {

    private static final String RELIABLE = "Require: 100rel\r\nRSeq: 1";

    /// What a message of one side is, for the table.
    private enum Event {
        SEND_INVITE_OFFER,
        SEND_INVITE,
        GET_1XX_RELIABLE_SDP,
        GET_2XX_SDP,
        GET_2XX,
        GET_REFUSAL,
        SEND_ACK_SDP,
        SEND_ACK,
        SEND_UPDATE_OFFER,
        GET_2XX_TO_UPDATE_SDP,
        GET_491_TO_UPDATE,
        GET_INVITE_OFFER,
        GET_INVITE,
        SEND_2XX_SDP,
        SEND_REFUSAL,
        GET_ACK_SDP,
        GET_ACK,
        GET_UPDATE_OFFER,
        SEND_2XX_TO_UPDATE_SDP
    }

    /// Whose turn it is, and whose INVITE is open.
    private enum Place {
        STABLE,
        STABLE_LOCAL,
        STABLE_REMOTE,
        LOCAL_OFFER,
        LOCAL_OFFER_LOCAL,
        LOCAL_OFFER_REMOTE,
        REMOTE_OFFER,
        REMOTE_OFFER_LOCAL,
        REMOTE_OFFER_REMOTE;

        static Place of(OfferAnswerState session) {
            return valueOf(session.state() + (session.inviter() == null ? "" : "_" + session.inviter()));
        }
    }

    /// What comes of a message.
    private interface Effects {
        void is(Body body);

        void refuse(int statusCode);

        void forbidden();
    }

    private final OfferAnswerState alice = new OfferAnswerState(new Random(1));

    private static Object message(Event event) {
        return switch (event) {
            case SEND_INVITE_OFFER -> fromAlice("INVITE", 2, tag("b"), sdp());
            case SEND_INVITE -> fromAlice("INVITE", 2, tag("b"));
            case GET_1XX_RELIABLE_SDP -> toAlice(183, "2 INVITE", RELIABLE, sdp());
            case GET_2XX_SDP -> toAlice(200, "2 INVITE", sdp());
            case GET_2XX -> toAlice(200, "2 INVITE");
            case GET_REFUSAL -> toAlice(488, "2 INVITE");
            case SEND_ACK_SDP -> fromAlice("ACK", 2, tag("b"), sdp());
            case SEND_ACK -> fromAlice("ACK", 2, tag("b"));
            case SEND_UPDATE_OFFER -> fromAlice("UPDATE", 3, tag("b"), sdp());
            case GET_2XX_TO_UPDATE_SDP -> toAlice(200, "3 UPDATE", sdp());
            case GET_491_TO_UPDATE -> toAlice(491, "3 UPDATE");
            case GET_INVITE_OFFER -> fromBob("INVITE", 2, sdp());
            case GET_INVITE -> fromBob("INVITE", 2);
            case SEND_2XX_SDP -> toBob(200, "2 INVITE", sdp());
            case SEND_REFUSAL -> toBob(488, "2 INVITE");
            case GET_ACK_SDP -> fromBob("ACK", 2, sdp());
            case GET_ACK -> fromBob("ACK", 2);
            case GET_UPDATE_OFFER -> fromBob("UPDATE", 3, sdp());
            case SEND_2XX_TO_UPDATE_SDP -> toBob(200, "3 UPDATE", sdp());
        };
    }

    private static void step(OfferAnswerState session, Event event, Effects effects) {
        Object message = message(event);
        boolean sent = event.name().startsWith("SEND");
        if (message instanceof SipResponse response) {
            report(sent ? session.sent(response) : session.receive(response), effects);
        } else if (message instanceof SipRequest request && !sent) {
            switch (session.receive(request)) {
                case Judgement.Accepted(Body body) -> report(body, effects);
                case Judgement.Refused(Refusal refusal) -> effects.refuse(refusal.statusCode());
            }
        } else if (message instanceof SipRequest request) {
            boolean invite = request.method().equals(Method.INVITE);
            boolean update = request.method().equals(Method.UPDATE);
            if ((invite && !session.mayInvite()) || (update && !session.mayUpdate(true))) {
                effects.forbidden();
            } else {
                report(session.sent(request), effects);
            }
        }
    }

    private static void report(Body body, Effects effects) {
        if (body != Body.NONE) {
            effects.is(body);
        }
    }

    @Test
    @Rfc(number = 6337, section = "2")
    void doesWhatTheTableSays() throws Exception {
        TransitionTable<OfferAnswerState, Event, Effects> table =
                new TransitionTable<>(Event.class, Effects.class, OfferAnswerStateTest::step, Place::of);

        Golden.check(getClass(), "offer-answer.transitions", table.of(() -> new OfferAnswerState(new Random(1))));
    }

    private Body received(SipRequest request) {
        Judgement judgement = alice.receive(request);
        assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
        return ((Judgement.Accepted) judgement).body();
    }

    private Refusal refused(SipRequest request) {
        State before = alice.state();
        Judgement judgement = alice.receive(request);
        assertThat(judgement).isInstanceOf(Judgement.Refused.class);
        assertThat(alice.state()).isEqualTo(before);
        return ((Judgement.Refused) judgement).refusal();
    }

    /// A call of Alice that was answered.
    private void call() {
        alice.sent(invite(sdp()));
        alice.receive(toAlice(200, "1 INVITE", sdp()));
        alice.sent(fromAlice("ACK", 1, tag("b")));
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void anOfferInTheInviteIsAnsweredByThe2xx() {
        assertThat(alice.sent(invite(sdp()))).isEqualTo(Body.OFFER);
        assertThat(alice.state()).isEqualTo(State.LOCAL_OFFER);
        assertThat(alice.receive(toAlice(183, "1 INVITE", sdp()))).isEqualTo(Body.PREVIEW);
        assertThat(alice.state()).isEqualTo(State.LOCAL_OFFER);
        assertThat(alice.receive(toAlice(200, "1 INVITE", sdp()))).isEqualTo(Body.ANSWER);
        assertThat(alice.receive(toAlice(200, "1 INVITE", sdp()))).isEqualTo(Body.REPEATED);
        assertThat(alice.sent(fromAlice("ACK", 1, tag("b")))).isEqualTo(Body.NONE);
        assertThat(alice.state()).isEqualTo(State.STABLE);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    @Rfc(number = 6337, section = "2")
    void anOfferInThe2xxIsAnsweredByTheAck() {
        assertThat(alice.sent(invite())).isEqualTo(Body.NONE);
        assertThat(alice.receive(toAlice(200, "1 INVITE", sdp()))).isEqualTo(Body.OFFER);
        assertThat(alice.state()).isEqualTo(State.REMOTE_OFFER);
        assertThat(alice.mayInvite()).isFalse();
        assertThat(alice.sent(fromAlice("ACK", 1, tag("b"), sdp()))).isEqualTo(Body.ANSWER);
        assertThat(alice.mayInvite()).isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void theCalledSideSeesTheSame() {
        assertThat(received(fromBob("INVITE", 1, sdp()))).isEqualTo(Body.OFFER);
        assertThat(alice.sent(toBob(180, "1 INVITE"))).isEqualTo(Body.NONE);
        assertThat(alice.sent(toBob(200, "1 INVITE", sdp()))).isEqualTo(Body.ANSWER);
        assertThat(received(fromBob("ACK", 1))).isEqualTo(Body.NONE);

        assertThat(received(fromBob("INVITE", 2))).isEqualTo(Body.NONE);
        assertThat(alice.sent(toBob(200, "2 INVITE", sdp()))).isEqualTo(Body.OFFER);
        assertThat(received(fromBob("ACK", 2))).isEqualTo(Body.MISSING);
        assertThat(alice.state()).isEqualTo(State.STABLE);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void a2xxWithoutAWordOnTheSessionIsMissingIt() {
        alice.sent(invite(sdp()));
        assertThat(alice.receive(toAlice(200, "1 INVITE"))).isEqualTo(Body.MISSING);
        assertThat(alice.state()).isEqualTo(State.STABLE);

        alice.sent(fromAlice("INVITE", 2, tag("b")));
        assertThat(alice.receive(toAlice(200, "2 INVITE"))).isEqualTo(Body.MISSING);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void aRefusalTakesTheOfferBack() {
        alice.sent(invite(sdp()));
        assertThat(alice.receive(toAlice(486, "1 INVITE"))).isEqualTo(Body.NONE);
        assertThat(alice.state()).isEqualTo(State.STABLE);
        assertThat(alice.inviter()).isNull();

        received(fromBob("UPDATE", 1, sdp()));
        assertThat(alice.sent(toBob(488, "1 UPDATE"))).isEqualTo(Body.NONE);
        assertThat(alice.state()).isEqualTo(State.STABLE);
    }

    @Test
    @Rfc(number = 3262, section = "5")
    void offersAreAnsweredInReliableResponsesAndTheirPracks() {
        alice.sent(invite());
        assertThat(alice.receive(toAlice(183, "1 INVITE", RELIABLE, sdp()))).isEqualTo(Body.OFFER);
        assertThat(alice.sent(fromAlice("PRACK", 2, tag("b"), sdp()))).isEqualTo(Body.ANSWER);
        assertThat(alice.sent(fromAlice("PRACK", 3, tag("b"), sdp())))
                .as("a further offer")
                .isEqualTo(Body.OFFER);
        assertThat(alice.receive(toAlice(200, "3 PRACK", sdp()))).isEqualTo(Body.ANSWER);
        assertThat(alice.receive(toAlice(200, "1 INVITE"))).as("all was said").isEqualTo(Body.NONE);

        received(fromBob("INVITE", 1));
        assertThat(alice.sent(toBob(183, "1 INVITE", RELIABLE, sdp()))).isEqualTo(Body.OFFER);
        assertThat(refused(fromBob("PRACK", 2)).statusCode()).isEqualTo(400);
        assertThat(received(fromBob("PRACK", 3, sdp()))).isEqualTo(Body.ANSWER);
        assertThat(received(fromBob("PRACK", 4, sdp()))).isEqualTo(Body.OFFER);
        assertThat(refused(fromBob("PRACK", 5, sdp())).statusCode()).isEqualTo(500);
        assertThat(alice.sent(toBob(200, "4 PRACK"))).isEqualTo(Body.MISSING);
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    void aReInviteWaitsForTheEndOfTheOther() {
        call();
        alice.sent(fromAlice("INVITE", 2, tag("b"), sdp()));

        assertThat(alice.mayInvite()).isFalse();
        assertThatThrownBy(() -> alice.sent(fromAlice("INVITE", 3, tag("b"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Rfc(number = 3261, section = "14.2")
    void crossingInvitesAreRefused() {
        call();
        alice.sent(fromAlice("INVITE", 2, tag("b"), sdp()));
        assertThat(refused(fromBob("INVITE", 1, sdp())).statusCode()).isEqualTo(491);
        alice.receive(toAlice(491, "2 INVITE"));

        received(fromBob("INVITE", 2, sdp()));
        Refusal early = refused(fromBob("INVITE", 3, sdp()));
        assertThat(early.statusCode()).isEqualTo(500);
        assertThat(early.field()).isEqualTo(HeaderName.RETRY_AFTER);
        assertThat(Integer.parseInt(early.value())).isBetween(0, 10);
    }

    @Test
    @Rfc(number = 3311, section = "5.1")
    void anUpdateOffersOnlyWhenNothingElseIsOpen() {
        alice.sent(invite(sdp()));
        assertThat(alice.mayUpdate(true)).isFalse();
        assertThat(alice.mayUpdate(false)).isTrue();
        assertThatThrownBy(() -> alice.sent(fromAlice("UPDATE", 2, tag("b"), sdp())))
                .isInstanceOf(IllegalStateException.class);
        alice.receive(toAlice(183, "1 INVITE", RELIABLE, sdp()));

        assertThat(alice.mayUpdate(true)).isTrue();
        assertThat(alice.sent(fromAlice("UPDATE", 2, tag("b"), sdp()))).isEqualTo(Body.OFFER);
        assertThat(alice.mayUpdate(false)).isFalse();
        assertThat(alice.receive(toAlice(100, "2 UPDATE"))).isEqualTo(Body.NONE);
        assertThat(alice.receive(toAlice(200, "2 UPDATE", sdp()))).isEqualTo(Body.ANSWER);
        assertThat(alice.mayUpdate(true)).isTrue();
    }

    @Test
    @Rfc(number = 3311, section = "5.2")
    void updatesThatCrossOrComeTooEarlyAreRefused() {
        call();
        alice.sent(fromAlice("UPDATE", 2, tag("b"), sdp()));
        assertThat(refused(fromBob("UPDATE", 1, sdp())).statusCode()).isEqualTo(491);
        assertThat(received(fromBob("UPDATE", 2))).as("without an offer").isEqualTo(Body.NONE);
        assertThat(refused(fromBob("UPDATE", 3)).statusCode())
                .as("the other is open")
                .isEqualTo(500);
        assertThat(refused(fromBob("INVITE", 4, sdp())).statusCode()).isEqualTo(491);
        alice.sent(toBob(200, "2 UPDATE"));
        alice.receive(toAlice(200, "2 UPDATE", sdp()));

        received(fromBob("INVITE", 5, sdp()));
        assertThat(refused(fromBob("UPDATE", 6, sdp())).statusCode()).isEqualTo(500);
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void anAckThatCrossesAnInviteDoesNotAnswerThat() {
        received(fromBob("INVITE", 1, sdp()));
        alice.sent(toBob(200, "1 INVITE", sdp()));
        alice.sent(fromAlice("INVITE", 2, tag("b"), sdp()));

        assertThat(received(fromBob("ACK", 1))).isEqualTo(Body.NONE);
        assertThat(alice.state()).isEqualTo(State.LOCAL_OFFER);
    }

    @Test
    @Rfc(number = 6141, section = "3.3")
    void aReInviteThatHasChangedTheSessionIsNotRefused() {
        call();
        received(fromBob("INVITE", 1, sdp()));
        assertThat(alice.mayRefuseInvite()).isTrue();
        alice.sent(toBob(183, "1 INVITE", RELIABLE, sdp()));

        assertThat(alice.mayRefuseInvite()).isFalse();
        OfferAnswerState first = new OfferAnswerState(new Random(1));
        first.receive(fromBob("INVITE", 1, sdp()));
        first.sent(toBob(183, "1 INVITE", RELIABLE, sdp()));
        assertThat(first.mayRefuseInvite()).as("the first INVITE").isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    void afterAGlareTheOwnerOfTheCallIdWaitsLonger() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            Duration owner = OfferAnswerState.waitAfterGlare(true, random);
            Duration other = OfferAnswerState.waitAfterGlare(false, random);
            assertThat(owner).isBetween(Duration.ofMillis(2100), Duration.ofSeconds(4));
            assertThat(other).isBetween(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(owner.toMillis() % 10 + other.toMillis() % 10).isZero();
        }
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void onlyBodiesForTheSessionCount() {
        assertThat(OfferAnswerState.carriesSdp(invite(sdp()))).isTrue();
        assertThat(OfferAnswerState.carriesSdp(invite("Content-Type: application/sdp")))
                .as("empty")
                .isFalse();
        assertThat(OfferAnswerState.carriesSdp(invite("Content-Disposition: early-session", sdp())))
                .isFalse();
        assertThat(OfferAnswerState.carriesSdp(invite("Content-Disposition: SESSION", sdp())))
                .isTrue();
        assertThat(OfferAnswerState.carriesSdp(invite(sdp().replace("application/sdp", "multipart/mixed"))))
                .isTrue();
        assertThat(OfferAnswerState.carriesSdp(invite(sdp().replace("application/sdp", "text/plain"))))
                .isFalse();
    }
}
