package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.LinkConditions;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.uri.SipUri;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A user agent against a peer that does as it likes, and behind a proxy that forks.
@Rfc(number = 3261, section = "8")
class UserAgentTest {

    private final Simulation bed = TestBed.simulated(6);
    private final Agents agents = new Agents(bed);
    private final CallLog log = CallLog.answering();
    private final UserAgent bob = agents.agent("bob", log);
    private final InetSocketAddress at =
            bob.layer().transport().listeners().getFirst().local();
    private final ScriptedPeer peer;

    UserAgentTest() throws IOException {
        peer = new ScriptedPeer(bed, Transport.UDP);
    }

    @AfterEach
    void close() {
        peer.close();
        agents.close();
    }

    private static String request(String method, String... fields) {
        return method + " sip:bob@{remote} SIP/2.0\n"
                + "Via: SIP/2.0/{transport} {local};branch={branch}\n"
                + "From: <sip:peer@test>;tag=p\n"
                + "To: <sip:bob@test>\n"
                + "Call-ID: one\n"
                + "CSeq: 1 " + method + "\n"
                + "Contact: <sip:peer@{local}>\n"
                + "Max-Forwards: 70\n"
                + String.join("\n", fields)
                + (fields.length == 0 ? "" : "\n")
                + "Content-Length: 0\n";
    }

    @Test
    @Rfc(number = 3261, section = "8.2")
    @Rfc(number = 3261, section = "8.2.2.3")
    @Rfc(number = 3261, section = "8.2.3")
    void whatItCanNotDoIsRefused() {
        peer.send(request("PUBLISH"), at);
        assertThat(peer.expectResponse(405).all(Headers.ALLOW)).contains(Method.INVITE);
        peer.send(request("OPTIONS", "Require: x-unknown, timer"), at);
        assertThat(peer.expectResponse(420).all(Headers.UNSUPPORTED)).containsExactly("x-unknown");
        peer.send(
                request("INVITE", "Content-Type: text/strange")
                        .replace("Content-Length: 0\n", "Content-Length: 3\n\nabc"),
                at);
        assertThat(peer.expectResponse(415).all(Headers.ACCEPT)).hasSize(1);
        peer.send(request("BYE").replace("<sip:bob@test>", "<sip:bob@test>;tag=none"), at);
        peer.expectResponse(481);
        peer.send(request("CANCEL"), at);
        peer.expectResponse(481);
        peer.send(request("OPTIONS").replace("sip:bob@{remote}", "urn:service:sos"), at);
        peer.expectResponse(416);
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "11.2")
    void itSaysWhatItCanDo() {
        peer.send(request("OPTIONS"), at);
        SipResponse response = peer.expectResponse(200);
        assertThat(response.all(Headers.ALLOW)).contains(Method.INVITE, Method.UPDATE);
        assertThat(response.all(Headers.SUPPORTED)).contains("100rel", "timer", "replaces");
        assertThat(response.all(Headers.ACCEPT)).hasSize(1);
        peer.send(request("MESSAGE").replace("Call-ID: one", "Call-ID: two"), at);
        peer.expectResponse(200);
        assertThat(log.last()).isEqualTo("MESSAGE");
    }

    @Test
    @Rfc(number = 3261, section = "12.1.1")
    void theProxiesThatWantToSeeTheRestAreNamedInWhatMakesADialog() {
        log.onCall = call -> {
            call.ring();
            call.answer(Agents.ANSWER);
        };
        peer.send(request("INVITE", "Record-Route: <sip:two.test;lr>, <sip:one.test;lr>"), at);
        List<NameAddress> ringing = peer.expectResponse(180).all(Headers.RECORD_ROUTE);
        assertThat(ringing).hasSize(2);
        assertThat(ringing.getFirst().uri()).hasToString("sip:two.test;lr");
        assertThat(peer.expectResponse(200).all(Headers.RECORD_ROUTE)).isEqualTo(ringing);
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "8.2.2.2")
    void aRequestThatComesByTwoWaysIsTakenOnce() {
        log.onCall = Call::ring;
        peer.send(request("INVITE"), at);
        peer.expectResponse(180);
        peer.send(request("INVITE"), at);
        peer.expectResponse(482);
        assertThat(bob.calls()).isOne();
        bob.hangUpAll();
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "13.3.1.4")
    void anAnswerIsRepeatedAndEndedWithoutAnAck() {
        peer.send(request("INVITE"), at);
        peer.expectResponse(200);
        peer.expectResponse(200);
        bed.run(Duration.ofSeconds(40));
        SipRequest bye = peer.expectRequest("BYE");
        peer.answer(bye, 200, "OK");
        assertThat(log.last()).isEqualTo("ended TIMEOUT");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "9.2")
    @Rfc(number = 3261, section = "13.3.1")
    void aCancelledInviteAndOneThatExpires() {
        log.onCall = Call::ring;
        peer.send(request("INVITE").replace("{branch}", "z9hG4bKsame"), at);
        peer.expectResponse(180);
        peer.send(request("CANCEL").replace("{branch}", "z9hG4bKsame"), at);
        peer.expectResponse(200);
        peer.expectResponse(487);
        assertThat(log.last()).isEqualTo("ended REMOTE");
        peer.send(request("INVITE", "Expires: 5").replace("Call-ID: one", "Call-ID: two"), at);
        peer.expectResponse(180);
        bed.run(Duration.ofSeconds(6));
        assertThat(log.last()).isEqualTo("ended TIMEOUT");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "12.2.2")
    void anAckWithoutTheAnswerThatIsOwedEndsTheCall() {
        peer.send(request("INVITE"), at);
        SipResponse answer = peer.expectResponse(200);
        String to = "<sip:bob@test>;tag=" + Objects.requireNonNull(answer.to()).tag();
        peer.send(within("ACK", to, 1), at);
        bed.run(Duration.ofSeconds(1));
        assertThat(log.call().state()).isEqualTo(Call.State.ENDED);
        peer.answer(peer.expectRequest("BYE"), 200, "OK");
        agents.assertNothingLeft(bed, 0, bob);
    }

    private static String within(String method, String to, int number, String... fields) {
        return request(method, fields).replace("<sip:bob@test>", to).replace("CSeq: 1 ", "CSeq: " + number + " ");
    }

    @Test
    void requestsOutOfOrderAndWithoutSenseAreRefusedWithinACall() {
        peer.send(
                request("INVITE", "Content-Type: application/sdp")
                        .replace("Content-Length: 0\n", "Content-Length: {length}\n\n" + Agents.OFFER.text()),
                at);
        SipResponse answer = peer.expectResponse(200);
        String to = "<sip:bob@test>;tag=" + Objects.requireNonNull(answer.to()).tag();
        peer.send(within("ACK", to, 1), at);
        bed.run(Duration.ofSeconds(1));
        assertThat(log.last()).isEqualTo("established");
        peer.send(within("INFO", to, 1), at);
        peer.expectResponse(500);
        peer.send(within("PRACK", to, 2, "RAck: 1 1 INVITE"), at);
        peer.expectResponse(481);
        peer.send(within("REFER", to, 3), at);
        peer.expectResponse(400);
        peer.send(within("NOTIFY", to, 4), at);
        peer.expectResponse(489);
        peer.send(within("NOTIFY", to, 5, "Event: refer", "Subscription-State: active"), at);
        peer.expectResponse(481);
        peer.send(within("UPDATE", to, 6, "Session-Expires: 10", "Supported: timer"), at);
        peer.expectResponse(422);
        peer.send(within("INVITE", to, 7).replace("<sip:peer@{local}>", "<mailto:x@example.com>"), at);
        peer.expectResponse(400);
        assertThat(log.call().state()).isEqualTo(Call.State.ESTABLISHED);
        peer.send(within("BYE", to, 8), at);
        peer.expectResponse(200);
        assertThat(log.last()).isEqualTo("ended REMOTE");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    void hostileResponsesNeverLeaveACallHanging() {
        CallLog told = new CallLog();
        bob.call(Agents.at(peer.address(), Transport.UDP), Agents.OFFER, told);
        SipRequest invite = peer.expectRequest("INVITE");
        SipResponse good = SipResponse.answer(invite, 200, "OK").build();
        peer.send(
                good.edit()
                        .status(180, "")
                        .set("Contact", "<sip:[::")
                        .set("To", "x")
                        .build(),
                peer.flowOf(invite));
        peer.send(
                good.edit()
                        .set("RSeq", "abc")
                        .set("Require", "100rel")
                        .status(183, "")
                        .build(),
                peer.flowOf(invite));
        peer.send(good.edit().set("Contact", "*").build(), peer.flowOf(invite));
        bed.run(Duration.ofSeconds(40));
        assertThat(told.last()).startsWith("ended");
        bob.call(Agents.at(peer.address(), Transport.UDP), Agents.OFFER, told);
        SipRequest second = (SipRequest) peer.expect(
                message -> message instanceof SipRequest one
                        && one.method().equals(Method.INVITE)
                        && !String.valueOf(one.callId()).equals(invite.callId()),
                Duration.ofSeconds(5));
        peer.answer(second, 180, "Ringing");
        peer.answer(second, 699, "No");
        bed.run(Duration.ofSeconds(40));
        assertThat(told.last()).isEqualTo("ended REFUSED");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 3261, section = "13.2")
    @Rfc(number = 3261, section = "13.2.2.4")
    void ofAForkedCallOneAnswerIsKept() {
        CallLog first = new CallLog();
        CallLog second = new CallLog();
        first.onCall = Call::ring;
        second.onCall = Call::ring;
        UserAgent carol = agents.agent("carol", first);
        UserAgent dave = agents.agent("dave", second);
        SipUri to = agents.forking(carol, dave);
        CallLog told = new CallLog();
        Call call = bob.call(to, Agents.OFFER, told);
        bed.run(Duration.ofSeconds(1));
        assertThat(told.events).containsExactly("progress 180", "progress 180");
        first.call().answer(Agents.ANSWER);
        second.call().answer(Agents.ANSWER);
        bed.run(Duration.ofSeconds(5));
        assertThat(told.last()).isEqualTo("established");
        assertThat(List.of(first.last(), second.last())).containsExactlyInAnyOrder("established", "ended REMOTE");
        call.hangUp();
        agents.assertNothingLeft(bed, 0, bob, carol, dave);
    }

    @Test
    void callsGoThroughANetworkThatLosesDatagrams() {
        UserAgent carol = agents.agent("carol", log);
        bed.network().conditions(LinkConditions.GOOD.withLoss(0.2).withDuplication(0.2));
        for (int i = 0; i < 20; i++) {
            Call call = carol.call(Agents.at(bob), Agents.OFFER, new CallLog());
            bed.run(Duration.ofSeconds(60));
            call.hangUp();
            bed.run(Duration.ofSeconds(60));
        }
        agents.assertNothingLeft(bed, 0, bob, carol);
    }
}
