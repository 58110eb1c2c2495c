package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.uri.Host;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A proxy that keeps nothing.
@Rfc(number = 3261, section = "16.11")
class StatelessProxyTest {

    private ProxyStand stand = stand(Transport.UDP);

    private static ProxyStand stand(Transport transport) {
        return new ProxyStand(
                TestBed.simulated(1),
                transport,
                site -> new StatelessProxy(site.layer(), site.myself(), true, (_, _) -> site.verdict()));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void assertNothingIsKept() {
        assertThat(stand.layer.servers()).isZero();
        assertThat(stand.layer.clients()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP", "TLS"})
    void aCallGoesThrough(Transport transport) {
        close();
        stand = stand(transport);
        ScriptedPeer bob = stand.callee(transport, 1000);
        stand.invite();
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        stand.alice.expectResponse(180);
        bob.answer(invite, 200, "OK");
        SipResponse answer = stand.alice.expectResponse(200);
        stand.alice.send(
                ProxyStand.requestTo(
                        ProxyStand.uri(bob, transport),
                        "ACK",
                        "z9hG4bKack",
                        "To: " + Objects.requireNonNull(answer.to()),
                        "Route: " + ProxyStand.values(invite, HeaderName.RECORD_ROUTE)),
                stand.proxy);
        SipRequest ack = bob.expectRequest("ACK");
        assertThat(ack.has(HeaderName.ROUTE)).isFalse();
        assertNothingIsKept();
    }

    @Test
    void allThatBelongsToARequestHasItsBranch() {
        ScriptedPeer bob = stand.callee();
        stand.invite();
        SipRequest first = bob.expectRequest("INVITE");
        stand.invite();
        SipRequest again = bob.expectRequest("INVITE");
        stand.cancel();
        SipRequest cancel = bob.expectRequest("CANCEL");
        bob.answer(cancel, 200, "OK");
        stand.alice.expectResponse(200);
        bob.answer(first, 487, "Request Terminated");
        stand.expectFailure(487);
        SipRequest ack = bob.expectRequest("ACK");
        for (SipMessage later : new SipMessage[] {again, cancel, ack}) {
            assertThat(ProxyStand.branch(later)).isEqualTo(ProxyStand.branch(first));
        }
        stand.send("INVITE", "z9hG4bKother");
        assertThat(ProxyStand.branch(bob.expectRequest("INVITE"))).isNotEqualTo(ProxyStand.branch(first));
        assertNothingIsKept();
    }

    @Test
    void itSaysNoByItself() {
        stand.invite();
        stand.expectFailure(480);
        ScriptedPeer bob = stand.callee();
        stand.send("INVITE", "z9hG4bKlast", "Max-Forwards: 0");
        stand.alice.expectResponse(483);
        stand.run(100);
        assertThat(bob.received()).isEmpty();
        assertNothingIsKept();
    }

    @Test
    void onlyTheFirstTargetIsTaken() {
        ScriptedPeer bob = stand.callee();
        ScriptedPeer carol = stand.callee();
        stand.send("MESSAGE", "z9hG4bKmessage");
        bob.answer(bob.expectRequest("MESSAGE"), 200, "OK");
        stand.alice.expectResponse(200);
        assertThat(carol.received()).isEmpty();
    }

    @Test
    void aRequestForAConnectionThatNobodyTakesIsLost() {
        stand.listen(Transport.TCP);
        stand.targets.add(Target.of(Messages.uri("sip:bob@127.0.0.1:9;transport=tcp")));
        stand.send("MESSAGE", "z9hG4bKmessage");
        stand.runSeconds(5);
        assertThat(stand.alice.received()).isEmpty();
        assertNothingIsKept();
    }

    @Test
    @Rfc(number = 3263, section = "4.4")
    void aRetransmissionGoesToTheSameAddressWhateverIsKnownOfItMeanwhile() throws Exception {
        stand.targets.add(Target.of(Messages.uri("sip:bob@two.example:5060")));
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        stand.send("MESSAGE", "z9hG4bKmessage");
        SipRequest message = first.expectRequest("MESSAGE");
        stand.layer.dead().markDead(new NextHop(Transport.UDP, first.address(), Host.parse("two.example")));
        stand.send("MESSAGE", "z9hG4bKmessage");
        SipRequest again = first.expectRequest("MESSAGE");
        assertThat(ProxyStand.branch(again)).isEqualTo(ProxyStand.branch(message));
    }
}
