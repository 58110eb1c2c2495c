package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestPolicy;
import io.sidetone.sip.digest.DigestRequest;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.digest.DigestUser;
import io.sidetone.sip.digest.DigestVerdict;
import io.sidetone.sip.digest.DigestVerifier;
import io.sidetone.sip.digest.NonceCounts;
import io.sidetone.sip.digest.NonceFactory;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.Credentials;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls and registrations whose requests are asked for a proof, at each place where that can happen. Proofs are
/// verified as a server does it.
@Rfc(number = 3261, section = "22")
@Rfc(number = 3261, section = "22.2")
@Rfc(number = 3261, section = "22.3")
class DigestCallTest {

    private static final String BOB = "bob.example";
    private static final String PROXY = "proxy.example";

    private final Simulation bed = TestBed.simulated(11);
    private final Agents agents = new Agents(bed);
    private final CallLog log = new CallLog();
    private final UserAgent alice = agents.agent("alice", UserAgentHandler.NONE);
    private final DigestVerifier verifier = new DigestVerifier(
            new NonceFactory(new byte[32], NonceFactory.DEFAULT_LIFETIME, bed.clock(), new Random(1)),
            new NonceCounts(100),
            DigestPolicy.DEFAULT);
    private final ScriptedPeer peer;

    DigestCallTest() throws IOException {
        peer = new ScriptedPeer(bed, Transport.UDP);
        alice.credentials().put(BOB, "alice", DigestSecret.ofPassword("secret"));
        alice.credentials().put(PROXY, "alice", DigestSecret.ofPassword("other"));
    }

    @AfterEach
    void close() {
        peer.close();
        agents.close();
    }

    private Call call() {
        return alice.call(Agents.at(peer.address(), Transport.UDP), Agents.OFFER, log);
    }

    /// Asks for a proof.
    private SipResponse challenge(SipRequest request, int status, boolean stale) {
        SipResponse.Builder response = SipResponse.answer(request, status, "Who Are You");
        NameAddress to = Objects.requireNonNull(request.to());
        response.set(Headers.TO, to.tag() == null ? to.withTag("c" + status) : to);
        for (Challenge challenge : verifier.challenges(status == 401 ? BOB : PROXY, "", stale)) {
            response.append(status == 401 ? Headers.WWW_AUTHENTICATE : Headers.PROXY_AUTHENTICATE, challenge);
        }
        SipResponse built = response.build();
        peer.send(built, peer.flowOf(request));
        return built;
    }

    private DigestVerdict verdict(SipRequest request, int status) {
        boolean ours = status == 401;
        Credentials proof =
                Objects.requireNonNull(request.first(ours ? Headers.AUTHORIZATION : Headers.PROXY_AUTHORIZATION));
        DigestUser user =
                new DigestUser("alice", ours ? BOB : PROXY, DigestSecret.ofPassword(ours ? "secret" : "other"));
        return verifier.verify(proof, new DigestRequest(request.method().name(), request.uriText()), user, "");
    }

    private SipRequest next(String method) {
        return peer.expectRequest(method);
    }

    private static long number(SipRequest request) {
        CSeq cseq = Objects.requireNonNull(request.cseq());
        return cseq.number();
    }

    private static String branch(SipRequest request) {
        Via via = Objects.requireNonNull(request.topVia());
        return Objects.requireNonNull(via.branch());
    }

    /// The ACK to a refusal: it goes as far as the INVITE went, and belongs to its transaction.
    @Rfc(number = 3261, section = "17.1.1.3")
    private void assertAcknowledged(SipRequest invite, SipResponse refusal) {
        SipRequest ack = peer.expectRequest("ACK");
        assertThat(branch(ack)).isEqualTo(branch(invite));
        assertThat(number(ack)).isEqualTo(number(invite));
        assertThat(ack.uriText()).isEqualTo(invite.uriText());
        assertThat(ack.to()).isEqualTo(refusal.to());
        assertThat(ack.callId()).isEqualTo(invite.callId());
    }

    /// The same request once more, with the next number and as a new transaction.
    private static void assertRepeated(SipRequest before, SipRequest after) {
        assertThat(number(after)).isEqualTo(number(before) + 1);
        assertThat(after.callId()).isEqualTo(before.callId());
        assertThat(after.from()).isEqualTo(before.from());
        assertThat(after.to()).isEqualTo(before.to());
        assertThat(after.uriText()).isEqualTo(before.uriText());
        assertThat(after.all(Headers.CONTACT)).isEqualTo(before.all(Headers.CONTACT));
        assertThat(branch(after)).isNotEqualTo(branch(before));
        assertThat(after.body()).isEqualTo(before.body());
    }

    private void answer(SipRequest invite) {
        NameAddress to = Objects.requireNonNull(invite.to());
        peer.send(
                Body.put(Agents.ANSWER, SipResponse.answer(invite, 200, "OK"))
                        .set(Headers.TO, to.tag() == null ? to.withTag("b") : to)
                        .append("Contact", "<sip:b@127.0.0.1:" + peer.address().getPort() + ">")
                        .build(),
                peer.flowOf(invite));
    }

    private void hangUp(Call call) {
        call.hangUp();
        peer.answer(next("BYE"), 200, "OK");
        agents.assertNothingLeft(bed, 0, alice);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407})
    @Rfc(number = 3261, section = "13.2.2.4")
    void anInviteIsRepeatedWithAProof(int status) {
        Call call = call();
        SipRequest first = next("INVITE");
        assertAcknowledged(first, challenge(first, status, false));
        SipRequest second = next("INVITE");
        assertRepeated(first, second);
        assertThat(Objects.requireNonNull(second.to()).tag()).isNull();
        assertThat(verdict(second, status)).isEqualTo(DigestVerdict.VALID);
        answer(second);
        SipRequest ack = peer.expectRequest("ACK");
        assertThat(number(ack)).isEqualTo(number(second));
        assertThat(ack.all(Headers.AUTHORIZATION)).isEqualTo(second.all(Headers.AUTHORIZATION));
        assertThat(ack.all(Headers.PROXY_AUTHORIZATION)).isEqualTo(second.all(Headers.PROXY_AUTHORIZATION));
        bed.run(Duration.ofSeconds(1));
        assertThat(log.events).containsExactly("established");
        hangUp(call);
    }

    @Test
    void aProxyAsksAndThenWhoIsCalled() {
        Call call = call();
        SipRequest first = next("INVITE");
        assertAcknowledged(first, challenge(first, 407, false));
        SipRequest second = next("INVITE");
        assertRepeated(first, second);
        assertAcknowledged(second, challenge(second, 401, false));
        SipRequest third = next("INVITE");
        assertRepeated(second, third);
        assertThat(number(third)).isEqualTo(3);
        assertThat(verdict(third, 407)).isEqualTo(DigestVerdict.VALID);
        assertThat(verdict(third, 401)).isEqualTo(DigestVerdict.VALID);
        assertThat(third.all(Headers.PROXY_AUTHORIZATION)).hasSize(1);
        assertThat(third.all(Headers.AUTHORIZATION)).hasSize(1);
        answer(third);
        bed.run(Duration.ofSeconds(1));
        assertThat(call.state()).isEqualTo(Call.State.ESTABLISHED);
        hangUp(call);
    }

    @Test
    void aNonceThatHasGrownOldIsReplaced() {
        Call call = call();
        SipRequest first = next("INVITE");
        assertAcknowledged(first, challenge(first, 401, false));
        SipRequest second = next("INVITE");
        answer(second);
        bed.run(Duration.ofSeconds(1));
        hangUp(call);
        bed.run(NonceFactory.DEFAULT_LIFETIME);
        Call again = call();
        SipRequest old = next("INVITE");
        assertThat(verdict(old, 401)).isEqualTo(DigestVerdict.STALE);
        challenge(old, 401, true);
        SipRequest fresh = next("INVITE");
        assertRepeated(old, fresh);
        assertThat(fresh.all(Headers.AUTHORIZATION)).hasSize(1);
        assertThat(verdict(fresh, 401)).isEqualTo(DigestVerdict.VALID);
        answer(fresh);
        bed.run(Duration.ofSeconds(1));
        assertThat(again.state()).isEqualTo(Call.State.ESTABLISHED);
        hangUp(again);
    }

    @Test
    void aWrongPasswordEndsWithTheRefusal() {
        alice.credentials().put(BOB, "alice", DigestSecret.ofPassword("wrong"));
        Call call = call();
        SipRequest first = next("INVITE");
        assertAcknowledged(first, challenge(first, 401, false));
        SipRequest second = next("INVITE");
        assertThat(verdict(second, 401)).isEqualTo(DigestVerdict.WRONG_RESPONSE);
        assertAcknowledged(second, challenge(second, 401, false));
        peer.expectNothing(Duration.ofSeconds(5));
        assertThat(call.ended().join().cause()).isEqualTo(CallEnd.Cause.REFUSED);
        assertThat(call.ended().join().statusCode()).isEqualTo(401);
        assertThat(log.events).containsExactly("ended REFUSED");
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    void whoHasNoPasswordForARealmIsRefused() {
        Call call = call();
        SipRequest first = next("INVITE");
        SipResponse refusal = SipResponse.answer(first, 407, "Who Are You")
                .set(Headers.TO, Objects.requireNonNull(first.to()).withTag("x"))
                .append(Headers.PROXY_AUTHENTICATE, Challenge.digest("unknown", "n"))
                .build();
        peer.send(refusal, peer.flowOf(first));
        assertAcknowledged(first, refusal);
        peer.expectNothing(Duration.ofSeconds(5));
        assertThat(call.ended().join().statusCode()).isEqualTo(407);
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    @Rfc(number = 3261, section = "15.1.1")
    void requestsWithinACallAreRepeatedWithAProof() {
        Call call = call();
        answer(next("INVITE"));
        peer.expectRequest("ACK");
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SipResponse> changed = call.reInvite(Agents.OTHER);
        SipRequest first = next("INVITE");
        assertThat(Objects.requireNonNull(first.to()).tag()).isEqualTo("b");
        assertAcknowledged(first, challenge(first, 401, false));
        SipRequest second = next("INVITE");
        assertRepeated(first, second);
        assertThat(verdict(second, 401)).isEqualTo(DigestVerdict.VALID);
        answer(second);
        assertThat(number(peer.expectRequest("ACK"))).isEqualTo(number(second));
        bed.run(Duration.ofSeconds(1));
        assertThat(changed).isCompleted();
        assertThat(call.state()).isEqualTo(Call.State.ESTABLISHED);
        call.hangUp();
        SipRequest bye = next("BYE");
        assertThat(number(bye)).isEqualTo(number(second) + 1);
        assertThat(verdict(bye, 401)).isEqualTo(DigestVerdict.VALID);
        challenge(bye, 407, false);
        SipRequest again = next("BYE");
        assertRepeated(bye, again);
        assertThat(verdict(again, 407)).isEqualTo(DigestVerdict.VALID);
        peer.answer(again, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(log.last()).isEqualTo("ended LOCAL");
        agents.assertNothingLeft(bed, 0, alice);
    }

    @Test
    @Rfc(number = 3261, section = "14.1")
    void aChangeThatFailsForAWrongPasswordLeavesTheCallAsItIs() {
        alice.credentials().put(BOB, "alice", DigestSecret.ofPassword("wrong"));
        Call call = call();
        answer(next("INVITE"));
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SipResponse> changed = call.reInvite(Agents.OTHER);
        challenge(next("INVITE"), 401, false);
        challenge(next("INVITE"), 401, false);
        bed.run(Duration.ofSeconds(1));
        assertThat(changed).isCompletedExceptionally();
        assertThat(call.state()).isEqualTo(Call.State.ESTABLISHED);
        assertThat(call.localSession()).isEqualTo(Agents.OFFER);
        CompletableFuture<SipResponse> other = call.reInvite(Agents.OTHER);
        answer(next("INVITE"));
        bed.run(Duration.ofSeconds(1));
        assertThat(other).isCompleted();
        hangUp(call);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407})
    @Rfc(number = 3261, section = "10.2")
    void aRegistrationIsRepeatedWithAProofAndRefreshedWithOneBeforehand(int status) {
        Registration registration = alice.register(
                RegistrationSettings.of(
                        Agents.at(peer.address(), Transport.UDP).withUser(null),
                        NameAddress.of(Agents.uri("sip:alice@example.com"))),
                RegistrationHandler.NONE);
        SipRequest first = next("REGISTER");
        challenge(first, status, false);
        SipRequest second = next("REGISTER");
        assertRepeated(first, second);
        assertThat(verdict(second, status)).isEqualTo(DigestVerdict.VALID);
        grant(second, 100);
        bed.run(Duration.ofSeconds(1));
        assertThat(registration.state()).isEqualTo(Registration.State.REGISTERED);
        SipRequest refresh = (SipRequest) peer.expect(SipRequest.class::isInstance, Duration.ofSeconds(100));
        assertRepeated(second, refresh);
        assertThat(verdict(refresh, status)).isEqualTo(DigestVerdict.VALID);
        grant(refresh, 100);
        CompletableFuture<Registration> _ = registration.unregister();
        SipRequest last = next("REGISTER");
        assertThat(last.has(status == 401 ? HeaderName.AUTHORIZATION : HeaderName.PROXY_AUTHORIZATION))
                .isTrue();
        grant(last, 0);
        agents.assertNothingLeft(bed, 0, alice);
    }

    private void grant(SipRequest register, long seconds) {
        SipResponse.Builder response = SipResponse.answer(register, 200, "OK");
        for (Contact contact : register.all(Headers.CONTACT)) {
            NameAddress address = Objects.requireNonNull(contact.address());
            response.append(Headers.CONTACT, address.withParameter("expires", Long.toString(seconds)));
        }
        peer.send(response.build(), peer.flowOf(register));
    }

    @Test
    void aRegistrarThatRefusesAProofIsNotAskedInALoop() {
        alice.credentials().put(BOB, "alice", DigestSecret.ofPassword("wrong"));
        Registration registration = alice.register(
                RegistrationSettings.of(
                        Agents.at(peer.address(), Transport.UDP).withUser(null),
                        NameAddress.of(Agents.uri("sip:alice@example.com"))),
                RegistrationHandler.NONE);
        challenge(next("REGISTER"), 401, false);
        challenge(next("REGISTER"), 401, false);
        peer.expectNothing(Duration.ofSeconds(10));
        assertThat(registration.state()).isEqualTo(Registration.State.WAITING);
        assertThat(registration.registered()).isCompletedExceptionally();
        CompletableFuture<Registration> _ = registration.unregister();
        peer.answer(next("REGISTER"), 403, "Forbidden");
        agents.assertNothingLeft(bed, 0, alice);
    }
}
