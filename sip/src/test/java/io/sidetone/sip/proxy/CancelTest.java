package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.Claim;
import io.sidetone.sip.transaction.TransactionUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The caller gives up, whenever that is.
@Rfc(number = 3261, section = "16.10")
class CancelTest {

    private ProxyStand stand = ProxyStand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    /// It rings at a callee, and the caller hears it.
    private SipRequest ring(ScriptedPeer callee) {
        SipRequest invite = callee.expectRequest("INVITE");
        callee.answer(invite, 180, "Ringing");
        stand.alice.expectResponse(180);
        return invite;
    }

    private static void obey(ScriptedPeer callee, SipRequest cancel, SipRequest invite) {
        callee.answer(cancel, 200, "OK");
        callee.answer(invite, 487, "Request Terminated");
    }

    @Test
    void whileTheRequestIsOnItsWayToAUser() {
        List<Claim> claims = new ArrayList<>();
        stand.close();
        stand = new ProxyStand(TestBed.simulated(1), Transport.UDP, site -> new TransactionUser() {
            @Override
            public void request(Claim claim) {
                if (claim.request().method().name().equals("CANCEL")) {
                    assertThat(claim.cancelInvite()).isTrue();
                    claim.reply(claim.answer(200, "OK").build());
                } else {
                    claim.hold();
                    claims.add(claim);
                }
            }
        });
        ScriptedPeer bob = stand.callee();
        stand.invite();
        stand.run(10);
        stand.cancel();
        stand.alice.expectResponse(200);
        Claim claim = claims.getFirst();
        List<ProxyContext> ended = new ArrayList<>();
        ProxyContext context = new ProxyContext(
                stand.layer, ProxySettings.DEFAULT, claim, claim.request(), (LoopDetection) null, new ProxyUser() {
                    @Override
                    public void ended(ProxyContext it) {
                        ended.add(it);
                    }
                });
        context.forward(stand.targets);
        stand.expectFailure(487);
        assertThat(bob.received()).isEmpty();
        assertThat(ended).containsExactly(context);
        claims.clear();
        stand.assertEmpty();
    }

    @Test
    void beforeAnyResponse() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.runSeconds(2);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        bob.answer(invite, 180, "Ringing");
        SipRequest cancel = bob.expectRequest("CANCEL");
        obey(bob, cancel, invite);
        bob.expectRequest("ACK");
        stand.expectFailure(487);
        stand.assertEmpty();
    }

    @Test
    void whenNobodyEverAnswers() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.expectRequest("INVITE");
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.runSeconds(33);
        stand.expectFailure(487);
        stand.assertEmpty();
    }

    @Test
    void whileItRings() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee(Transport.UDP, 100);
        stand.invite();
        SipRequest invite = ring(bob);
        stand.cancel();
        stand.alice.expectResponse(200);
        SipRequest cancel = bob.expectRequest("CANCEL");
        assertThat(ProxyStand.branch(cancel)).isEqualTo(ProxyStand.branch(invite));
        obey(bob, cancel, invite);
        stand.expectFailure(487);
        stand.assertEmpty();
        assertThat(carol.received()).isEmpty();
    }

    @Test
    void anAnswerThatWasFasterWins() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = ring(bob);
        stand.cancel();
        SipRequest cancel = bob.expectRequest("CANCEL");
        bob.answer(invite, 200, "OK");
        bob.answer(cancel, 200, "OK");
        stand.run(100);
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    void aCalleeThatDoesNotObeyIsNotWaitedForForEver() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        ring(bob);
        stand.cancel();
        stand.alice.expectResponse(200);
        bob.expectRequest("CANCEL");
        stand.runSeconds(33);
        stand.expectFailure(487);
        stand.assertEmpty();
    }

    @Test
    void whileAUserThinksWhatToDoAfterAFailure() {
        List<ProxyContext> asked = new ArrayList<>();
        stand.close();
        stand = ProxyStand.simulated(ProxySettings.DEFAULT, new ProxyUser() {
            @Override
            public void failure(ProxyContext context, int status) {
                asked.add(context);
            }
        });
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        stand.run(100);
        assertThat(asked).hasSize(1);
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.expectFailure(487);
        asked.getFirst().forward(stand.targets);
        asked.getFirst().respondBest();
        stand.run(100);
        assertThat(ProxyStand.count(bob, "INVITE")).isEqualTo(1);
        asked.clear();
        stand.assertEmpty();
    }

    @Test
    void whileTheDnsIsAsked() {
        stand.targets.add(Target.of(Messages.uri("sip:bob@far.example")));
        stand.invite();
        stand.run(500);
        assertThat(stand.questions).isNotEmpty();
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.expectFailure(487);
        assertThat(stand.layer.clients()).isZero();
        stand.questions.clear();
        stand.assertEmpty();
    }

    @Test
    void afterTheFinalResponse() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        bob.answer(bob.expectRequest("INVITE"), 200, "OK");
        stand.alice.expectResponse(200);
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.runSeconds(1);
        assertThat(ProxyStand.count(bob, "CANCEL")).isZero();
        stand.assertEmpty();
        assertThat(ProxyStand.finals(stand.alice)).containsExactly(200);
    }

    @Test
    void whatIsNotKnownIsA481() {
        stand.cancel();
        stand.alice.expectResponse(481);
        stand.assertEmpty();
    }

    @Test
    void twiceIsNoMoreThanOnce() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = ring(bob);
        stand.cancel();
        stand.cancel();
        stand.alice.expectResponse(200);
        stand.run(10);
        obey(bob, bob.expectRequest("CANCEL"), invite);
        stand.expectFailure(487);
        stand.assertEmpty();
        assertThat(ProxyStand.count(bob, "CANCEL")).isEqualTo(1);
    }

    @Test
    void withNobodyToTell() {
        stand.cancel();
        stand.alice.expectResponse(481);
        stand.callee();
        stand.send("MESSAGE", ProxyStand.BRANCH);
        stand.run(10);
        stand.cancel();
        // There is no CANCEL for what is no INVITE.
        stand.alice.expectResponse(481);
        stand.runSeconds(40);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3326, section = "2")
    void aUserMayCancelAndSayWhy() {
        List<ProxyContext> seen = new ArrayList<>();
        stand.close();
        stand = ProxyStand.simulated(ProxySettings.DEFAULT, new ProxyUser() {
            @Override
            public ForwardedRequest branch(Branch branch, ForwardedRequest request) {
                seen.add(branch.context());
                return request;
            }
        });
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = ring(bob);
        seen.getFirst().cancel(List.of(Reason.of("SIP", 480, null)));
        SipRequest cancel = bob.expectRequest("CANCEL");
        assertThat(ProxyStand.reason(cancel)).isEqualTo("SIP;cause=480");
        obey(bob, cancel, invite);
        stand.expectFailure(487);
        seen.clear();
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3326, section = "2")
    void theReasonsOfTheCallerGoToAllCallees() {
        List<ScriptedPeer> callees = List.of(stand.callee(), stand.callee());
        stand.invite();
        List<SipRequest> invites = new ArrayList<>();
        for (ScriptedPeer callee : callees) {
            invites.add(ring(callee));
        }
        stand.send(
                "CANCEL",
                ProxyStand.BRANCH,
                "Reason: SIP;cause=200;text=\"Call completed elsewhere\", Q.850;cause=26\n"
                        + "Reason: Preemption;cause=1;text=\"UA Preemption\"");
        for (int i = 0; i < callees.size(); i++) {
            ScriptedPeer callee = callees.get(i);
            SipRequest cancel = callee.expectRequest("CANCEL");
            assertThat(cancel.all(Headers.REASON))
                    .extracting(Reason::toString)
                    .containsExactly(
                            "SIP;cause=200;text=\"Call completed elsewhere\"",
                            "Q.850;cause=26",
                            "Preemption;cause=1;text=\"UA Preemption\"");
            obey(callee, cancel, invites.get(i));
        }
        stand.expectFailure(487);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3326, section = "2")
    void whoGivesNoReasonIsGivenNone() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = ring(bob);
        stand.cancel();
        SipRequest cancel = bob.expectRequest("CANCEL");
        assertThat(cancel.has(HeaderName.REASON)).isFalse();
        obey(bob, cancel, invite);
        stand.expectFailure(487);
        stand.assertEmpty();
    }
}
