package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two threads do at once what does not go together. Time passes on the thread of the test only.
class RacesTest {

    private static final int ROUNDS = 300;

    private final Stand stand = Stand.simulated();
    private final InetSocketAddress there = stand.listen(Transport.UDP);
    private final ScriptedPeer alice = stand.peer(Transport.UDP);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        other.close();
        stand.close();
    }

    private void race(Runnable here, Runnable beside) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<?> done = other.submit(() -> {
            start.await(10, TimeUnit.SECONDS);
            beside.run();
            return null;
        });
        start.await(10, TimeUnit.SECONDS);
        here.run();
        done.get(10, TimeUnit.SECONDS);
    }

    /// A new request that is held.
    private Claim claim(String method, int round) {
        stand.script = Claim::hold;
        alice.send(Stand.request(method, "z9hG4bK" + round), there);
        stand.run(2);
        return stand.claims.getLast();
    }

    private static SipResponse answer(Claim claim, int code) {
        return claim.answer(code, "Answer").build();
    }

    private void acknowledge(SipResponse response, int round) {
        alice.send(Stand.ack(response, "z9hG4bK" + round), there);
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void aCancelIsNeverLostWhileItsInviteBegins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Claim invite = claim("INVITE", round);
            Claim cancel = claim("CANCEL", round);
            assertThat(cancel.request().method()).isEqualTo(Method.CANCEL);
            stand.log.clear();
            race(
                    () -> stand.begun.add(invite.begin(stand)),
                    () -> assertThat(cancel.cancelInvite()).isTrue());
            assertThat(stand.log).containsExactly("cancelled");
            stand.begun.getLast().respond(answer(invite, 487));
            cancel.release();
            acknowledge(alice.expectResponse(487), round);
        }
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    void whoAnswersACancelAtOnceIsHeard() throws Exception {
        Stand responding = stand;
        for (int round = 0; round < ROUNDS; round++) {
            Claim invite = claim("INVITE", round);
            Claim cancel = claim("CANCEL", round);
            ServerUser user = new ServerUser() {
                @Override
                public void cancelled(ServerTransaction transaction, List<Reason> why) {
                    transaction.respond(answer(invite, 487));
                }
            };
            race(() -> responding.begun.add(invite.begin(user)), cancel::cancelInvite);
            cancel.release();
            acknowledge(alice.expectResponse(487), round);
        }
        stand.assertEmpty();
    }

    @Test
    void aClaimExpiresOrBegins() throws Exception {
        int begun = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Claim claim = claim("MESSAGE", round);
            long before = stand.layer.counted(Counted.EXPIRED);
            stand.run(31_990);
            stand.begun.clear();
            race(() -> stand.run(30), () -> {
                try {
                    stand.begun.add(claim.begin(stand));
                } catch (IllegalStateException _) {
                    // It has expired.
                }
            });
            long expired = stand.layer.counted(Counted.EXPIRED) - before;
            assertThat(expired + stand.begun.size()).isEqualTo(1);
            assertThat(stand.layer.held()).isZero();
            stand.begun.forEach(transaction -> transaction.respond(answer(claim, 200)));
            begun += stand.begun.size();
        }
        stand.assertEmpty();
        assertThat(begun).isBetween(0, ROUNDS);
    }

    @Test
    void noHundredFollowsAFinalResponse() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Claim claim = claim("INVITE", round);
            ServerTransaction transaction = claim.begin(stand);
            stand.run(190);
            race(() -> stand.run(20), () -> transaction.respond(answer(claim, 486)));
            acknowledge(alice.expectResponse(486), round);
            stand.run(10);
        }
        stand.assertEmpty();
        SipResponse before = null;
        for (var message : alice.received()) {
            SipResponse response = (SipResponse) message;
            boolean same = before != null && String.valueOf(before.topVia()).equals(String.valueOf(response.topVia()));
            assertThat(same && response.statusCode() == 100).isFalse();
            before = response;
        }
    }

    @Test
    void oneFinalResponseIsSentIfTwoAreGiven() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Claim claim = claim("MESSAGE", round);
            ServerTransaction transaction = claim.begin(stand);
            int before = alice.received().size();
            race(() -> transaction.respond(answer(claim, 200)), () -> transaction.respond(answer(claim, 486)));
            stand.run(20);
            assertThat(alice.received()).hasSize(before + 1);
            assertThat(((SipResponse) alice.received().getLast()).statusCode()).isEqualTo(transaction.lastStatus());
        }
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    void aClientIsCancelledWhileItsResponsesCome() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            stand.log.clear();
            ClientTransaction transaction = stand.send("INVITE", stand.flow(Transport.UDP, alice.address()));
            SipRequest invite = alice.expectRequest("INVITE");
            alice.answer(invite, 180, "Ringing");
            if (round % 2 == 0) {
                alice.answer(invite, 200, "OK");
            }
            race(() -> stand.run(10), () -> transaction.cancel(List.of()));
            if (round % 2 != 0) {
                alice.expectRequest("CANCEL");
                alice.answer(invite, 487, "Request Terminated");
            }
            stand.awaitLog(round % 2 == 0 ? "response 200" : "response 487");
        }
        stand.assertEmpty();
    }
}
