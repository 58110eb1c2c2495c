package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A call through a proxy, whatever all stand on and talk by.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Rfc(number = 3261, section = "16.2")
abstract class ProxyCase {

    /// A new bed.
    abstract TestBed bed();

    /// Those whose peers can be connected to.
    List<Transport> transports() {
        return List.of(Transport.UDP, Transport.TCP, Transport.TLS);
    }

    private ProxyStand stand(Transport transport) {
        return ProxyStand.stateful(bed(), transport, ProxySettings.DEFAULT, ProxyUser.NONE);
    }

    private static String[] inDialog(SipRequest invite, SipResponse answer) {
        return new String[] {
            "To: " + Objects.requireNonNull(answer.to()), "Route: " + ProxyStand.values(invite, HeaderName.RECORD_ROUTE)
        };
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "12.1")
    @Rfc(number = 3261, section = "16.12")
    void aCallFromItsBeginningToItsEnd(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            ScriptedPeer bob = stand.callee(transport, 1000);
            stand.invite();
            SipRequest invite = bob.expectRequest("INVITE");
            assertThat(ProxyStand.values(invite, HeaderName.MAX_FORWARDS)).isEqualTo("69");
            assertThat(ProxyStand.values(invite, HeaderName.VIA).split(", ")).hasSize(2);
            stand.alice.expectResponse(100);
            bob.answer(invite, 180, "Ringing");
            SipResponse ringing = stand.alice.expectResponse(180);
            assertThat(ProxyStand.values(ringing, HeaderName.VIA)).contains(ProxyStand.BRANCH);
            assertThat(ProxyStand.values(ringing, HeaderName.VIA).split(", ")).hasSize(1);
            bob.answer(invite, 200, "OK");
            SipResponse answer = stand.alice.expectResponse(200);
            String uri = ProxyStand.uri(bob, transport);
            stand.alice.send(ProxyStand.requestTo(uri, "ACK", "z9hG4bKack", inDialog(invite, answer)), stand.proxy);
            SipRequest ack = bob.expectRequest("ACK");
            assertThat(ack.has(HeaderName.ROUTE)).isFalse();
            assertThat(ack.uriText()).isEqualTo(uri);
            stand.alice.send(
                    ProxyStand.requestTo(uri, "BYE", "z9hG4bKbye", inDialog(invite, answer))
                            .replace("CSeq: 1", "CSeq: 2"),
                    stand.proxy);
            bob.answer(bob.expectRequest("BYE"), 200, "OK");
            stand.alice.expectResponse(200);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "16.7")
    void theCalleeEndsIt(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            ScriptedPeer bob = stand.callee(transport, 1000);
            stand.invite();
            SipRequest invite = bob.expectRequest("INVITE");
            bob.answer(invite, 200, "OK");
            stand.alice.expectResponse(200);
            String route = ProxyStand.values(invite, HeaderName.RECORD_ROUTE);
            bob.send(
                    ProxyStand.requestTo(
                            ProxyStand.uri(stand.alice, transport),
                            "BYE",
                            "z9hG4bKbye",
                            "From: <sip:bob@example.com>;tag=t" + bob.address().getPort(),
                            "To: " + invite.from(),
                            "Route: " + route),
                    bob.flowOf(invite));
            stand.alice.answer(stand.alice.expectRequest("BYE"), 200, "OK");
            assertThat(bob.expectResponse(200).topVia()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aRefusedCallIsAcknowledgedHopByHop(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            ScriptedPeer bob = stand.callee(transport, 1000);
            stand.invite();
            SipRequest invite = bob.expectRequest("INVITE");
            bob.answer(invite, 486, "Busy Here");
            SipRequest ack = bob.expectRequest("ACK");
            assertThat(ProxyStand.branch(ack)).isEqualTo(ProxyStand.branch(invite));
            stand.expectFailure(486);
            assertThat(stand.bed.await(
                            () -> stand.layer.servers() == 0 || transport == Transport.UDP, ScriptedPeer.LIMIT))
                    .isTrue();
            assertThat(ProxyStand.count(bob, "ACK")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void otherRequestsGoThrough(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            ScriptedPeer bob = stand.callee(transport, 1000);
            stand.send("MESSAGE", "z9hG4bKmessage");
            bob.answer(bob.expectRequest("MESSAGE"), 202, "Accepted");
            assertThat(stand.alice.expectResponse(202).all(Headers.VIA)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aForkWithACancel(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            ScriptedPeer bob = stand.callee(transport, 1000);
            ScriptedPeer carol = stand.callee(transport, 1000);
            stand.invite();
            SipRequest toBob = bob.expectRequest("INVITE");
            SipRequest toCarol = carol.expectRequest("INVITE");
            bob.answer(toBob, 180, "Ringing");
            carol.answer(toCarol, 180, "Ringing");
            stand.alice.expectResponse(180);
            stand.alice.expectResponse(180);
            stand.cancel();
            stand.alice.expectResponse(200);
            bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
            carol.answer(carol.expectRequest("CANCEL"), 200, "OK");
            bob.answer(toBob, 487, "Request Terminated");
            carol.answer(toCarol, 487, "Request Terminated");
            assertThat(ProxyStand.branch(bob.expectRequest("ACK"))).isEqualTo(ProxyStand.branch(toBob));
            stand.expectFailure(487);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 5658, section = "5")
    void twoTransportsAreTwoRecordRoutes(Transport transport) {
        try (ProxyStand stand = stand(transport)) {
            Transport other = transport == Transport.TCP ? Transport.UDP : Transport.TCP;
            stand.listen(other);
            ScriptedPeer bob = stand.callee(other, 1000);
            stand.invite();
            SipRequest invite = bob.expectRequest("INVITE");
            List<NameAddress> routes = invite.all(Headers.RECORD_ROUTE);
            assertThat(routes)
                    .hasSize(2)
                    .allSatisfy(route -> assertThat(route.toString()).contains("r2=on"));
            bob.answer(invite, 200, "OK");
            SipResponse answer = stand.alice.expectResponse(200);
            String backwards = routes.get(1) + ", " + routes.get(0);
            stand.alice.send(
                    ProxyStand.requestTo(
                            ProxyStand.uri(bob, other),
                            "ACK",
                            "z9hG4bKack",
                            "To: " + Objects.requireNonNull(answer.to()),
                            "Route: " + backwards),
                    stand.proxy);
            assertThat(bob.expectRequest("ACK").has(HeaderName.ROUTE)).isFalse();
            bob.send(
                    ProxyStand.requestTo(
                            ProxyStand.uri(stand.alice, transport),
                            "BYE",
                            "z9hG4bKbye",
                            "From: <sip:bob@example.com>;tag=t" + bob.address().getPort(),
                            "To: " + invite.from(),
                            "Route: " + ProxyStand.values(invite, HeaderName.RECORD_ROUTE)),
                    bob.flowOf(invite));
            stand.alice.answer(stand.alice.expectRequest("BYE"), 200, "OK");
            assertThat(bob.expectResponse(200).topVia()).isNotNull();
        }
    }
}
