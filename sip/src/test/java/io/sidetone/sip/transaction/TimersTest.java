package io.sidetone.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLayer.Counted;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When the timers of the RFC go off, on a clock that only the test moves.
class TimersTest {

    private static final String BRANCH = "z9hG4bKone";

    private Stand stand = Stand.simulated();

    @AfterEach
    void close() {
        stand.close();
    }

    private void configure(TimerSettings timers) {
        stand.close();
        stand = new Stand(TestBed.simulated(1), TransactionSettings.DEFAULT.withTimers(timers));
    }

    /// Times since the first of them. Each timer may be a tick late, and the next one starts from there.
    private static void assertTimes(List<Long> times, long... millis) {
        assertThat(times).hasSize(millis.length);
        long tick = TimerWheel.TICK.toMillis();
        for (int i = 0; i < millis.length; i++) {
            assertThat(times.get(i) - times.getFirst())
                    .as("the time of number " + i)
                    .isBetween(millis[i], millis[i] + i * tick);
        }
    }

    private void assertOver(String line, long millis) {
        stand.run(millis - 20);
        assertThat(stand.log).doesNotContain(line);
        stand.run(60);
        assertThat(stand.log).contains(line);
    }

    @Test
    @Rfc(number = 3261, section = "17.1.1.2")
    void anInviteIsSentAgainAfterTwiceTheTimeUntilTimerB() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("INVITE", stand.flow(Transport.UDP, bob.address()));
        assertOver("failed TIMEOUT", 32_000);

        assertTimes(stand.times(bob, "INVITE"), 0, 500, 1500, 3500, 7500, 15_500, 31_500);
        assertThat(stand.layer.counted(Counted.REQUEST_RESENT)).isEqualTo(6);
        assertThat(stand.layer.counted(Counted.CLIENT_TIMEOUT)).isEqualTo(1);
        assertThat(stand.log).containsExactly("failed TIMEOUT", "client over");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.1.2.2")
    void anotherRequestIsSentAgainAfterT2AtTheLatestUntilTimerF() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("OPTIONS", stand.flow(Transport.UDP, bob.address()));
        assertOver("failed TIMEOUT", 32_000);

        assertTimes(
                stand.times(bob, "OPTIONS"), 0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.1.2.2")
    void afterAProvisionalResponseAnotherRequestIsSentAgainEveryT2() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("OPTIONS", stand.flow(Transport.UDP, bob.address()));
        bob.answer(bob.expectRequest("OPTIONS"), 100, "Trying");
        stand.run(10_000);

        assertTimes(stand.times(bob, "OPTIONS"), 0, 500, 4500, 8500);
        stand.assertEmpty();
        assertThat(stand.log).containsExactly("response 100", "failed TIMEOUT", "client over");
    }

    @Test
    @Rfc(number = 3261, section = "17.1.1.2")
    void noInviteIsSentAgainAfterAProvisionalResponseNorTimesOut() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("INVITE", stand.flow(Transport.UDP, bob.address()));
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        stand.run(600_000);
        assertThat(stand.times(bob, "INVITE")).hasSize(1);
        bob.answer(invite, 200, "OK");
        stand.awaitLog("response 200");
        // Timer M.
        assertOver("client over", 32_000);
        stand.assertEmpty();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @Rfc(number = 3261, section = "17.1.1.2")
    void onlyDatagramsAreSentAgain(Transport transport) {
        stand.listen(transport);
        ScriptedPeer bob = stand.peer(transport);
        stand.send("INVITE", stand.flow(transport, bob.address()));
        stand.send("OPTIONS", stand.flow(transport, bob.address()));
        stand.run(31_000);
        assertThat(stand.log).isEmpty();
        stand.run(2000);
        assertThat(stand.log).hasSize(4).contains("failed TIMEOUT");
        assertThat(stand.times(bob, "INVITE").size() > 1).isEqualTo(transport == Transport.UDP);
        assertThat(stand.times(bob, "OPTIONS").size() > 1).isEqualTo(transport == Transport.UDP);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.1.1.2")
    void aFailureThatComesAgainIsAcknowledgedAgainUntilTimerD() {
        configure(Stand.QUICK);
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("INVITE", stand.flow(Transport.UDP, bob.address()));
        SipResponse busy = bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        bob.expectRequest("ACK");
        bob.send(busy, bob.flowOf(bob.received().getFirst()));
        bob.expectRequest("ACK");

        // Not less, however short T1 is.
        assertOver("client over", 32_000);
        assertThat(stand.log).containsExactly("response 486", "client over");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.1.2.2")
    void anotherRequestsResponseIsAbsorbedUntilTimerK() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("OPTIONS", stand.flow(Transport.UDP, bob.address()));
        SipRequest options = bob.expectRequest("OPTIONS");
        bob.answer(options, 200, "OK");
        stand.awaitLog("response 200");
        bob.answer(options, 200, "OK");
        assertOver("client over", 5_000);
        bob.answer(options, 200, "OK");
        stand.awaitLog("stray 200");

        assertThat(stand.log).containsExactly("response 200", "client over", "stray 200");
        assertThat(stand.layer.counted(Counted.STRAY_RESPONSE)).isEqualTo(1);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void aHundredComesAfter200MillisecondsAndNotBefore() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        stand.answerWith();
        alice.send(Stand.request("INVITE", BRANCH), there);
        stand.awaitLog("request INVITE");
        stand.run(199);
        assertThat(alice.received()).isEmpty();
        stand.run(20);
        alice.expectResponse(100);
        // It answers retransmissions from now on.
        alice.send(Stand.request("INVITE", BRANCH), there);
        alice.expectResponse(100);
        stand.begun.getFirst().respond(stand.claims.getFirst().answer(480, "No").build());
        alice.send(Stand.ack(alice.expectResponse(480), BRANCH), there);

        stand.assertEmpty();
        assertThat(stand.log).containsExactly("request INVITE", "server over");
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void noHundredComesAfterAnotherResponse() {
        InetSocketAddress there = stand.listen(Transport.TCP);
        ScriptedPeer alice = stand.peer(Transport.TCP);
        stand.answerWith(183);
        alice.send(Stand.request("INVITE", BRANCH), there);
        alice.expectResponse(183);
        alice.expectNothing(Duration.ofSeconds(100));
        stand.begun.getFirst().respond(stand.claims.getFirst().answer(200, "OK").build());
        alice.expectResponse(200);
        // Timer L.
        assertOver("server over", 32_000);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void aFailureIsSentAgainAfterT2AtTheLatestUntilTimerH() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        stand.answerWith(486);
        alice.send(Stand.request("INVITE", BRANCH), there);
        stand.awaitLog("request INVITE");
        assertOver("timed out", 32_000);

        assertTimes(
                stand.times(alice, "SIP/2.0 486"),
                0,
                500,
                1500,
                3500,
                7500,
                11_500,
                15_500,
                19_500,
                23_500,
                27_500,
                31_500);
        assertThat(stand.layer.counted(Counted.RESPONSE_RESENT)).isEqualTo(10);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void nothingIsSentAfterTheAckAndTimerIEndsIt() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        stand.answerWith(486);
        alice.send(Stand.request("INVITE", BRANCH), there);
        SipResponse busy = alice.expectResponse(486);
        alice.send(Stand.ack(busy, BRANCH), there);
        stand.run(10);
        alice.send(Stand.ack(busy, BRANCH), there);
        alice.send(Stand.request("INVITE", BRANCH), there);
        assertOver("server over", 4990);
        assertThat(stand.times(alice, "SIP/2.0 486")).hasSize(1);
        assertThat(stand.log).containsExactly("request INVITE", "server over");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.2.2")
    void anotherRequestIsAnsweredAgainUntilTimerJ() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        stand.answerWith(200);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        alice.expectResponse(200);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        alice.expectResponse(200);
        assertOver("server over", 31_998);
        assertThat(stand.layer.counted(Counted.RETRANSMISSION)).isEqualTo(1);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        alice.expectResponse(200);
        assertThat(stand.log).containsExactly("request MESSAGE", "server over", "request MESSAGE");
        stand.assertEmpty();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    @Rfc(number = 4320, section = "4.1")
    void whoeverTakesLongOverAnotherRequestSaysSoWhenItsClientHasBecomeSlow(Transport transport) {
        InetSocketAddress there = stand.listen(transport);
        ScriptedPeer alice = stand.peer(transport);
        stand.answerWith(180, 183);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        stand.awaitLog("request MESSAGE");
        stand.run(3490);
        assertThat(alice.received()).isEmpty();
        stand.run(30);
        alice.expectResponse(100);
        // The client gives up, and so does the server.
        assertOver("timed out", 28_480);
        assertThat(alice.received()).hasSize(1);
        assertThat(stand.log).containsExactly("request MESSAGE", "timed out", "server over");
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 4320, section = "4.1")
    void aHundredOfTheUsersIsTooEarlyAmongDatagrams() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        InetSocketAddress byStream = stand.listen(Transport.TCP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        ScriptedPeer carol = stand.peer(Transport.TCP);
        stand.answerWith(100);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        carol.send(Stand.request("MESSAGE", BRANCH), byStream);
        carol.expectResponse(100);
        alice.expectNothing(Duration.ofSeconds(3));
        alice.expectResponse(100);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 4320, section = "4")
    @Rfc(number = 4320, section = "4.2")
    void noRequestButInviteIsAnsweredWith408() {
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer alice = stand.peer(Transport.UDP);
        stand.answerWith(408);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        stand.run(1000);
        alice.send(Stand.request("MESSAGE", BRANCH), there);
        assertOver("server over", 31_000);

        // What comes again meanwhile is no new request, and the user who gave up is told nothing.
        assertThat(stand.log).containsExactly("request MESSAGE", "server over");
        assertThat(alice.received()).isEmpty();
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 4320, section = "4.2")
    void anInviteMayBeAnsweredWith408() {
        InetSocketAddress there = stand.listen(Transport.TCP);
        ScriptedPeer alice = stand.peer(Transport.TCP);
        stand.answerWith(408);
        alice.send(Stand.request("INVITE", BRANCH), there);
        alice.send(Stand.ack(alice.expectResponse(408), BRANCH), there);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "17.1.1.1")
    void allTimesCanBeSet() {
        configure(TimerSettings.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1000))
                .withTimeout(Duration.ofMillis(2000)));
        InetSocketAddress there = stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        stand.send("OPTIONS", stand.flow(Transport.UDP, bob.address()));
        assertOver("failed TIMEOUT", 2000);
        assertTimes(stand.times(bob, "OPTIONS"), 0, 100, 300, 700, 1100, 1500, 1900);

        stand.answerWith(486);
        bob.send(Stand.request("INVITE", BRANCH), there);
        stand.awaitLog("request INVITE");
        // Timer H is 64 times T1, whatever the time-out of clients.
        assertOver("timed out", 6400);
        stand.assertEmpty();
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    void whoDoesNotAnswerACancelledInviteIsGivenUp() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        ClientTransaction transaction = stand.send("INVITE", stand.flow(Transport.UDP, bob.address()));
        SipRequest invite = bob.expectRequest("INVITE");
        bob.answer(invite, 180, "Ringing");
        stand.awaitLog("response 180");
        stand.run(100_000);
        transaction.cancel(List.of());
        transaction.cancel(List.of());
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        assertOver("failed TIMEOUT", 32_000);
        assertThat(stand.times(bob, "CANCEL")).hasSize(1);
        stand.assertEmpty();
        assertThat(stand.log).containsExactly("response 180", "failed TIMEOUT", "client over");
    }

    @Test
    @Rfc(number = 3261, section = "9.1")
    void anInviteThatIsCancelledBeforeAnyResponseStillTimesOutWithTimerB() {
        stand.listen(Transport.UDP);
        ScriptedPeer bob = stand.peer(Transport.UDP);
        ClientTransaction transaction = stand.send("INVITE", stand.flow(Transport.UDP, bob.address()));
        stand.run(5000);
        transaction.cancel(List.of());
        assertOver("failed TIMEOUT", 27_000);
        assertThat(stand.times(bob, "CANCEL")).isEmpty();
        stand.assertEmpty();
    }
}
