package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.uri.AddressOfRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one user agent publishes, and another or a peer keeps.
@Rfc(number = 3903, section = "4")
class PublishingTest implements PublicationHandler, CompositorHandler {

    private final Simulation bed = TestBed.simulated(9);
    private final Agents agents = new Agents(bed);
    private final UserAgent alice = agents.agent("alice", UserAgentHandler.NONE);
    private final UserAgent bob = agents.agent("bob", UserAgentHandler.NONE);
    private final ScriptedPeer peer;
    private final List<String> events = new ArrayList<>();
    private final List<SipRequest> judged = new ArrayList<>();
    private @Nullable Refusal refusal;

    PublishingTest() throws IOException {
        peer = new ScriptedPeer(bed, Transport.UDP);
        bob.events().compose(EventsTest.WEATHER, this);
    }

    @AfterEach
    void close() {
        peer.close();
        agents.close();
    }

    @Override
    public void published(OutgoingPublication publication) {
        events.add("published");
    }

    @Override
    public void ended(OutgoingPublication publication, int statusCode) {
        events.add("ended " + statusCode);
    }

    @Override
    public @Nullable Refusal judge(AddressOfRecord resource, SipRequest publish) {
        judged.add(publish);
        return publish.has(HeaderName.AUTHORIZATION) ? null : refusal;
    }

    @Override
    public void changed(AddressOfRecord resource, List<Body> states) {
        events.add(states.stream().map(Body::text).sorted().toList().toString());
    }

    private OutgoingPublication publish(UserAgent at, String event, long expires) {
        return alice.events()
                .publish(
                        PublicationSettings.of(Agents.at(at), Event.of(event)).withExpires(expires),
                        EventsTest.text("sun"),
                        this);
    }

    @Test
    @Rfc(number = 3903, section = "4.2")
    @Rfc(number = 3903, section = "4.4")
    @Rfc(number = 3903, section = "4.5")
    @Rfc(number = 3903, section = "6")
    void aStateIsPublishedReplacedAndTakenBack() {
        OutgoingPublication publication = publish(bob, "weather", 600);
        bed.run(Duration.ofSeconds(1));
        assertThat(publication.published()).isCompleted();
        publication.change(EventsTest.text("rain"));
        publication.change(EventsTest.text("snow"));
        publication.change(EventsTest.text("hail"));
        bed.run(Duration.ofSeconds(1));
        OutgoingPublication other = publish(bob, "weather", 600);
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<Integer> end = publication.remove();
        CompletableFuture<Integer> _ = other.remove();
        bed.run(Duration.ofSeconds(1));
        assertThat(end).isCompletedWithValue(200);
        assertThat(events)
                .containsExactly(
                        "[sun]",
                        "published",
                        "[rain]",
                        "published",
                        "[hail]",
                        "published",
                        "[hail, sun]",
                        "published",
                        "[sun]",
                        "[]",
                        "ended 200",
                        "ended 200");
        agents.assertNothingLeft(bed, 0, alice, bob);
    }

    @Test
    @Rfc(number = 3903, section = "4.3")
    void aStateIsRefreshedAndLapsesIfItIsNot() {
        publish(bob, "weather", 100);
        bed.run(Duration.ofSeconds(400));
        assertThat(judged.size()).isBetween(5, 8);
        assertThat(judged.getLast().bodyLength()).isZero();
        assertThat(judged.getLast().has(HeaderName.SIP_IF_MATCH)).isTrue();
        alice.layer().transport().close(alice.layer().transport().listeners().getFirst());
        bed.run(Duration.ofSeconds(200));
        assertThat(events).contains("[sun]", "[]", "ended 503");
        agents.assertNothingLeft(bed, 0, alice, bob);
    }

    @Test
    @Rfc(number = 3903, section = "4.1")
    void whatMayNotBePublishedIsRefused() {
        CompletableFuture<OutgoingPublication> unknown =
                publish(bob, "news", 600).published();
        CompletableFuture<OutgoingPublication> nobody =
                publish(alice, "weather", 600).published();
        refusal = new Refusal(
                401,
                "Unauthorized",
                HeaderName.WWW_AUTHENTICATE,
                Challenge.digest("bob", "n1").with("qop", "auth").text());
        CompletableFuture<OutgoingPublication> stranger =
                publish(bob, "weather", 600).published();
        bed.run(Duration.ofSeconds(1));
        assertThat(List.of(unknown, nobody, stranger))
                .allSatisfy(one -> assertThat(one).isCompletedExceptionally());
        assertThat(events).containsExactlyInAnyOrder("ended 489", "ended 405", "ended 401");
        alice.credentials().put("bob", "alice", DigestSecret.ofPassword("secret"));
        OutgoingPublication known = publish(bob, "weather", 600);
        bed.run(Duration.ofSeconds(1));
        assertThat(known.published()).isCompleted();
        CompletableFuture<SipResponse> telephone = alice.send(
                alice.request(Method.PUBLISH, Agents.at(bob))
                        .uri(Agents.uri("tel:+358-555-1234567"))
                        .append("Route", "<" + Agents.at(bob) + ";lr>")
                        .append(Headers.EVENT, Event.of("weather"))
                        .build(),
                null);
        bed.run(Duration.ofSeconds(1));
        assertThat(telephone).isCompletedExceptionally();
        CompletableFuture<Integer> _ = known.remove();
        assertThatThrownBy(() -> bob.events().compose(EventsTest.WEATHER, this))
                .isInstanceOf(IllegalArgumentException.class);
        agents.assertNothingLeft(bed, 0, alice, bob);
    }

    private void answer(SipRequest publish, String tag, long expires) {
        peer.send(
                SipResponse.answer(publish, 200, "OK")
                        .append(Headers.SIP_ETAG, tag)
                        .append(Headers.EXPIRES, expires)
                        .build(),
                peer.flowOf(publish));
    }

    private SipRequest next() {
        return (SipRequest) peer.expect(SipRequest.class::isInstance, Duration.ofSeconds(100));
    }

    @Test
    @Rfc(number = 3903, section = "4.1")
    @Rfc(number = 3903, section = "5")
    void whatWasForgottenIsPublishedAnew() {
        OutgoingPublication publication = alice.events()
                .publish(
                        PublicationSettings.of(Agents.at(peer.address(), Transport.UDP), Event.of("weather"))
                                .withExpires(30),
                        EventsTest.text("sun"),
                        this);
        SipRequest brief = next();
        peer.send(
                SipResponse.answer(brief, 423, "Interval Too Brief")
                        .append(Headers.MIN_EXPIRES, 60L)
                        .build(),
                peer.flowOf(brief));
        SipRequest initial = next();
        assertThat(initial.first(Headers.EXPIRES)).isEqualTo(60);
        assertThat(initial.callId()).isEqualTo(brief.callId());
        answer(initial, "a", 60);
        SipRequest refresh = next();
        assertThat(refresh.first(Headers.SIP_IF_MATCH)).isEqualTo("a");
        assertThat(refresh.bodyLength()).isZero();
        assertThat(Objects.requireNonNull(refresh.cseq()).number()).isEqualTo(3);
        peer.answer(refresh, 412, "Conditional Request Failed");
        SipRequest anew = next();
        assertThat(anew.has(HeaderName.SIP_IF_MATCH)).isFalse();
        assertThat(Objects.requireNonNull(Body.of(anew)).text()).isEqualTo("sun");
        answer(anew, "b", 60);
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<Integer> end = publication.remove();
        SipRequest last = next();
        assertThat(last.first(Headers.SIP_IF_MATCH)).isEqualTo("b");
        assertThat(last.first(Headers.EXPIRES)).isZero();
        peer.answer(last, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(end).isCompletedWithValue(200);
        assertThat(events).containsExactly("published", "published", "ended 200");
        agents.assertNothingLeft(bed, 0, alice);
    }
}
