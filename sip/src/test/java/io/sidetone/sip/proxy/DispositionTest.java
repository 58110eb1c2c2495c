package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What callers want done with their requests, and redirections that are followed.
@Rfc(number = 3841, section = "9.1")
class DispositionTest {

    private ProxyStand stand = ProxyStand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private static void refuse(ScriptedPeer callee, int status) {
        callee.answer(callee.expectRequest("INVITE"), status, "No");
        callee.expectRequest("ACK");
    }

    private static void redirect(ScriptedPeer callee, int status, String contacts) {
        SipRequest invite = callee.expectRequest("INVITE");
        callee.send(
                SipResponse.answer(invite, status, "Moved")
                        .append("Contact", contacts)
                        .withContentLength()
                        .build(),
                callee.flowOf(invite));
        callee.expectRequest("ACK");
    }

    private static String contact(ScriptedPeer callee) {
        return "<" + ProxyStand.uri(callee, Transport.UDP) + ">";
    }

    @Test
    @Rfc(number = 3841, section = "7.1")
    void redirectAnswersWithTheTargets() {
        ScriptedPeer carol = stand.callee(Transport.UDP, 500);
        ScriptedPeer bob = stand.callee();
        stand.invite("Request-Disposition: redirect");
        SipResponse answer = stand.expectFailure(302);
        assertThat(ProxyStand.values(answer, HeaderName.CONTACT)).isEqualTo(contact(bob) + ", " + contact(carol));
        stand.assertEmpty();
        assertThat(bob.received()).isEmpty();
    }

    @Test
    @Rfc(number = 3841, section = "7.1")
    void nobodyIsRedirectedToWhereHeWantedToGo() {
        ScriptedPeer bob = stand.callee();
        String uri = ProxyStand.uri(bob, Transport.UDP);
        stand.alice.send(
                ProxyStand.requestTo(uri, "INVITE", ProxyStand.BRANCH, "Request-Disposition: redirect"), stand.proxy);
        refuse(bob, 486);
        stand.expectFailure(486);
        stand.assertEmpty();
    }

    @Test
    void noForkTriesTheBestTargetOnly() {
        ScriptedPeer carol = stand.callee(Transport.UDP, 500);
        ScriptedPeer bob = stand.callee();
        stand.invite("Request-Disposition: no-fork");
        refuse(bob, 486);
        stand.expectFailure(486);
        stand.assertEmpty();
        assertThat(carol.received()).isEmpty();
    }

    @Test
    void sequentialTriesOneAtATimeAndParallelAllAtOnce() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite("Request-Disposition: sequential");
        SipRequest invite = bob.expectRequest("INVITE");
        stand.run(400);
        assertThat(carol.received()).isEmpty();
        bob.answer(invite, 486, "Busy Here");
        refuse(carol, 404);
        stand.expectFailure(404);
        stand.assertEmpty();

        ScriptedPeer dave = stand.callee(Transport.UDP, 1);
        stand.send("MESSAGE", "z9hG4bKparallel", "Request-Disposition: parallel");
        for (ScriptedPeer callee : new ScriptedPeer[] {dave, carol, bob}) {
            callee.answer(callee.expectRequest("MESSAGE"), 404, "Not Found");
        }
        stand.alice.expectResponse(404);
        stand.assertEmpty();
    }

    @Test
    void noCancelLeavesTheOthersRinging() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.invite("Request-Disposition: no-cancel");
        SipRequest toCarol = carol.expectRequest("INVITE");
        carol.answer(toCarol, 180, "Ringing");
        bob.answer(bob.expectRequest("INVITE"), 200, "OK");
        stand.alice.expectResponse(200);
        stand.runSeconds(60);
        assertThat(ProxyStand.count(carol, "CANCEL")).isZero();
        carol.answer(toCarol, 486, "Busy Here");
        carol.expectRequest("ACK");
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
    }

    @Test
    @Rfc(number = 3261, section = "16.5")
    void withoutRecursionA302GoesBack() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        redirect(bob, 302, "<sip:elsewhere@192.0.2.1>");
        SipResponse answer = stand.expectFailure(302);
        assertThat(ProxyStand.values(answer, HeaderName.CONTACT)).contains("elsewhere");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.5")
    void recursionFollowsAndTriesNoTargetTwice() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.peer(Transport.UDP);
        stand.invite("Request-Disposition: recurse");
        redirect(bob, 302, contact(carol) + ", " + contact(bob));
        redirect(carol, 302, contact(bob) + ", " + contact(carol));
        stand.expectFailure(302);
        stand.assertEmpty();
        assertThat(ProxyStand.count(bob, "INVITE")).isEqualTo(1);
        assertThat(ProxyStand.count(carol, "INVITE")).isEqualTo(1);
    }

    @Test
    void recursionHasALimit() {
        ScriptedPeer bob = stand.callee();
        stand.invite("Request-Disposition: recurse, sequential");
        String next = ProxyStand.uri(bob, Transport.UDP);
        int tried = 0;
        while (ProxyStand.finals(stand.alice).isEmpty()) {
            tried++;
            redirect(bob, 302, "<" + next.replace("bob", "bob" + tried) + ">");
            stand.run(20);
        }
        stand.expectFailure(302);
        assertThat(tried).isEqualTo(TargetSet.DEFAULT_LIMIT);
        stand.assertEmpty();
    }

    @Test
    void whoDoesNotForkFollowsHimself() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.peer(Transport.UDP);
        stand.invite("Request-Disposition: recurse, no-fork");
        redirect(bob, 302, contact(carol));
        SipResponse answer = stand.expectFailure(302);
        assertThat(ProxyStand.values(answer, HeaderName.CONTACT)).isEqualTo(contact(carol));
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 5630, section = "5.3")
    void whatIsToBeSafeIsNotSentInTheClear() {
        ScriptedPeer bob = stand.callee();
        stand.alice.send(ProxyStand.requestTo("sips:bob@example.com", "INVITE", ProxyStand.BRANCH), stand.proxy);
        stand.expectFailure(480);
        stand.assertEmpty();
        assertThat(bob.received()).isEmpty();
    }
}
