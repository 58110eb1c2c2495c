package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.RetryAfter;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Rfc(number = 3261, section = "8.1")
class RequestSenderTest {

    private final Simulation bed = TestBed.simulated(3);
    private Agents agents = new Agents(bed);
    private UserAgent alice = agents.agent("alice", UserAgentHandler.NONE);
    private final ScriptedPeer peer;

    RequestSenderTest() throws IOException {
        peer = new ScriptedPeer(bed, Transport.UDP);
    }

    @AfterEach
    void close() {
        peer.close();
        agents.close();
    }

    private Uri target() {
        return Agents.at(peer.address(), Transport.UDP);
    }

    private CompletableFuture<SipResponse> ask() {
        return alice.send(alice.request(Method.OPTIONS, target()).build(), null);
    }

    private void challenge(SipRequest request, int status, Challenge... challenges) {
        SipResponse.Builder response = SipResponse.answer(request, status, "Who Are You");
        for (Challenge challenge : challenges) {
            response.append(status == 401 ? Headers.WWW_AUTHENTICATE : Headers.PROXY_AUTHENTICATE, challenge);
        }
        peer.send(response.build(), peer.flowOf(request));
    }

    private static int statusOf(CompletableFuture<?> failed) {
        assertThat(failed).isDone();
        try {
            failed.join();
            throw new AssertionError("It was granted");
        } catch (CompletionException e) {
            return ((RefusedException) Objects.requireNonNull(e.getCause())).statusCode();
        }
    }

    private static Challenge realm(String realm, String nonce) {
        return Challenge.digest(realm, nonce).with("qop", "auth");
    }

    @Test
    @Rfc(number = 3261, section = "22")
    @Rfc(number = 3261, section = "22.2")
    @Rfc(number = 3261, section = "22.3")
    void credentialsAreGivenOnceAskedForAndThenBeforehand() {
        alice.credentials().put("one", "alice", DigestSecret.ofPassword("secret"));
        alice.credentials().putForAll("alice", DigestSecret.ofPassword("other"));
        assertThat(alice.credentials()).asString().doesNotContain("secret").doesNotContain("other");
        CompletableFuture<SipResponse> answer = ask();
        SipRequest first = peer.expectRequest("OPTIONS");
        challenge(first, 407, realm("proxy", "n1"), realm("proxy2", "n2"));
        SipRequest second = peer.expectRequest("OPTIONS");
        assertThat(second.all(Headers.PROXY_AUTHORIZATION)).hasSize(2);
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(Objects.requireNonNull(second.cseq()).number()).isEqualTo(2);
        challenge(second, 401, realm("one", "n3"));
        SipRequest third = peer.expectRequest("OPTIONS");
        assertThat(third.all(Headers.PROXY_AUTHORIZATION)).hasSize(2);
        Credentials proof = Objects.requireNonNull(third.first(Headers.AUTHORIZATION));
        assertThat(proof.username()).isEqualTo("alice");
        assertThat(proof.nc()).isEqualTo("00000001");
        peer.answer(third, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(answer).isCompleted();

        CompletableFuture<SipResponse> again = ask();
        SipRequest known = peer.expectRequest("OPTIONS");
        assertThat(Objects.requireNonNull(known.first(Headers.AUTHORIZATION)).nc())
                .isEqualTo("00000002");
        challenge(known, 401, realm("one", "n4").with("stale", "true"));
        SipRequest fresh = peer.expectRequest("OPTIONS");
        assertThat(Objects.requireNonNull(fresh.first(Headers.AUTHORIZATION)).nonce())
                .isEqualTo("n4");
        peer.answer(fresh, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(again).isCompleted();
    }

    @Test
    @Rfc(number = 8760, section = "2.4")
    void aRefusedProofIsNotRepeatedForEver() {
        alice.credentials().put("one", "alice", DigestSecret.ofPassword("wrong"));
        CompletableFuture<SipResponse> answer = ask();
        challenge(peer.expectRequest("OPTIONS"), 401, realm("one", "n1"));
        challenge(peer.expectRequest("OPTIONS"), 401, realm("one", "n2"));
        bed.run(Duration.ofSeconds(1));
        assertThat(statusOf(answer)).isEqualTo(401);

        CompletableFuture<SipResponse> stale = ask();
        for (int i = 0; i < 4; i++) {
            challenge(peer.expectRequest("OPTIONS"), 401, realm("one", "s" + i).with("stale", "true"));
        }
        bed.run(Duration.ofSeconds(1));
        assertThat(statusOf(stale)).isEqualTo(401);

        CompletableFuture<SipResponse> unknown = ask();
        challenge(peer.expectRequest("OPTIONS"), 401, realm("two", "n1"));
        bed.run(Duration.ofSeconds(1));
        assertThat(statusOf(unknown)).isEqualTo(401);
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 3261, section = "8.1.3")
    @Rfc(number = 3261, section = "8.1.3.1")
    void nobodyAnswersAndTheDeadline() {
        CompletableFuture<SipResponse> nobody = ask();
        bed.run(Duration.ofSeconds(40));
        assertThat(statusOf(nobody)).isEqualTo(408);
        CompletableFuture<SipResponse> late =
                alice.send(alice.request(Method.OPTIONS, target()).build(), Duration.ofSeconds(3));
        bed.run(Duration.ofSeconds(4));
        assertThat(statusOf(late)).isEqualTo(408);
        CompletableFuture<SipResponse> nowhere = alice.send(
                alice.request(Method.OPTIONS, Agents.uri("sip:x@192.0.2.1;transport=tcp"))
                        .build(),
                null);
        bed.run(Duration.ofSeconds(1));
        assertThat(statusOf(nowhere)).isEqualTo(503);
        CompletableFuture<SipResponse> mailed = alice.send(
                alice.request(Method.OPTIONS, Agents.uri("mailto:x@example.com"))
                        .build(),
                null);
        bed.run(Duration.ofSeconds(1));
        assertThat(statusOf(mailed)).isEqualTo(416);
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 3261, section = "8.1.3.5")
    void whatTheServerDoesNotKnowIsLeftOut() {
        CompletableFuture<SipResponse> answer = alice.send(
                alice.request(Method.OPTIONS, target())
                        .append(Headers.REQUIRE, "x-one")
                        .append(Headers.REQUIRE, "x-two")
                        .build(),
                null);
        SipRequest first = peer.expectRequest("OPTIONS");
        peer.send(
                SipResponse.answer(first, 420, "Bad Extension")
                        .append(Headers.UNSUPPORTED, "x-one")
                        .build(),
                peer.flowOf(first));
        SipRequest second = peer.expectRequest("OPTIONS");
        assertThat(second.all(Headers.REQUIRE)).containsExactly("x-two");
        peer.answer(second, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(answer).isCompleted();
    }

    @Test
    @Rfc(number = 3261, section = "8.1.3.4")
    void redirectionsAreFollowedByPreferenceAndNeverInCircles() throws IOException {
        try (ScriptedPeer second = new ScriptedPeer(bed, Transport.UDP);
                ScriptedPeer third = new ScriptedPeer(bed, Transport.UDP)) {
            CompletableFuture<SipResponse> answer = ask();
            SipRequest first = peer.expectRequest("OPTIONS");
            NameAddress better = NameAddress.of(Agents.at(third.address(), Transport.UDP));
            NameAddress worse =
                    NameAddress.of(Agents.at(second.address(), Transport.UDP)).withParameter("q", "0.1");
            peer.send(
                    SipResponse.answer(first, 302, "Moved")
                            .append(Headers.CONTACT, worse)
                            .append(Headers.CONTACT, better)
                            .append(Headers.CONTACT, NameAddress.of(target()))
                            .build(),
                    peer.flowOf(first));
            third.answer(third.expectRequest("OPTIONS"), 404, "Not Found");
            SipRequest last = second.expectRequest("OPTIONS");
            second.send(
                    SipResponse.answer(last, 302, "Moved")
                            .append(Headers.CONTACT, better)
                            .build(),
                    second.flowOf(last));
            bed.run(Duration.ofSeconds(1));
            assertThat(statusOf(answer)).isEqualTo(302);
            peer.expectNothing(Duration.ofSeconds(1));
        }
    }

    @Test
    @Rfc(number = 3263, section = "4.3")
    void theNextAddressIsTriedIfOneIsDeadOrTooBusy(@TempDir Path folder) throws IOException {
        Simulation own = twoAddresses(folder);
        try (ScriptedPeer busy = peer(own, "127.0.0.2");
                ScriptedPeer free = peer(own, "127.0.0.3")) {
            CompletableFuture<SipResponse> answer = askTwo();
            own.run(Duration.ofSeconds(1));
            List<ScriptedPeer> order = askedFirst(busy, free);
            order.getFirst().answer(order.getFirst().expectRequest("OPTIONS"), 503, "Service Unavailable");
            SipRequest second = order.getLast().expectRequest("OPTIONS");
            assertThat(Objects.requireNonNull(second.cseq()).number()).isEqualTo(1);
            order.getLast().answer(second, 200, "OK");
            own.run(Duration.ofSeconds(1));
            assertThat(answer).isCompleted();

            CompletableFuture<SipResponse> silent = askTwo();
            own.run(Duration.ofSeconds(40));
            assertThat(order.getLast().received().size()
                            + order.getFirst().received().size())
                    .isGreaterThan(10);
            ScriptedPeer living = order.getLast().received().size()
                            > order.getFirst().received().size()
                    ? order.getFirst()
                    : order.getLast();
            living.answer(living.expectRequest("OPTIONS"), 200, "OK");
            own.run(Duration.ofSeconds(1));
            assertThat(silent).isCompleted();
        }
    }

    @Test
    @Rfc(number = 3261, section = "21.5.4")
    void whoCanNotGoOnIsLeftAloneForAsLongAsHeSays(@TempDir Path folder) throws IOException {
        Simulation own = twoAddresses(folder);
        try (ScriptedPeer one = peer(own, "127.0.0.2");
                ScriptedPeer other = peer(own, "127.0.0.3")) {
            CompletableFuture<SipResponse> first = askTwo();
            own.run(Duration.ofMillis(100));
            List<ScriptedPeer> order = askedFirst(one, other);
            SipRequest asked = order.getFirst().expectRequest("OPTIONS");
            SipResponse later = SipResponse.answer(asked, 503, "Service Unavailable")
                    .set(Headers.RETRY_AFTER, RetryAfter.of(60))
                    .build();
            SendResult _ = order.getFirst().send(later, order.getFirst().flowOf(asked));
            order.getLast().answer(order.getLast().expectRequest("OPTIONS"), 200, "OK");
            own.run(Duration.ofMillis(100));
            assertThat(first).isCompleted();

            for (int i = 0; i < 5; i++) {
                CompletableFuture<SipResponse> next = askTwo();
                own.run(Duration.ofMillis(100));
                order.getLast().answer(order.getLast().expectRequest("OPTIONS"), 200, "OK");
                own.run(Duration.ofMillis(100));
                assertThat(next).isCompleted();
            }
            assertThat(order.getFirst().received()).hasSize(1);
        }
    }

    /// Alice anew, where a name has two addresses.
    private Simulation twoAddresses(Path folder) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 two.test\n127.0.0.3 two.test\n");
        agents.close();
        Simulation own = TestBed.simulated(4);
        agents = new Agents(own, hosts);
        alice = agents.agent("alice", UserAgentHandler.NONE);
        return own;
    }

    private static ScriptedPeer peer(Simulation own, String address) throws IOException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(address), 5060);
        return new ScriptedPeer(own, own.socket(Transport.UDP, at));
    }

    /// Who was asked, and then who was not.
    private static List<ScriptedPeer> askedFirst(ScriptedPeer one, ScriptedPeer other) {
        return one.received().isEmpty() ? List.of(other, one) : List.of(one, other);
    }

    private CompletableFuture<SipResponse> askTwo() {
        return alice.send(
                alice.request(Method.OPTIONS, Agents.uri("sip:x@two.test:5060")).build(), null);
    }

    @Test
    @Rfc(number = 3261, section = "8.1.2")
    void whatIsSetGoesThroughItsProxy() {
        UserAgent carol = agents.agent(
                Agents.settings("carol").withRoute(List.of(NameAddress.of(Agents.uri(target() + ";lr")))),
                UserAgentHandler.NONE,
                Transport.UDP);
        CompletableFuture<SipResponse> answer = carol.send(
                carol.request(Method.MESSAGE, Agents.uri("sip:dave@192.0.2.9")).build(), null);
        SipRequest request = peer.expectRequest("MESSAGE");
        assertThat(request.uriText()).isEqualTo("sip:dave@192.0.2.9");
        peer.answer(request, 202, "Accepted");
        bed.run(Duration.ofSeconds(1));
        assertThat(answer).isCompleted();
    }
}
