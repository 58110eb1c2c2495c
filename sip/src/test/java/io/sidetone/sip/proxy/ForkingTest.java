package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A request with several targets.
@Rfc(number = 3261, section = "16.7")
class ForkingTest {

    private ProxyStand stand = ProxyStand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private void with(ProxySettings settings) {
        stand.close();
        stand = ProxyStand.simulated(settings, ProxyUser.NONE);
    }

    private static void ring(ScriptedPeer callee, SipRequest invite) {
        callee.answer(invite, 180, "Ringing");
    }

    /// A callee that rings, is told of the end, and obeys.
    private static void obey(ScriptedPeer callee, SipRequest invite, String reason) {
        SipRequest cancel = callee.expectRequest("CANCEL");
        assertThat(ProxyStand.branch(cancel)).isEqualTo(ProxyStand.branch(invite));
        assertThat(ProxyStand.reason(cancel)).isEqualTo(reason);
        callee.answer(cancel, 200, "OK");
        callee.answer(invite, 487, "Request Terminated");
        SipRequest ack = callee.expectRequest("ACK");
        assertThat(ProxyStand.branch(ack)).isEqualTo(ProxyStand.branch(invite));
    }

    @Test
    void theFirstAnswerWinsAndTheOthersAreCancelled() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        assertThat(ProxyStand.branch(toBob)).isNotEqualTo(ProxyStand.branch(toCarol));
        ring(bob, toBob);
        ring(carol, toCarol);
        stand.alice.expectResponse(180);
        stand.alice.expectResponse(180);
        bob.answer(toBob, 200, "OK");

        stand.alice.expectResponse(200);
        obey(carol, toCarol, "SIP;cause=200;text=\"Call completed elsewhere\"");
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
    }

    @Test
    @Rfc(number = 6026, section = "7.1")
    void aSecondAnswerGoesBackToo() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        ring(carol, toCarol);
        bob.answer(toBob, 200, "OK");
        SipResponse first = stand.alice.expectResponse(200);
        SipRequest cancel = carol.expectRequest("CANCEL");
        carol.answer(toCarol, 200, "OK");
        carol.answer(cancel, 200, "OK");
        SipResponse second = stand.alice.expectResponse(200);
        bob.answer(toBob, 200, "OK");
        SipResponse again = stand.alice.expectResponse(200);

        assertThat(ProxyStand.tag(first)).isNotEqualTo(ProxyStand.tag(second));
        assertThat(ProxyStand.tag(again)).isEqualTo(ProxyStand.tag(first));
        stand.assertEmpty();
    }

    @Test
    void aLateAnswerOutlivesTheServerTransaction() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite("Request-Disposition: no-cancel");
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        ring(carol, toCarol);
        bob.answer(toBob, 200, "OK");
        stand.alice.expectResponse(200);
        stand.runSeconds(60);
        assertThat(stand.layer.servers()).isZero();
        carol.answer(toCarol, 200, "OK");
        SipResponse late = stand.alice.expectResponse(200);

        assertThat(ProxyStand.branch(late)).isEqualTo(ProxyStand.BRANCH);
        assertThat(ProxyStand.count(carol, "CANCEL")).isZero();
        stand.assertEmpty();
    }

    @Test
    void thirtyBranchesAreNoTrouble() {
        List<ScriptedPeer> callees = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            callees.add(stand.callee());
        }
        stand.invite();
        List<SipRequest> invites = new ArrayList<>();
        for (ScriptedPeer callee : callees) {
            SipRequest invite = callee.expectRequest("INVITE");
            invites.add(invite);
            ring(callee, invite);
        }
        assertThat(invites.stream().map(ProxyStand::branch).distinct()).hasSize(30);
        assertThat(invites.stream().map(invite -> ProxyStand.values(invite, HeaderName.MAX_BREADTH)))
                .containsOnly("2");
        callees.get(17).answer(invites.get(17), 200, "OK");
        stand.alice.expectResponse(200);
        for (int i = 0; i < 30; i++) {
            if (i != 17) {
                obey(callees.get(i), invites.get(i), "SIP;cause=200;text=\"Call completed elsewhere\"");
            }
        }
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.6")
    void groupsAreTriedOneAfterTheOther() {
        ScriptedPeer carol = stand.callee(Transport.UDP, 500);
        ScriptedPeer bob = stand.callee(Transport.UDP, 1000);
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        ring(bob, toBob);
        stand.runSeconds(1);
        assertThat(ProxyStand.count(carol, "INVITE")).isZero();
        bob.answer(toBob, 486, "Busy Here");
        bob.expectRequest("ACK");
        SipRequest toCarol = carol.expectRequest("INVITE");
        carol.answer(toCarol, 404, "Not Found");
        carol.expectRequest("ACK");

        // Of one class, the lowest code goes back.
        stand.expectFailure(404);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.8")
    void whoRingsTooLongIsCancelledBeforeTheNextGroup() {
        with(ProxySettings.DEFAULT.withTimerC(Duration.ofSeconds(181)));
        ScriptedPeer bob = stand.callee(Transport.UDP, 1000);
        ScriptedPeer carol = stand.callee(Transport.UDP, 500);
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        ring(bob, toBob);
        stand.runSeconds(100);
        ring(bob, toBob);
        stand.runSeconds(180);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        obey(bob, toBob, "null");
        SipRequest toCarol = carol.expectRequest("INVITE");
        assertThat(stand.times(carol, "INVITE").getFirst() / 1000).isEqualTo(281);
        carol.answer(toCarol, 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
    }

    @Test
    void whereTimeIsNotRenewedOnlyProgressCounts() {
        with(ProxySettings.DEFAULT.withRenewing(false));
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        ring(bob, invite);
        stand.runSeconds(100);
        ring(bob, invite);
        stand.runSeconds(10);
        bob.answer(invite, 182, "Queued");
        stand.runSeconds(100);
        ring(bob, invite);
        stand.runSeconds(84);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        stand.runSeconds(2);
        bob.expectRequest("CANCEL");
        stand.runSeconds(33);
        stand.expectFailure(408);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.8")
    void whoNeverSaysMoreIsA408() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        ring(bob, bob.expectRequest("INVITE"));
        stand.alice.expectResponse(180);
        stand.runSeconds(184);
        bob.expectRequest("CANCEL");
        stand.runSeconds(33);
        stand.expectFailure(408);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.8")
    void withoutAnyResponseTimerCIsA408AtOnce() {
        with(ProxySettings.DEFAULT.withTimerC(Duration.ofSeconds(5)));
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        stand.runSeconds(6);
        stand.expectFailure(408);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        // Who speaks up now is told so.
        ring(bob, toBob);
        obey(bob, toBob, "null");
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(408);
    }

    @Test
    void challengesAreJoined() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.callee();
        stand.invite();
        challenge(bob, 401, "WWW-Authenticate: Digest realm=\"bob\", nonce=\"1\"");
        challenge(carol, 407, "Proxy-Authenticate: Digest realm=\"carol\", nonce=\"2\"");
        challenge(dave, 404, "Server: none");
        SipResponse answer = stand.expectFailure(401);

        assertThat(ProxyStand.values(answer, HeaderName.WWW_AUTHENTICATE)).contains("bob");
        assertThat(ProxyStand.values(answer, HeaderName.PROXY_AUTHENTICATE)).contains("carol");
        stand.assertEmpty();
    }

    private static void challenge(ScriptedPeer callee, int status, String line) {
        SipRequest invite = callee.expectRequest("INVITE");
        SipResponse.Builder answer = SipResponse.answer(invite, status, "No")
                .append(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2))
                .withContentLength();
        callee.send(answer.build(), callee.flowOf(invite));
        callee.expectRequest("ACK");
    }

    @Test
    void a6xxEndsEverythingButIsNotSentBeforeAllHaveEnded() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.callee(Transport.UDP, 100);
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        SipRequest toCarol = carol.expectRequest("INVITE");
        ring(bob, toBob);
        carol.answer(toCarol, 603, "Decline");
        carol.expectRequest("ACK");
        stand.runSeconds(1);
        assertThat(ProxyStand.finals(stand.alice)).isEmpty();
        obey(bob, toBob, "SIP;cause=603");
        stand.expectFailure(603);

        stand.assertEmpty();
        assertThat(dave.received()).isEmpty();
    }

    @Test
    void anAnswerAfterA6xxWins() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite();
        SipRequest toBob = bob.expectRequest("INVITE");
        ring(bob, toBob);
        carol.answer(carol.expectRequest("INVITE"), 600, "Busy Everywhere");
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(toBob, 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
    }

    @Test
    void a503IsA500() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 503, "Service Unavailable");
        stand.expectFailure(500);
        stand.assertEmpty();
    }

    @Test
    void nobodyThereIsA480() {
        stand.invite();
        stand.expectFailure(480);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 4320, section = "4")
    void silenceIsA408ToAnInviteAndSilenceToOthers() {
        stand.callee();
        stand.callee();
        stand.invite();
        stand.runSeconds(31);
        assertThat(ProxyStand.finals(stand.alice)).isEmpty();
        stand.runSeconds(2);
        stand.expectFailure(408);
        stand.assertEmpty();

        stand.send("MESSAGE", "z9hG4bKother");
        stand.runSeconds(60);
        assertThat(stand.alice.received().stream()
                        .filter(message -> message instanceof SipResponse response
                                && ProxyStand.branch(response).equals("z9hG4bKother")
                                && response.statusCode() != 100))
                .isEmpty();
        stand.assertEmpty();
    }

    @Test
    void otherRequestsForkToo() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.send("MESSAGE", "z9hG4bKother");
        SipRequest toBob = bob.expectRequest("MESSAGE");
        carol.answer(carol.expectRequest("MESSAGE"), 200, "OK");
        stand.alice.expectResponse(200);
        bob.answer(toBob, 202, "Accepted");
        stand.runSeconds(1);
        assertThat(stand.alice.received()).hasSize(1);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        stand.assertEmpty();
    }

    @Test
    void aResponseThatCanNotGoBackIsA502() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        SipResponse broken =
                SipResponse.answer(invite, 486, "Busy Here").withContentLength().build();
        SipResponse.Builder alone = broken.edit();
        alone.remove(HeaderName.VIA);
        alone.prepend(Headers.VIA, Objects.requireNonNull(invite.topVia()));
        bob.send(alone.build(), bob.flowOf(invite));
        stand.expectFailure(502);
        stand.assertEmpty();
    }
}
