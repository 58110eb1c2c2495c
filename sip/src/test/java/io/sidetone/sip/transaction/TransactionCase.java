package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.ClosingReason;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a transaction layer does with a peer, whatever they stand on and talk by. In the end nothing is left.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionCase {

    private static final String BRANCH = "z9hG4bKone";

    private Stand stand;

    /// A new bed.
    abstract TestBed bed();

    List<Transport> transports() {
        return List.of(Transport.values());
    }

    List<Transport> streams() {
        return transports().stream().filter(Transport::isReliable).toList();
    }

    /// Those whose peers can be connected to.
    List<Transport> open() {
        return List.of(Transport.TCP, Transport.TLS);
    }

    @BeforeEach
    void begin() {
        stand = new Stand(bed(), TransactionSettings.DEFAULT.withTimers(Stand.QUICK));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "17")
    @Rfc(number = 3261, section = "17.2")
    void aRequestIsAnsweredOnce(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(200);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        alice.expectResponse(200);

        stand.awaitLog("server over");
        stand.assertTold("request MESSAGE", "server over");
        stand.assertEmpty();
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 6026, section = "7.1")
    void anAcceptedInviteWaitsForMore2xxAndItsAckIsTheUsers(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(180, 200, 200, 486);
        alice.send(Stand.request("INVITE", BRANCH), there);
        alice.expectResponse(180);
        SipResponse ok = alice.expectResponse(200);
        alice.expectResponse(200);
        alice.send(Stand.ack(ok, "z9hG4bKtwo"), there);
        stand.awaitLog("ack");
        alice.send(Stand.ack(ok, BRANCH), there);
        stand.awaitLog("acknowledged");

        stand.assertEmpty();
        stand.assertTold("request INVITE", "ack", "acknowledged", "server over");
        assertThat(alice.received()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theAckToAFailureIsAbsorbed(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(486);
        alice.send(Stand.request("INVITE", BRANCH), there);
        SipResponse busy = alice.expectResponse(486);
        alice.send(Stand.ack(busy, BRANCH), there);

        stand.assertEmpty();
        stand.assertTold("request INVITE", "server over");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aFailureWithoutAckTimesOut(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(486);
        alice.send(Stand.request("INVITE", BRANCH), there);
        alice.expectResponse(486);

        stand.assertEmpty();
        stand.assertTold("request INVITE", "timed out", "server over");
        assertThat(stand.layer.counted(Counted.SERVER_TIMEOUT)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "8.2.7")
    void theAckToAStatelessFailureIsAbsorbedAndAForgedOneIsNot(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.script = claim -> claim.reply(claim.answer(404, "Not Found").build());
        alice.send(Stand.request("INVITE", BRANCH), there);
        SipResponse unknown = alice.expectResponse(404);
        alice.send(Stand.ack(unknown, BRANCH), there);
        stand.await(() -> stand.layer.counted(Counted.STRAY_ACK) == 1);
        alice.send(Stand.ack(unknown, "z9hG4bKother"), there);
        stand.awaitLog("ack");

        stand.assertEmpty();
        stand.assertTold("request INVITE", "ack");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "17.1")
    void aRequestOfOursGetsItsResponses(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        stand.send("MESSAGE", stand.flow(transport, bob.address()));
        SipRequest request = bob.expectRequest("MESSAGE");
        bob.answer(request, 100, "Trying");
        bob.answer(request, 200, "OK");
        bob.answer(request, 200, "OK");

        stand.awaitLog("client over");
        stand.assertEmpty();
        assertThat(stand.log).startsWith("response 100", "response 200", "client over");
        assertThat(stand.log).filteredOn("response 200"::equals).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 6026, section = "7.2")
    void each2xxOfAForkIsTheUsers(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        stand.send("INVITE", stand.flow(transport, bob.address()));
        SipRequest request = bob.expectRequest("INVITE");
        bob.answer(request, 180, "Ringing");
        bob.answer(request, 200, "OK");
        bob.answer(request, 200, "OK");
        bob.answer(request, 486, "Busy Here");

        stand.assertEmpty();
        stand.assertTold("response 180", "response 200", "response 200", "client over");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "17.1.1.3")
    void aFailureIsAcknowledgedHopByHop(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        ClientTransaction transaction = stand.send("INVITE", stand.flow(transport, bob.address()));
        SipRequest request = bob.expectRequest("INVITE");
        SipResponse busy = bob.answer(request, 486, "Busy Here");
        SipRequest ack = bob.expectRequest("ACK");

        assertThat(ack.uriText()).isEqualTo(request.uriText());
        assertThat(Objects.requireNonNull(ack.topVia()).branch()).isEqualTo(transaction.branch());
        assertThat(Objects.requireNonNull(ack.topVia()).toString())
                .isEqualTo(Objects.requireNonNull(request.topVia()).toString());
        assertThat(String.valueOf(ack.to())).isEqualTo(String.valueOf(busy.to()));
        assertThat(String.valueOf(ack.from())).isEqualTo(String.valueOf(request.from()));
        assertThat(Objects.requireNonNull(ack.cseq()).number()).isEqualTo(1);
        stand.awaitLog("response 486");
        if (transport.isReliable()) {
            stand.assertEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "9.1")
    void aCancelWaitsForTheFirstResponse(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        ClientTransaction transaction = stand.send("INVITE", stand.flow(transport, bob.address()));
        transaction.cancel(List.of());
        SipRequest request = bob.expectRequest("INVITE");
        bob.answer(request, 100, "Trying");
        SipRequest cancel = bob.expectRequest("CANCEL");

        assertThat(Objects.requireNonNull(cancel.topVia()).branch()).isEqualTo(transaction.branch());
        bob.answer(cancel, 200, "OK");
        bob.answer(request, 487, "Request Terminated");
        bob.expectRequest("ACK");
        stand.awaitLog("response 487");
        assertThat(stand.log).startsWith("response 100", "response 487");
    }

    @ParameterizedTest
    @MethodSource("open")
    @Rfc(number = 3261, section = "17.1.4")
    void aConnectionThatNobodyTakesIsAnEvent(Transport transport) {
        stand.close();
        // With the times of the RFC: on a machine that stands still for a second nothing is to time out before.
        stand = new Stand(bed(), TransactionSettings.DEFAULT);
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        InetSocketAddress gone = bob.address();
        bob.close();
        stand.send("MESSAGE", stand.flow(transport, gone));
        stand.send("INVITE", stand.flow(transport, gone));

        stand.assertEmpty();
        stand.await(() -> stand.log.size() == 4);
        assertThat(stand.log).containsExactlyInAnyOrder("failed UNSENT", "client over", "failed UNSENT", "client over");
    }

    @ParameterizedTest
    @MethodSource("streams")
    @Rfc(number = 3261, section = "17.2.4")
    void aResponseThatFindsItsConnectionClosedIsAnEvent(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.script = claim -> stand.begun.add(claim.begin(stand));
        alice.send(Stand.request("INVITE", BRANCH), there);
        stand.await(() -> stand.begun.size() == 1);
        alice.close();
        stand.await(() -> stand.layer.transport().connections().open() == 0);

        ServerTransaction late = stand.begun.getFirst();
        SipRequest request = stand.claims.getLast().request();
        late.respond(stand.layer.answer(request, 486, "Busy Here").build());
        stand.awaitLog("unsent");
        stand.assertEmpty();
        stand.awaitLog("server over");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rfc(number = 3261, section = "17.1.4")
    void aClosedFlowIsAnEvent(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        var flow = stand.flow(transport, bob.address());
        stand.send("MESSAGE", flow);
        bob.answer(bob.expectRequest("MESSAGE"), 200, "OK");
        stand.awaitLog("response 200");
        flow.close(ClosingReason.BY_US);
        flow.listener().close();
        stand.log.clear();
        stand.send("INVITE", flow);

        stand.awaitLog("failed WITHHELD");
        stand.assertEmpty();
    }
}
