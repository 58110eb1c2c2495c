package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.DialogId;
import io.sidetone.sip.dialog.DialogLimits;
import io.sidetone.sip.header.DialogReference;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.sdp.Direction;
import io.sidetone.sip.testing.LinkConditions;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.text.SyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

    private final Simulation bed = TestBed.simulated(1);
    private final Agents agents = new Agents(bed);
    private final CallLog caller = new CallLog();
    private final CallLog callee = CallLog.answering();
    private final UserAgent alice = agents.agent("alice", caller);
    private final UserAgent bob = agents.agent("bob", callee);

    @AfterEach
    void close() {
        agents.close();
    }

    private Call call() {
        return alice.call(Agents.at(bob), Agents.OFFER, caller);
    }

    /// Nothing is left when all calls are over.
    private void assertNothingLeft() {
        agents.assertNothingLeft(bed, 0, alice, bob);
    }

    @Test
    @Rfc(number = 3261, section = "13")
    @Rfc(number = 3261, section = "15")
    void aCallIsMadeAnsweredAndEnded() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("established");
        assertThat(callee.events).containsExactly("incoming", "established");
        assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);
        call.hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("ended LOCAL");
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1")
    @Rfc(number = 3261, section = "13.3.1.3")
    void aCallRingsAndIsRefused() {
        callee.onCall = call -> {
            call.ring();
            call.refuse(486, "Busy Here");
        };
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("progress 180", "ended REFUSED");
        assertThat(callee.last()).isEqualTo("ended LOCAL");
        assertThat(call.established()).isCompletedExceptionally();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    void aCallIsGivenUpBeforeItIsAnswered() {
        callee.onCall = Call::ring;
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        call.hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("ended LOCAL");
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void aCallThatIsAnsweredWhenItIsGivenUpIsEndedByBye() {
        callee.onCall = Call::ring;
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        call.hangUp();
        callee.call().answer(Agents.ANSWER);
        bed.run(Duration.ofSeconds(2));
        assertThat(caller.last()).isEqualTo("ended LOCAL");
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "14")
    @Rfc(number = 3261, section = "14.1")
    @Rfc(number = 3261, section = "8.1.1.8")
    @Rfc(number = 3311, section = "5.1")
    void aSessionIsChangedByBothSides() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SipResponse> changed = call.reInvite(Agents.OTHER);
        bed.run(Duration.ofSeconds(1));
        assertThat(changed).isCompleted();
        assertThat(callee.last()).isEqualTo("offered");
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.OTHER);
        CompletableFuture<SipResponse> updated = callee.call().update(Agents.OTHER);
        bed.run(Duration.ofSeconds(1));
        assertThat(updated).isCompleted();
        assertThat(call.remoteSession()).isEqualTo(Agents.OTHER);
        CompletableFuture<SipResponse> asked = callee.call().reInvite(null);
        callee.answer = Agents.ANSWER;
        bed.run(Duration.ofSeconds(1));
        assertThat(asked).isCompleted();
        assertThat(caller.last()).isEqualTo("answered");
        assertThat(callee.last()).isEqualTo("offered");
        callee.call().hangUp();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("ended REMOTE");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    @Rfc(number = 3261, section = "14.2")
    void aChangeThatIsRefusedChangesNothing() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        callee.answer = null;
        for (Method method : List.of(Method.INVITE, Method.UPDATE, Method.INVITE)) {
            CompletableFuture<SipResponse> changed =
                    method.equals(Method.INVITE) ? call.reInvite(Agents.OTHER) : call.update(Agents.OTHER);
            bed.run(Duration.ofSeconds(1));
            callee.offers.getLast().refuse(488, "Not Acceptable Here");
            bed.run(Duration.ofSeconds(1));
            assertThat(changed).isCompletedExceptionally();
            assertThat(call.localSession()).isEqualTo(Agents.OFFER);
            assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
            assertThat(callee.call().localSession()).isEqualTo(Agents.ANSWER);
            assertThat(callee.call().remoteSession()).isEqualTo(Agents.OFFER);
        }
        assertThat(callee.offers).hasSize(3);
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    @Rfc(number = 3261, section = "14.2")
    void twoChangesThatCrossAreBothMade() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        bed.network().conditions(LinkConditions.GOOD.withDelay(Duration.ofMillis(50), Duration.ofMillis(50)));
        CompletableFuture<SipResponse> mine = call.reInvite(Agents.OTHER);
        CompletableFuture<SipResponse> theirs = callee.call().reInvite(Agents.ANSWER);
        bed.run(Duration.ofSeconds(10));
        assertThat(mine).isCompleted();
        assertThat(theirs).isCompleted();
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3262, section = "3")
    @Rfc(number = 3262, section = "4")
    void earlyMediaIsToldReliably() {
        callee.onCall = call -> {
            call.progress(183, "Session Progress", Agents.ANSWER);
            call.progress(180, "Ringing", null);
        };
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("progress 183", "progress 180");
        assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
        CompletableFuture<SipResponse> updated = call.update(Agents.OTHER);
        bed.run(Duration.ofSeconds(1));
        assertThat(updated).isCompleted();
        callee.call().answer(null);
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.last()).isEqualTo("established");
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "13.2.1")
    void whoIsCalledOffers() {
        caller.answer = Agents.ANSWER;
        Call call = alice.call(Agents.at(bob), null, caller);
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("offered", "established");
        assertThat(callee.events).containsExactly("incoming", "established", "answered");
        assertThat(callee.call().remoteSession()).isEqualTo(Agents.ANSWER);
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    void requestsWithinACallAreTheUsers() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SipResponse> told =
                call.send(Method.INFO, new Body("application/dtmf-relay", new byte[] {'5'}), _ -> {});
        bed.run(Duration.ofSeconds(1));
        assertThat(told).isCompleted();
        assertThat(callee.last()).isEqualTo("INFO");
        assertThat(callee.requests.getFirst().body()).hasToString("application/dtmf-relay, 1 octets");
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 4028, section = "10")
    void sessionsAreRefreshed() {
        Call call = call();
        bed.run(Duration.ofHours(2));
        assertThat(call.state()).isEqualTo(Call.State.ESTABLISHED);
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 4028, section = "10")
    void aSessionEndsThatNobodyRefreshes() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        bob.layer().transport().close(bob.layer().transport().listeners().getFirst());
        bed.run(Duration.ofHours(1));
        assertThat(call.state()).isEqualTo(Call.State.ENDED);
        assertThat(callee.call().state()).isEqualTo(Call.State.ENDED);
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1.2")
    @Rfc(number = 3261, section = "8.1.3.4")
    void aRedirectedCallGoesElsewhere() {
        CallLog third = CallLog.answering();
        UserAgent carol = agents.agent("carol", third);
        callee.onCall =
                call -> call.redirect(List.of(NameAddress.of(Agents.at(bob)), NameAddress.of(Agents.at(carol))));
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        assertThat(caller.events).containsExactly("established");
        assertThat(third.last()).isEqualTo("established");
        assertThat(callee.events).containsExactly("incoming", "ended LOCAL");
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3891, section = "3")
    void aCallTakesThePlaceOfAnother() {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        CallLog third = new CallLog();
        UserAgent carol = agents.agent("carol", third);
        DialogId id = Objects.requireNonNull(call.dialogId());
        Call other = carol.call(
                Agents.at(bob),
                Agents.OFFER,
                third,
                null,
                invite -> invite.append(
                        Headers.REPLACES, DialogReference.of(id.callId(), id.remoteTag(), id.localTag())));
        bed.run(Duration.ofSeconds(1));
        assertThat(other.state()).isEqualTo(Call.State.ESTABLISHED);
        assertThat(caller.last()).isEqualTo("ended REMOTE");
        other.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1.1")
    void aCallThatNobodyAnswersEnds() {
        callee.onCall = Call::ring;
        alice.call(Agents.at(bob), Agents.OFFER, caller, Duration.ofSeconds(20), _ -> {});
        bed.run(Duration.ofSeconds(30));
        assertThat(caller.last()).isEqualTo("ended TIMEOUT");
        assertThat(callee.last()).isEqualTo("ended REMOTE");
        call();
        bed.run(Duration.ofMinutes(6));
        assertThat(caller.last()).isEqualTo("ended REFUSED");
        assertThat(callee.last()).isEqualTo("ended TIMEOUT");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3515, section = "2.4")
    @Rfc(number = 3515, section = "2.4.1")
    @Rfc(number = 3515, section = "2.4.2")
    @Rfc(number = 3515, section = "2.4.4")
    @Rfc(number = 3515, section = "2.4.5")
    @Rfc(number = 3515, section = "2.4.6")
    void aCallIsTransferred() {
        CallLog third = CallLog.answering();
        UserAgent carol = agents.agent("carol", third);
        callee.onReferral = referral -> {
            referral.accept();
            CallLog transferred = new CallLog();
            Call toCarol = bob.call(referral.refer().target(), Agents.ANSWER, transferred);
            CompletableFuture<Void> _ = toCarol.established().thenRun(() -> referral.report(200, "OK"));
        };
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        List<String> reports = new ArrayList<>();
        CompletableFuture<SipResponse> referred =
                call.refer(NameAddress.of(Agents.at(carol)), fragment -> reports.add(fragment.toString()));
        bed.run(Duration.ofSeconds(1));
        assertThat(referred).isCompleted();
        assertThat(reports).hasSize(2);
        assertThat(reports.getFirst()).contains("100");
        assertThat(reports.getLast()).contains("200");
        assertThat(third.last()).isEqualTo("established");
        call.hangUp();
        third.call().hangUp();
        assertNothingLeft();
    }

    @Test
    void aTransferThatIsRefusedLeavesTheCallAlone() {
        callee.onReferral = referral -> referral.refuse(603, "Decline");
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SipResponse> referred = call.refer(NameAddress.of(Agents.uri("sip:c@192.0.2.9")), _ -> {});
        bed.run(Duration.ofSeconds(1));
        assertThat(referred).isCompletedExceptionally();
        assertThat(call.state()).isEqualTo(Call.State.ESTABLISHED);
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3264, section = "8.4")
    void aCallIsHeld() throws SyntaxException {
        Call call = call();
        bed.run(Duration.ofSeconds(1));
        Body ours = Objects.requireNonNull(call.localSession());
        CompletableFuture<SipResponse> held = call.reInvite(ours.withDirection(Direction.SENDONLY));
        bed.run(Duration.ofSeconds(1));
        assertThat(held).isCompleted();
        assertThat(Objects.requireNonNull(callee.call().remoteSession()).text())
                .contains("a=sendonly")
                .contains("o=a 1 2 ");
        call.hangUp();
        assertNothingLeft();
    }

    @Test
    void callsAreLimited() {
        UserAgentLimits one = new UserAgentLimits(1, 10, 10, Duration.ofMinutes(1));
        UserAgent carol =
                agents.agent(Agents.settings("carol").withLimits(DialogLimits.DEFAULT, one), callee, Transport.UDP);
        Call first = carol.call(Agents.at(bob), Agents.OFFER, caller);
        Call second = carol.call(Agents.at(bob), Agents.OFFER, caller);
        Call third = alice.call(Agents.at(carol), Agents.OFFER, caller);
        bed.run(Duration.ofSeconds(1));
        assertThat(first.state()).isEqualTo(Call.State.ESTABLISHED);
        assertThat(second.state()).isEqualTo(Call.State.ENDED);
        assertThat(third.state()).isEqualTo(Call.State.ENDED);
        first.hangUp();
        assertNothingLeft();
    }
}
