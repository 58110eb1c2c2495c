package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.uri.Host;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done with requests before they are forwarded, and with those that come again.
@Rfc(number = 3261, section = "16.3")
class RequestsTest {

    private ProxyStand stand = ProxyStand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private String here() {
        return "127.0.0.1:" + stand.proxy.getPort();
    }

    @Test
    @Rfc(number = 5393, section = "4.2")
    void aLoopIsFoundWhenItIsClosed() {
        stand.targets.add(Target.of(Messages.uri("sip:bob@" + here())));
        stand.invite();
        stand.expectFailure(482);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 5393, section = "4.2")
    void aSpiralIsNoLoop() {
        stand.close();
        ScriptedPeer[] bob = new ScriptedPeer[1];
        stand = new ProxyStand(
                TestBed.simulated(1),
                Transport.UDP,
                site -> new StatefulProxy(site.layer(), ProxySettings.DEFAULT, site.myself(), (routed, flow) -> {
                    String uri = routed.request().uriText();
                    return TargetFinder.Verdict.Forward.to(Target.of(Messages.uri(
                            uri.contains("bob2")
                                    ? ProxyStand.uri(bob[0], Transport.UDP)
                                    : "sip:bob2@127.0.0.1:" + flow.local().getPort())));
                }));
        bob[0] = stand.peer(Transport.UDP);
        stand.invite();
        SipRequest invite = bob[0].expectRequest("INVITE");
        assertThat(ProxyStand.values(invite, HeaderName.VIA).split(", ")).hasSize(3);
        bob[0].answer(invite, 486, "Busy Here");
        stand.expectFailure(486);
        stand.assertEmpty();
    }

    @Test
    void tooManyHops() {
        ScriptedPeer bob = stand.callee();
        stand.invite("Max-Forwards: 0");
        stand.expectFailure(483);
        stand.send("INVITE", "z9hG4bKlast", "Max-Forwards: 1", "Call-ID: last");
        SipRequest invite = bob.expectRequest("INVITE");
        assertThat(ProxyStand.values(invite, HeaderName.MAX_FORWARDS)).isEqualTo("0");
        bob.answer(invite, 486, "Busy Here");
        SipResponse busy = stand.alice.expectResponse(486);
        stand.send("ACK", "z9hG4bKlast", "Call-ID: last", "To: " + busy.to());
        stand.assertEmpty();
        assertThat(bob.received()).hasSize(2);
    }

    @Test
    void whatIsRequiredOfProxiesAndUnknown() {
        stand.callee();
        stand.invite("Proxy-Require: teleport");
        SipResponse answer = stand.expectFailure(420);
        assertThat(ProxyStand.values(answer, HeaderName.UNSUPPORTED)).isEqualTo("teleport");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 5393, section = "5.3.3")
    void breadthIsSharedOutAndUsedUp() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        ScriptedPeer dave = stand.callee();
        stand.invite("Max-Breadth: 3");
        for (ScriptedPeer callee : new ScriptedPeer[] {bob, carol, dave}) {
            SipRequest invite = callee.expectRequest("INVITE");
            assertThat(ProxyStand.values(invite, HeaderName.MAX_BREADTH)).isEqualTo("1");
            callee.answer(invite, 486, "Busy Here");
            callee.expectRequest("ACK");
        }
        stand.expectFailure(486);
        stand.send("INVITE", "z9hG4bKnarrow", "Max-Breadth: 0", "Call-ID: narrow");
        SipResponse answer = stand.alice.expectResponse(440);
        assertThat(Objects.requireNonNull(answer.to()).tag()).isNotNull();
        stand.send("ACK", "z9hG4bKnarrow", "Call-ID: narrow", "To: " + answer.to());
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.12")
    void aStrictRouterGetsWhatItUnderstandsAndIsUnderstood() {
        ScriptedPeer strict = stand.peer(Transport.UDP);
        String hop = "127.0.0.1:" + strict.address().getPort();
        stand.alice.send(
                ProxyStand.requestTo(
                        "sip:bob@192.0.2.7",
                        "MESSAGE",
                        "z9hG4bKstrict",
                        "To: <sip:bob@example.com>;tag=b",
                        "Route: <sip:" + here() + ";lr>, <sip:" + hop + ">, <sip:192.0.2.9;lr>"),
                stand.proxy);
        SipRequest message = strict.expectRequest("MESSAGE");
        assertThat(message.uriText()).isEqualTo("sip:" + hop);
        assertThat(ProxyStand.values(message, HeaderName.ROUTE)).isEqualTo("<sip:192.0.2.9;lr>, <sip:bob@192.0.2.7>");
        strict.answer(message, 200, "OK");
        stand.alice.expectResponse(200);

        // Now from a strict router, whose Request-URI is our Record-Route.
        stand.alice.send(
                ProxyStand.requestTo(
                        "sip:" + here() + ";lr",
                        "MESSAGE",
                        "z9hG4bKfrom",
                        "To: <sip:bob@example.com>;tag=b",
                        "Route: <sip:bob@" + hop + ">"),
                stand.proxy);
        SipRequest restored = strict.expectRequest("MESSAGE");
        assertThat(restored.uriText()).isEqualTo("sip:bob@" + hop);
        assertThat(restored.has(HeaderName.ROUTE)).isFalse();
        strict.answer(restored, 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void whatComesAgainIsAbsorbed() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        stand.alice.expectResponse(180);
        stand.invite();
        stand.alice.expectResponse(180);
        bob.answer(invite, 486, "Busy Here");
        bob.answer(invite, 486, "Busy Here");
        bob.expectRequest("ACK");
        bob.expectRequest("ACK");
        stand.alice.expectResponse(486);
        stand.invite();
        SipResponse again = stand.alice.expectResponse(486);
        stand.acknowledge(again);
        stand.acknowledge(again);
        stand.assertEmpty();
        assertThat(ProxyStand.count(bob, "INVITE")).isEqualTo(1);
        assertThat(ProxyStand.count(bob, "ACK")).isEqualTo(2);
    }

    @Test
    @Rfc(number = 6026, section = "7.2")
    void aResponseThatNobodyWaitsForIsDropped() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 486, "Busy Here");
        stand.expectFailure(486);
        stand.runSeconds(40);
        int before = stand.alice.received().size();
        bob.answer(invite, 200, "OK");
        stand.runSeconds(1);
        assertThat(stand.alice.received()).hasSize(before);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "16.6")
    void routesOfATargetComeFirst() {
        ScriptedPeer edge = stand.peer(Transport.UDP);
        String hop = "sip:127.0.0.1:" + edge.address().getPort() + ";lr";
        stand.targets.add(new Target(
                Messages.uri("sip:bob@192.0.2.7"), 1000, List.of(NameAddress.of(Messages.uri(hop))), null, null));
        stand.send("MESSAGE", "z9hG4bKpath");
        SipRequest message = edge.expectRequest("MESSAGE");
        assertThat(message.uriText()).isEqualTo("sip:bob@192.0.2.7");
        assertThat(ProxyStand.values(message, HeaderName.ROUTE)).isEqualTo("<" + hop + ">");
        edge.answer(message, 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    void aGivenFlowIsTaken() {
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.invite();
        stand.expectFailure(480);
        // Bob has called, so there is a way to him.
        bob.send(ProxyStand.request("OPTIONS", "z9hG4bKbob"), stand.proxy);
        bob.expectResponse(480);
        var flow = Objects.requireNonNull(stand.layer
                .transport()
                .flow(new NextHop(
                        Transport.UDP,
                        bob.address(),
                        Host.ofAddress(bob.address().getAddress().getAddress()))));
        stand.targets.add(new Target(Messages.uri("sip:bob@nowhere.invalid"), 1000, List.of(), flow, null));
        stand.send("MESSAGE", "z9hG4bKflow");
        bob.answer(bob.expectRequest("MESSAGE"), 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    void aFinderThatFailsLeavesNobodyWaiting() {
        stand.close();
        stand = new ProxyStand(
                TestBed.simulated(1),
                Transport.UDP,
                site -> new StatefulProxy(site.layer(), ProxySettings.DEFAULT, site.myself(), (_, _) -> {
                    throw new IllegalStateException("A fault of the test's");
                }));
        stand.invite();
        stand.expectFailure(500);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 5630, section = "3.1.4")
    void whatIsToBeSafeIsSafeAtEachHop() {
        stand.close();
        stand = ProxyStand.stateful(TestBed.simulated(1), Transport.TLS, ProxySettings.DEFAULT, ProxyUser.NONE);
        stand.listen(Transport.TCP);
        ScriptedPeer bob = stand.peer(Transport.TLS);
        String uri = "sips:bob@127.0.0.1:" + bob.address().getPort();
        stand.targets.add(Target.of(Messages.uri(uri)));
        stand.alice.send(ProxyStand.requestTo("sips:bob@example.com", "INVITE", ProxyStand.BRANCH), stand.proxy);
        SipRequest invite = bob.expectRequest("INVITE");
        assertThat(invite.uriText()).isEqualTo(uri);
        assertThat(ProxyStand.values(invite, HeaderName.RECORD_ROUTE)).isEqualTo("<sips:" + here() + ";lr>");
        bob.answer(invite, 486, "Busy Here");
        stand.expectFailure(486);
        assertThat(stand.bed.await(() -> stand.layer.servers() == 0, ScriptedPeer.LIMIT))
                .isTrue();
    }
}
