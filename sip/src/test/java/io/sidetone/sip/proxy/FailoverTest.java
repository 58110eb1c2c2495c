package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.LinkConditions;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.transaction.TransactionLimits;
import io.sidetone.sip.transaction.TransactionSettings;
import io.sidetone.sip.transport.ConnectionLimits;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.uri.SipUri;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A name with two addresses.
@Rfc(number = 3263, section = "4.3")
class FailoverTest {

    private final SipUri two = Messages.uri("sip:bob@two.example:5060");

    private ProxyStand stand = ProxyStand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private void twoAddresses() {
        stand.targets.add(Target.of(two));
    }

    private void twoAddressesByTcp() {
        stand.listen(Transport.TCP);
        stand.targets.add(Target.of(Messages.uri("sip:bob@two.example:5060;transport=tcp")));
    }

    /// The same without anything, and with other limits of connections.
    private void limit(ConnectionLimits limits) {
        stand.close();
        TransportSettings usual = TransportSettings.DEFAULT;
        stand = ProxyStand.simulated(TransactionSettings.DEFAULT.withTransport(
                new TransportSettings(usual.messages(), limits, usual.times(), 0, usual.multihomed())));
    }

    private void assertFailsAndNobodyIsToBlame() {
        stand.expectFailure(500);
        assertThat(stand.layer.dead().size()).isZero();
        stand.assertEmpty();
    }

    private void inviteAgain(String callId) {
        stand.send("INVITE", "z9hG4bK" + callId, "Call-ID: " + callId);
    }

    private void endAgain(ScriptedPeer callee, String callId) {
        SipMessage invite = callee.expect(
                message -> message instanceof SipRequest && callId.equals(message.callId()), ScriptedPeer.LIMIT);
        callee.answer((SipRequest) invite, 486, "Busy Here");
        SipResponse busy = stand.alice.expectResponse(486);
        stand.send("ACK", "z9hG4bK" + callId, "Call-ID: " + callId, "To: " + busy.to());
    }

    @Test
    void a503IsNotTheLastWord() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        stand.invite();
        SipRequest one = first.expectRequest("INVITE");
        first.answer(one, 503, "Service Unavailable");
        SipRequest two = second.expectRequest("INVITE");
        assertThat(ProxyStand.branch(two)).isNotEqualTo(ProxyStand.branch(one));
        first.expectRequest("ACK");
        second.answer(two, 503, "Service Unavailable");
        stand.expectFailure(500);
        stand.assertEmpty();
    }

    /// The first of two answers with a 503 and these lines, and the second is busy.
    private void unavailable(ScriptedPeer first, ScriptedPeer second, String... retryAfter) {
        stand.invite();
        SipRequest one = first.expectRequest("INVITE");
        SipResponse.Builder answer = SipResponse.answer(one, 503, "Service Unavailable");
        for (String value : retryAfter) {
            answer.append("Retry-After", value);
        }
        first.send(answer.withContentLength().build(), first.flowOf(one));
        second.answer(second.expectRequest("INVITE"), 486, "Busy Here");
        stand.expectFailure(486);
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void whoSaysForHowLongIsTriedLastForSoLong() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        unavailable(first, second, "120 (in maintenance);duration=30");
        stand.runSeconds(118);
        inviteAgain("again");
        endAgain(second, "again");
        assertThat(ProxyStand.count(first, "INVITE")).isEqualTo(1);
        stand.runSeconds(2);
        inviteAgain("later");
        endAgain(first, "later");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void whoSaysForHowLongIsLeftAloneThoughHeAnswersOthers() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        stand.send("MESSAGE", "z9hG4bKmessage", "Call-ID: before");
        SipRequest before = first.expectRequest("MESSAGE");
        unavailable(first, second, "30");
        first.answer(before, 200, "OK");
        stand.alice.expectResponse(200);
        inviteAgain("again");
        endAgain(second, "again");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void whoDoesNotSayForHowLongIsTriedFirstAgain() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        unavailable(first, second);
        inviteAgain("again");
        endAgain(first, "again");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void whatNobodyCanReadIsNoTime() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        unavailable(first, second, "soon");
        inviteAgain("again");
        endAgain(first, "again");
        stand.assertEmpty();
    }

    @Test
    void whoIsNotAskedBecauseOfUsIsNotToBlame() {
        stand.close();
        TransactionLimits usual = TransactionLimits.DEFAULT;
        stand = ProxyStand.simulated(TransactionSettings.DEFAULT.withLimits(
                new TransactionLimits(usual.claims(), usual.claimTime(), usual.servers(), 1)));
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        stand.send("MESSAGE", "z9hG4bKmessage", "Call-ID: first");
        SipRequest one = first.expectRequest("MESSAGE");
        stand.send("MESSAGE", "z9hG4bKrefused", "Call-ID: refused");
        stand.alice.expectResponse(500);
        assertThat(stand.layer.dead().size()).isZero();
        first.answer(one, 200, "OK");
        stand.alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    void anAddressThatWeHaveNoConnectionLeftForIsNotToBlame() {
        limit(new ConnectionLimits(1, 1, 1000));
        twoAddressesByTcp();
        ScriptedPeer elsewhere = stand.peer(Transport.TCP);
        stand.targets.addFirst(Target.of(Messages.uri(ProxyStand.uri(elsewhere, Transport.TCP))));
        stand.invite();
        elsewhere.answer(elsewhere.expectRequest("INVITE"), 503, "Service Unavailable");
        assertFailsAndNobodyIsToBlame();
    }

    @Test
    void whoIsBehindAQueueOfOursThatIsFullIsNotToBlame() {
        limit(new ConnectionLimits(10, 10, 100));
        twoAddressesByTcp();
        ScriptedPeer first = stand.peer(Transport.TCP, 2);
        stand.invite();
        assertFailsAndNobodyIsToBlame();
        assertThat(first.received()).isEmpty();
    }

    @Test
    void whoIsSentMoreThanFitsIntoADatagramIsNotToBlame() throws Exception {
        twoAddresses();
        for (byte last = 2; last <= 3; last++) {
            stand.simulation()
                    .network()
                    .conditions(
                            stand.proxy.getAddress(),
                            InetAddress.getByAddress(new byte[] {127, 0, 0, last}),
                            LinkConditions.GOOD.withLargestDatagram(100));
        }
        stand.invite();
        assertFailsAndNobodyIsToBlame();
    }

    @Test
    void whoIsSilentIsTriedLastFromThenOn() throws Exception {
        twoAddresses();
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        stand.simulation().network().silence(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        stand.invite();
        stand.runSeconds(31);
        assertThat(second.received()).isEmpty();
        stand.runSeconds(2);
        SipRequest late = second.expectRequest("INVITE");
        second.answer(late, 486, "Busy Here");
        stand.expectFailure(486);
        stand.runSeconds(10);
        inviteAgain("again");
        stand.run(100);
        endAgain(second, "again");
        stand.assertEmpty();
    }

    @Test
    void whoRefusesAConnectionIsPassedOverAtOnce() {
        twoAddressesByTcp();
        ScriptedPeer second = stand.peer(Transport.TCP, 3);
        stand.invite();
        SipRequest invite = second.expectRequest("INVITE");
        assertThat(stand.times(second, "INVITE").getFirst()).isLessThan(100);
        second.answer(invite, 486, "Busy Here");
        stand.expectFailure(486);
        stand.assertEmpty();
    }

    @Test
    void whoHasSaidAnythingIsNotLeft() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        stand.send("MESSAGE", "z9hG4bKmessage");
        first.answer(first.expectRequest("MESSAGE"), 100, "Trying");
        stand.runSeconds(40);
        assertThat(second.received()).isEmpty();
        stand.assertEmpty();
        stand.invite();
        first.answer(first.expectRequest("INVITE"), 404, "Not Found");
        stand.expectFailure(404);
        stand.assertEmpty();
    }

    @Test
    void whoIsGivenUpIsNotTriedElsewhere() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        stand.invite();
        SipRequest invite = first.expectRequest("INVITE");
        first.answer(invite, 180, "Ringing");
        stand.alice.expectResponse(180);
        stand.cancel();
        first.answer(first.expectRequest("CANCEL"), 200, "OK");
        first.answer(invite, 503, "Service Unavailable");
        stand.expectFailure(500);
        stand.assertEmpty();
        assertThat(second.received()).isEmpty();
    }

    @Test
    void otherRequestsEndWhenOneBranchHasSucceeded() {
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        ScriptedPeer carol = stand.callee();
        stand.send("MESSAGE", "z9hG4bKmessage");
        SipRequest message = first.expectRequest("MESSAGE");
        carol.answer(carol.expectRequest("MESSAGE"), 200, "OK");
        stand.alice.expectResponse(200);
        first.answer(message, 503, "Service Unavailable");
        stand.assertEmpty();
        assertThat(second.received()).isEmpty();
    }

    @Test
    @Rfc(number = 3841, section = "9.1")
    void nobodyNewIsAskedOnceTheCallerHasHisAnswer() throws Exception {
        twoAddresses();
        ScriptedPeer second = stand.peer(Transport.UDP, 3);
        ScriptedPeer carol = stand.callee();
        stand.simulation().network().silence(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        stand.invite("Request-Disposition: no-cancel");
        carol.answer(carol.expectRequest("INVITE"), 200, "OK");
        stand.alice.expectResponse(200);
        stand.runSeconds(40);
        assertThat(second.received()).isEmpty();
        stand.assertEmpty();
    }

    @Test
    void withoutFailoverA503IsTheLastWord() {
        stand.close();
        stand = ProxyStand.simulated(ProxySettings.DEFAULT.withFailover(false), ProxyUser.NONE);
        twoAddresses();
        ScriptedPeer first = stand.peer(Transport.UDP, 2);
        stand.invite();
        first.answer(first.expectRequest("INVITE"), 503, "Service Unavailable");
        stand.expectFailure(500);
        stand.assertEmpty();
    }

    @Test
    void whatLeadsNowhereIsSaid() {
        stand.targets.add(Target.of(Messages.uri("sip:bob@far.example:5060")));
        stand.invite();
        stand.run(10);
        assertThat(stand.questions).isNotEmpty();
        // Nobody listens where the questions go.
        while (!stand.questions.isEmpty()) {
            stand.questions.remove().run();
        }
        stand.expectFailure(500);
        stand.assertEmpty();

        stand.targets.clear();
        stand.targets.add(Target.of(Messages.anyUri("tel:+1-201-555-0123")));
        inviteAgain("again");
        SipResponse unknown = stand.alice.expectResponse(416);
        stand.send("ACK", "z9hG4bKagain", "Call-ID: again", "To: " + unknown.to());
        stand.assertEmpty();
    }
}
