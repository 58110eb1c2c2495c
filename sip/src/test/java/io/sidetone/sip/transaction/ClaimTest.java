package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.RetryAfter;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a request before it is a transaction, and of a CANCEL for it.
class ClaimTest {

    private static final String BRANCH = "z9hG4bKone";

    private Stand stand = Stand.simulated();
    private InetSocketAddress there = stand.listen(Transport.UDP);
    private ScriptedPeer alice = stand.peer(Transport.UDP);

    @BeforeEach
    void open() {
        stand.script = claim -> assertThat(claim.hold()).isTrue();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void limit(TransactionLimits limits) {
        stand.close();
        stand = new Stand(TestBed.simulated(1), TransactionSettings.DEFAULT.withLimits(limits));
        there = stand.listen(Transport.UDP);
        alice = stand.peer(Transport.UDP);
    }

    private void come(String method, String branch) {
        alice.send(Stand.request(method, branch), there);
        stand.run(10);
    }

    /// Obeys each CANCEL, answers it without a transaction, and holds all else.
    private void obey() {
        stand.script = claim -> {
            if (!claim.request().method().equals(Method.CANCEL)) {
                claim.hold();
            } else if (claim.cancelInvite()) {
                claim.reply(claim.answer(200, "OK").build());
            } else {
                claim.reply(claim.answer(481, "No Transaction").build());
            }
        };
    }

    private SipResponse answer(int code) {
        return stand.claims.getFirst().answer(code, "Answer").build();
    }

    @Test
    void retransmissionsAreDroppedWhileItIsClaimedAndAnsweredAfterwards() {
        come("INVITE", BRANCH);
        come("INVITE", BRANCH);
        come("INVITE", BRANCH);
        assertThat(stand.log).containsExactly("request INVITE");
        assertThat(stand.layer.counted(Counted.RETRANSMISSION)).isEqualTo(2);
        assertThat(stand.layer.held()).isEqualTo(1);
        alice.expectNothing(Duration.ofSeconds(10));

        stand.claims.getFirst().begin(stand).respond(answer(180));
        alice.expectResponse(180);
        come("INVITE", BRANCH);
        alice.expectResponse(180);
        assertThat(stand.layer.held()).isZero();
        assertThat(stand.claims.getFirst().isOpen()).isFalse();
    }

    @Test
    void whatItsUserLeavesIsNewWhenItComesAgain() {
        stand.script = _ -> {};
        come("MESSAGE", BRANCH);
        come("MESSAGE", BRANCH);
        assertThat(stand.log).containsExactly("request MESSAGE", "request MESSAGE");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "8.2.6.2")
    void aStatelessAnswerEndsIt() {
        come("INVITE", BRANCH);
        Claim claim = stand.claims.getFirst();
        claim.reply(answer(404));
        alice.expectResponse(404);
        assertThatThrownBy(() -> claim.reply(answer(404))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim.begin(stand)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(claim::release).isInstanceOf(IllegalStateException.class);
        assertThat(claim.hold()).isFalse();
        come("INVITE", BRANCH);
        assertThat(stand.log).hasSize(2);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "8.2.6.2")
    void whatWasStartedElsewhereGetsTheTagOfItsAnswers() {
        come("INVITE", BRANCH);
        Claim claim = stand.claims.getFirst();
        SipResponse.Builder elsewhere = SipResponse.answer(claim.request(), 404, "Not Found");
        NameAddress to = claim.tagged(elsewhere).build().to();
        assertThat(to).isNotNull().isEqualTo(answer(404).to());
        assertThat(to.tag()).isNotNull();
    }

    @Test
    void itExpires() {
        come("INVITE", BRANCH);
        stand.run(31_900);
        assertThat(stand.claims.getFirst().isOpen()).isTrue();
        stand.run(120);
        assertThat(stand.claims.getFirst().isOpen()).isFalse();
        assertThat(stand.layer.counted(Counted.EXPIRED)).isEqualTo(1);
        assertThatThrownBy(() -> stand.claims.getFirst().begin(stand)).isInstanceOf(IllegalStateException.class);
        stand.assertEmpty();
    }

    @Test
    void whatHasBegunDoesNotExpire() {
        come("INVITE", BRANCH);
        stand.run(31_900);
        stand.claims.getFirst().begin(stand);
        stand.run(100_000);
        assertThat(stand.layer.counted(Counted.EXPIRED)).isZero();
        assertThat(stand.layer.servers()).isEqualTo(1);
    }

    @Test
    void tooManyThatAreHeldAreRefused() {
        limit(new TransactionLimits(2, Duration.ofSeconds(1), 100, 100));
        stand.script = claim -> {
            if (!claim.hold()) {
                claim.reply(claim.answer(503, "Service Unavailable").build());
            }
        };
        come("INVITE", "z9hG4bK1");
        come("INVITE", "z9hG4bK2");
        come("INVITE", "z9hG4bK3");
        alice.expectResponse(503);
        assertThat(stand.layer.held()).isEqualTo(2);
        assertThat(stand.layer.counted(Counted.REFUSED)).isEqualTo(1);
        stand.assertEmpty();
        assertThat(stand.layer.counted(Counted.EXPIRED)).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void tooManyServersAreRefused() {
        limit(new TransactionLimits(100, Duration.ofSeconds(1), 2, 100));
        stand.answerWith(200);
        come("MESSAGE", "z9hG4bK1");
        come("MESSAGE", "z9hG4bK2");
        come("MESSAGE", "z9hG4bK3");
        assertThat(alice.expectResponse(503).first(Headers.RETRY_AFTER)).isEqualTo(RetryAfter.of(5));
        assertThat(stand.log).hasSize(2);
        assertThat(stand.layer.servers()).isEqualTo(2);
        assertThat(stand.layer.counted(Counted.REFUSED)).isEqualTo(1);
        stand.assertEmpty();
        come("MESSAGE", "z9hG4bK3");
        assertThat(stand.layer.servers()).isEqualTo(1);
        stand.assertEmpty();
    }

    @Test
    void tooManyClientsAreNotSent() {
        limit(new TransactionLimits(100, Duration.ofSeconds(1), 100, 1));
        stand.send("INVITE", stand.flow(Transport.UDP, alice.address()));
        stand.send("INVITE", stand.flow(Transport.UDP, alice.address()));
        assertThat(stand.log).containsExactly("failed WITHHELD", "client over");
        stand.run(10);
        assertThat(alice.received()).hasSize(1);
        stand.assertEmpty();
    }

    @Test
    void aUserThatFailsHasItsRequestAnswered() {
        stand.script = _ -> {
            throw new IllegalStateException("for the test");
        };
        come("INVITE", BRANCH);
        alice.send(Stand.ack(alice.expectResponse(500), BRANCH), there);
        stand.script = claim -> {
            claim.hold();
            throw new IllegalStateException("for the test");
        };
        come("MESSAGE", "z9hG4bKtwo");
        alice.expectResponse(500);
        stand.script = claim -> {
            claim.reply(claim.answer(404, "Not Found").build());
            throw new IllegalStateException("for the test");
        };
        come("MESSAGE", "z9hG4bKthree");
        alice.expectResponse(404);

        assertThat(stand.layer.counted(Counted.FAULT)).isEqualTo(3);
        assertThat(alice.received()).hasSize(3);
        stand.assertEmpty();
    }

    @Test
    void aUserThatFailsWithItsTransactionHasThatAnswered() {
        stand.script = claim -> {
            claim.begin(stand);
            throw new IllegalStateException("for the test");
        };
        come("INVITE", BRANCH);
        alice.send(Stand.ack(alice.expectResponse(500), BRANCH), there);
        stand.script = claim -> {
            claim.begin(stand).respond(claim.answer(200, "OK").build());
            throw new IllegalStateException("for the test");
        };
        come("INVITE", "z9hG4bKtwo");
        alice.expectResponse(200);

        stand.assertEmpty();
        assertThat(alice.received()).hasSize(2);
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelOfWhatIsStillClaimedIsObeyedWhenItBegins() {
        obey();
        come("INVITE", BRANCH);
        come("CANCEL", BRANCH);
        alice.expectResponse(200);
        assertThat(stand.claims.getFirst().isCancelled()).isTrue();
        assertThat(stand.claims.getLast().hasInvite()).isTrue();
        assertThat(stand.log).doesNotContain("cancelled");
        ServerTransaction transaction = stand.claims.getFirst().begin(stand);
        assertThat(stand.log).endsWith("cancelled");
        transaction.respond(answer(487));
        alice.send(Stand.ack(alice.expectResponse(487), BRANCH), there);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelOfATransactionIsToldUntilItHasAFinalResponse() {
        obey();
        come("INVITE", BRANCH);
        ServerTransaction transaction = stand.claims.getFirst().begin(stand);
        transaction.respond(answer(180));
        come("CANCEL", BRANCH);
        assertThat(stand.log).endsWith("request CANCEL", "cancelled");
        transaction.respond(answer(200));
        come("CANCEL", BRANCH);
        assertThat(stand.log).endsWith("cancelled", "request CANCEL");
        alice.expectResponse(180);
        alice.expectResponse(200);
        alice.expectResponse(200);
        alice.expectResponse(200);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelOfNothingIsToldSo() {
        obey();
        come("CANCEL", BRANCH);
        alice.expectResponse(481);
        come("INVITE", BRANCH);
        stand.claims.getLast().release();
        come("CANCEL", BRANCH);
        alice.expectResponse(481);
        // Another method with the branch is not an INVITE.
        come("MESSAGE", "z9hG4bKtwo");
        come("CANCEL", "z9hG4bKtwo");
        alice.expectResponse(481);
        assertThat(stand.claims.getFirst().isCancelled()).isFalse();
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelOfAnotherSenderIsNone() {
        obey();
        come("INVITE", BRANCH);
        ScriptedPeer mallory = stand.peer(Transport.UDP);
        mallory.send(Stand.request("CANCEL", BRANCH), there);
        mallory.expectResponse(481);
        assertThat(stand.claims.getFirst().isCancelled()).isFalse();
    }

    @Test
    void anAckToAClaimIsDropped() {
        come("INVITE", BRANCH);
        alice.send(Stand.request("ACK", BRANCH), there);
        stand.run(10);
        assertThat(stand.layer.counted(Counted.STRAY_ACK)).isEqualTo(1);
        assertThat(stand.log).containsExactly("request INVITE");
    }

    @Test
    void onlyTheFirstFinalResponseCounts() {
        come("INVITE", BRANCH);
        ServerTransaction transaction = stand.claims.getFirst().begin(stand);
        transaction.respond(answer(486));
        transaction.respond(answer(200));
        transaction.respond(answer(180));
        transaction.respond(answer(503));
        assertThat(transaction.lastStatus()).isEqualTo(486);
        alice.send(Stand.ack(alice.expectResponse(486), BRANCH), there);
        stand.run(20);
        assertThat(alice.received()).hasSize(1);
        stand.assertEmpty();
        transaction.respond(answer(486));
        stand.run(20);
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    @Rfc(number = 3326, section = "2")
    void theReasonsOfACancelWaitForTheTransaction() {
        obey();
        come("INVITE", BRANCH);
        alice.send(Stand.request("CANCEL", BRANCH) + "Reason: SIP;cause=200\nReason: Q.850;cause=26\n", there);
        alice.expectResponse(200);
        stand.claims.getFirst().begin(stand);
        assertThat(stand.log).endsWith("cancelled [SIP;cause=200, Q.850;cause=26]");
    }
}
