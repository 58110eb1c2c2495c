package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import io.sidetone.sip.transport.Flow;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which messages belong together.
class MatchingTest {

    private static final String BRANCH = "z9hG4bKone";

    private final Stand stand = Stand.simulated();
    private final InetSocketAddress there = stand.listen(Transport.UDP);
    private final ScriptedPeer alice = stand.peer(Transport.UDP);

    @AfterEach
    void close() {
        stand.close();
    }

    private void come(String text) {
        alice.send(text, there);
        stand.run(10);
    }

    @Test
    @Rfc(number = 3261, section = "17.2.3")
    void branchAndSenderAndMethodMakeATransaction() {
        stand.answerWith(200);
        come(Stand.request("MESSAGE", BRANCH));
        come(Stand.request("OPTIONS", BRANCH));
        come(Stand.request("MESSAGE", "z9hG4bKtwo"));
        come(Stand.request("MESSAGE", BRANCH).replaceFirst("\\{local}", "192.0.2.7:5060"));
        come(Stand.request("MESSAGE", BRANCH).replaceFirst("\\{local}", "elsewhere.example.com:5060"));
        assertThat(stand.log).hasSize(5);
        // The same again: nothing but the key counts.
        come(Stand.request("MESSAGE", BRANCH).replace("Call-ID: call", "Call-ID: another"));
        come(Stand.request("MESSAGE", BRANCH).replaceFirst("\\{local}", "ELSEWHERE.example.com:5060"));
        assertThat(stand.log).hasSize(5);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.3")
    void peersWithoutUniqueBranchesAreKnownByAllThatDiffers() {
        stand.answerWith(486);
        String old = Stand.request("INVITE", "1");
        come(old);
        come(old);
        assertThat(stand.log).hasSize(1);
        come(old.replace(";branch=1", ""));
        come(old.replace("CSeq: 1", "CSeq: 2"));
        come(old.replace("tag=1", "tag=2"));
        come(old.replace("Call-ID: call", "Call-ID: other"));
        come(old.replace("sip:bob@{remote}", "sip:carol@{remote}"));
        assertThat(stand.log).hasSize(6);

        // The ACK brings the tag of the response, and the method of the INVITE is meant.
        SipResponse busy = alice.expectResponse(486);
        long resent = stand.layer.counted(Counted.RESPONSE_RESENT);
        come(Stand.ack(busy, "1"));
        assertThat(stand.log).hasSize(6);
        stand.run(400_000);
        assertThat(stand.log).filteredOn("timed out"::equals).hasSize(5);
        assertThat(stand.layer.counted(Counted.RESPONSE_RESENT)).isGreaterThan(resent);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelOfAPeerWithoutUniqueBranchesFindsItsInvite() {
        stand.script = claim -> {
            if (claim.cancelInvite()) {
                claim.reply(claim.answer(200, "OK").build());
            } else {
                claim.hold();
            }
        };
        come(Stand.request("INVITE", "1"));
        come(Stand.request("CANCEL", "1"));
        alice.expectResponse(200);
        assertThat(stand.claims.getFirst().isCancelled()).isTrue();
    }

    @Test
    @Rfc(number = 3261, section = "18.1.2")
    void aResponseWithAForeignViaIsDroppedAndAStrayOneIsTheUsers() {
        String response = """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP SENTBY;branch=z9hG4bKnone
                From: <sip:alice@example.com>;tag=1
                To: <sip:bob@example.com>;tag=2
                Call-ID: call
                CSeq: 1 INVITE
                Content-Length: 0
                """;
        come(response.replace("SENTBY", "{local}"));
        come(response.replace("SENTBY", "192.0.2.1:5060"));
        assertThat(stand.log).isEmpty();
        assertThat(stand.layer.counted(Counted.FOREIGN)).isEqualTo(2);
        come(response.replace("SENTBY", "{remote}"));
        come(response.replace("SENTBY", "{remote}").replace(";branch=z9hG4bKnone", ""));
        assertThat(stand.log).containsExactly("stray 200", "stray 200");
        assertThat(stand.layer.counted(Counted.STRAY_RESPONSE)).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "17.1.3")
    void aResponseIsItsRequestsByBranchAndMethod() {
        Flow flow = stand.flow(Transport.UDP, alice.address());
        stand.send("INVITE", flow);
        stand.send("MESSAGE", flow);
        SipRequest invite = alice.expectRequest("INVITE");
        SipRequest message = alice.expectRequest("MESSAGE");
        alice.answer(message, 202, "Accepted");
        alice.answer(invite, 183, "Session Progress");
        stand.run(10);
        SipResponse swapped = SipResponse.answer(invite, 200, "OK")
                .set(Headers.CSEQ, Objects.requireNonNull(message.cseq()))
                .build();
        alice.send(swapped, alice.flowOf(invite));
        stand.run(10);
        assertThat(stand.log).containsExactlyInAnyOrder("response 202", "response 183", "stray 200");
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    @Rfc(number = 3326, section = "2")
    void aCancelIsBuiltOfItsInvite() {
        SipRequest request = Stand.outgoing("INVITE");
        ClientTransaction transaction = stand.layer.send(request, stand.flow(Transport.UDP, alice.address()), stand);
        SipRequest invite = alice.expectRequest("INVITE");
        alice.answer(invite, 180, "Ringing");
        stand.awaitLog("response 180");
        transaction.cancel(List.of(Reason.of("SIP", 200, "Call completed elsewhere")));
        SipRequest cancel = alice.expectRequest("CANCEL");

        assertThat(cancel.uriText()).isEqualTo(invite.uriText());
        assertThat(String.valueOf(cancel.topVia())).isEqualTo(String.valueOf(invite.topVia()));
        assertThat(String.valueOf(cancel.to())).isEqualTo(String.valueOf(invite.to()));
        assertThat(String.valueOf(cancel.cseq())).isEqualTo("1 CANCEL");
        assertThat(String.valueOf(cancel.first(Headers.REASON))).contains("200").contains("elsewhere");
        assertThat(cancel.bodyLength()).isZero();
        alice.answer(cancel, 200, "OK");
        alice.answer(invite, 487, "Request Terminated");
        stand.assertEmpty();
        assertThat(stand.log).containsExactly("response 180", "response 487", "client over");
    }

    @Test
    void aCancelComesTooLateForAFinalResponseAndMeansNothingToOtherRequests() {
        Flow flow = stand.flow(Transport.UDP, alice.address());
        ClientTransaction invite = stand.send("INVITE", flow);
        ClientTransaction message = stand.send("MESSAGE", flow);
        SipRequest request = alice.expectRequest("MESSAGE");
        alice.answer(alice.expectRequest("INVITE"), 200, "OK");
        alice.answer(request, 100, "Trying");
        stand.awaitLog("response 100");
        stand.awaitLog("response 200");
        invite.cancel(List.of());
        message.cancel(List.of());
        alice.answer(request, 200, "OK");
        stand.assertEmpty();
        assertThat(stand.times(alice, "CANCEL")).isEmpty();
    }

    @Test
    void aBranchIsUsedOnceAndAnAckHasNoTransaction() {
        Flow flow = stand.flow(Transport.UDP, alice.address());
        TransactionLock lock = new TransactionLock();
        stand.layer.send(Stand.outgoing("MESSAGE"), BRANCH, flow, stand, lock, TimerSettings.DEFAULT);
        assertThatThrownBy(() ->
                        stand.layer.send(Stand.outgoing("MESSAGE"), BRANCH, flow, stand, lock, TimerSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stand.send("ACK", flow)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stand.layer.clients()).isEqualTo(1);
        stand.layer.send(Stand.outgoing("ACK"), stand.layer.tokens().branch(), flow);
        alice.expectRequest("ACK");
        stand.assertEmpty();
    }

    @Test
    void aResponseWithoutATransactionGoesWhereItsViaSays() {
        stand.script = _ -> {};
        come(Stand.request("OPTIONS", BRANCH));
        SipRequest request = stand.claims.getFirst().request();
        stand.layer.reply(stand.layer.answer(request, 200, "OK").build());
        alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    void aMalformedResponseIsDropped() {
        stand.send("INVITE", stand.flow(Transport.UDP, alice.address()));
        SipRequest invite = alice.expectRequest("INVITE");
        byte[] busy = SipResponse.answer(invite, 486, "Busy Here").build().toByteArray();
        String text = Text.decode(busy, 0, busy.length);
        alice.send(Text.encode(text.replaceFirst("To: [^\r]*", "To: <<>")), alice.flowOf(invite));
        stand.run(20);
        assertThat(stand.log).isEmpty();
        assertThat(stand.layer.counted(Counted.MALFORMED)).isEqualTo(1);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "18.2.1")
    void aMalformedRequestIsAnsweredWhereItCameFrom() {
        String request = Stand.request("MESSAGE", BRANCH).replaceFirst("\\{local}", "192.0.2.1:5060");
        come(request.replace("Call-ID: call\n", ""));
        alice.expectResponse(400);
        come(request.replace("CSeq: 1 MESSAGE", "CSeq: 1 INVITE"));
        alice.expectResponse(400);
        come(request.replaceFirst("Via: .*\n", "Via: SIP/2.0/UDP\n"));
        alice.expectResponse(400);
        assertThat(stand.layer.counted(Counted.MALFORMED)).isEqualTo(3);
        assertThat(stand.log).isEmpty();
        stand.assertEmpty();
    }
}
