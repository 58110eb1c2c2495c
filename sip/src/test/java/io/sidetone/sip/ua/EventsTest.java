package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.digest.DigestSecret;
import io.sidetone.sip.event.EventPackage;
import io.sidetone.sip.event.TerminationReason;
import io.sidetone.sip.header.Challenge;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two user agents that subscribe to each other's events.
@Rfc(number = 6665, section = "4")
@Rfc(number = 6665, section = "4.1")
@Rfc(number = 6665, section = "4.2")
class EventsTest implements SubscriptionHandler, NotifierHandler {

    static final EventPackage WEATHER = EventPackage.of(EventType.of("weather"), MediaType.of("text", "plain"));

    private final Simulation bed = TestBed.simulated(7);
    private final Agents agents = new Agents(bed);
    private final UserAgent alice = agents.agent("alice", UserAgentHandler.NONE);
    private final UserAgent bob = agents.agent("bob", UserAgentHandler.NONE);
    private final EventNotifier notifier = bob.events().serve(WEATHER, this);
    private final List<String> events = new ArrayList<>();
    private final List<IncomingSubscription> incoming = new ArrayList<>();
    private final List<SipRequest> requests = new ArrayList<>();
    private Consumer<IncomingSubscription> onSubscribe = subscription -> subscription.accept(text("sun"));

    @AfterEach
    void close() {
        agents.close();
    }

    static Body text(String text) {
        return new Body("text/plain", Text.encode(text));
    }

    @Override
    public void notified(Subscription subscription, Notice notice) {
        Body body = notice.body();
        events.add(notice.notification().state().state() + (body == null ? "" : " " + body.text()));
    }

    @Override
    public void ended(Subscription subscription, SubscriptionEnd end) {
        events.add("ended " + end.cause() + " " + end.statusCode());
    }

    @Override
    public void subscribed(IncomingSubscription subscription, SipRequest request) {
        incoming.add(subscription);
        requests.add(request);
        onSubscribe.accept(subscription);
    }

    @Override
    public void ended(IncomingSubscription subscription) {
        events.add("gone");
    }

    private SubscriptionSettings settings() {
        return SubscriptionSettings.of(Agents.at(bob), WEATHER);
    }

    private Subscription subscribe() {
        Subscription subscription = alice.events().subscribe(settings(), this);
        bed.run(Duration.ofSeconds(1));
        return subscription;
    }

    private void assertNothingLeft(UserAgent... more) {
        agents.assertNothingLeft(bed, 0, alice, bob);
        agents.assertNothingLeft(bed, 0, more);
        assertThat(notifier.subscriptions()).isEmpty();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.1")
    @Rfc(number = 6665, section = "4.1.2.3")
    @Rfc(number = 6665, section = "4.2.1")
    @Rfc(number = 6665, section = "4.2.1.2")
    void aSubscriptionIsMadeToldAndEnded() {
        Subscription subscription = subscribe();
        assertThat(subscription.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        assertThat(subscription.first()).isCompleted();
        assertThat(notifier.subscriptions()).containsExactlyElementsOf(incoming);
        IncomingSubscription theirs = incoming.getFirst();
        assertThat(theirs.resource()).isEqualTo(Agents.at(bob));
        assertThat(theirs.bodyType().text()).isEqualTo("text/plain");
        assertThat(theirs.subscriber().uri()).hasToString("sip:alice@test");
        theirs.change(text("rain"));
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SubscriptionEnd> end = subscription.unsubscribe();
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("active sun", "active rain", "gone", "terminated rain", "ended LOCAL 200");
        assertThat(end.join().reason()).isEqualTo(TerminationReason.TIMEOUT);
        assertThat(subscription.unsubscribe()).isCompleted();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.2")
    @Rfc(number = 6665, section = "4.2.1.4")
    void aSubscriptionIsRefreshedAndLapsesIfItIsNot() {
        Subscription subscription = alice.events().subscribe(settings().withExpires(100), this);
        bed.run(Duration.ofSeconds(400));
        assertThat(subscription.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        assertThat(incoming).hasSize(1);
        assertThat(events).hasSizeBetween(5, 7).containsOnly("active sun");
        events.clear();
        alice.layer().transport().close(alice.layer().transport().listeners().getFirst());
        bed.run(Duration.ofSeconds(200));
        assertThat(events).contains("gone").anyMatch(event -> event.startsWith("ended TIMEOUT"));
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.4.3")
    void theStateIsFetchedOnce() {
        Subscription poll = alice.events().subscribe(settings().withExpires(0), this);
        bed.run(Duration.ofSeconds(1));
        assertThat(Objects.requireNonNull(poll.first().join().body()).text()).isEqualTo("sun");
        assertThat(events).containsExactly("gone", "terminated sun", "ended LOCAL 200");
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.3")
    void whatIsPendingIsDecidedOnLater() {
        onSubscribe = IncomingSubscription::hold;
        Subscription subscription = subscribe();
        incoming.getFirst().change(text("secret"));
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("pending");
        incoming.getFirst().accept(text("sun"));
        bed.run(Duration.ofSeconds(1));
        incoming.getFirst().end(TerminationReason.REJECTED, null);
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("pending", "active sun", "gone", "terminated", "ended NOTIFIER 200");
        assertThat(subscription.ended().join().reason()).isEqualTo(TerminationReason.REJECTED);
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.3")
    @Rfc(number = 6665, section = "4.2.2")
    void whoIsSentAwaySubscribesAgainIfHeShall() {
        Subscription subscription = subscribe();
        bed.run(Duration.ofMinutes(1));
        incoming.getLast().end(TerminationReason.DEACTIVATED, null);
        bed.run(Duration.ofSeconds(1));
        assertThat(incoming).hasSize(2);
        assertThat(subscription.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        assertThat(requests.getFirst().callId()).isNotEqualTo(requests.getLast().callId());
        // Once more, and too soon.
        incoming.getLast().end(TerminationReason.DEACTIVATED, null);
        bed.run(Duration.ofSeconds(20));
        assertThat(subscription.state()).isEqualTo(Subscription.State.WAITING);
        bed.run(Duration.ofSeconds(20));
        assertThat(incoming).hasSize(3);
        incoming.getLast().end(TerminationReason.PROBATION, Duration.ofMinutes(10));
        bed.run(Duration.ofMinutes(9));
        assertThat(incoming).hasSize(3);
        bed.run(Duration.ofMinutes(2));
        assertThat(incoming).hasSize(4);
        incoming.getLast().end(TerminationReason.PROBATION, Duration.ofMinutes(10));
        bed.run(Duration.ofSeconds(1));
        CompletableFuture<SubscriptionEnd> end = subscription.unsubscribe();
        assertThat(end.join().cause()).isEqualTo(SubscriptionEnd.Cause.LOCAL);
        for (TerminationReason reason : List.of(
                TerminationReason.TIMEOUT,
                TerminationReason.GIVEUP,
                TerminationReason.NORESOURCE,
                TerminationReason.INVARIANT)) {
            Subscription other = subscribe();
            incoming.getLast().end(reason, null);
            bed.run(Duration.ofSeconds(1));
            assertThat(other.ended().join().reason()).isEqualTo(reason);
        }
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.4.4")
    void otherPackagesAndShortTimesAreRefused() {
        EventPackage news = EventPackage.of(EventType.of("news"), MediaType.of("text", "plain"));
        Subscription unknown =
                alice.events().subscribe(SubscriptionSettings.of(Agents.at(bob), news), SubscriptionHandler.NONE);
        Subscription brief = alice.events().subscribe(settings().withExpires(5), SubscriptionHandler.NONE);
        bed.run(Duration.ofSeconds(1));
        assertThat(unknown.ended().join().statusCode()).isEqualTo(489);
        assertThat(brief.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        CompletableFuture<SipResponse> options =
                alice.send(alice.request(Method.OPTIONS, Agents.at(bob)).build(), null);
        bed.run(Duration.ofSeconds(1));
        assertThat(options.join().all(Headers.ALLOW)).contains(Method.SUBSCRIBE);
        assertThat(options.join().all(Headers.ALLOW_EVENTS)).containsExactly(EventType.of("weather"));
        assertThatThrownBy(() -> bob.events().serve(WEATHER, this)).isInstanceOf(IllegalArgumentException.class);
        notifier.close();
        bed.run(Duration.ofSeconds(1));
        assertThat(brief.ended().join().reason()).isEqualTo(TerminationReason.NORESOURCE);
        Subscription late = subscribe();
        assertThat(late.ended().join().statusCode()).isEqualTo(480);
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 3261, section = "22.2")
    void whoSubscribesIsAskedForAProof() {
        onSubscribe = subscription -> {
            if (requests.getLast().has(HeaderName.AUTHORIZATION)) {
                subscription.accept(text("sun"));
            } else {
                String question =
                        Challenge.digest("bob", "n1").with("qop", "auth").text();
                subscription.refuse(new Refusal(401, "Unauthorized", HeaderName.WWW_AUTHENTICATE, question));
            }
        };
        alice.credentials().put("bob", "alice", DigestSecret.ofPassword("secret"));
        Subscription subscription = subscribe();
        assertThat(events).containsExactly("active sun");
        assertThat(incoming).hasSize(2);
        SipRequest first = requests.getFirst();
        SipRequest second = requests.getLast();
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.from()).isEqualTo(first.from());
        onSubscribe = other -> other.refuse(403, "Forbidden");
        assertThat(subscribe().ended().join().cause()).isEqualTo(SubscriptionEnd.Cause.REFUSED);
        onSubscribe = _ -> {
            throw new IllegalStateException("a fault of the user");
        };
        assertThat(subscribe().ended().join().statusCode()).isEqualTo(500);
        CompletableFuture<SubscriptionEnd> _ = subscription.unsubscribe();
        assertNothingLeft();
    }

    @Test
    @Rfc(number = 6665, section = "4.4.1")
    @Rfc(number = 6665, section = "4.1.4")
    void aForkedSubscriptionHasSeveralNotifiers() {
        UserAgent carol = agents.agent("carol", UserAgentHandler.NONE);
        EventNotifier carols = carol.events().serve(WEATHER, this);
        SipUri to = agents.forking(bob, carol);
        Subscription subscription = alice.events().subscribe(SubscriptionSettings.of(to, WEATHER), this);
        bed.run(Duration.ofSeconds(50));
        assertThat(events).containsExactly("active sun", "active sun");
        assertThat(alice.dialogCount()).isEqualTo(2);
        bed.run(Duration.ofHours(3));
        carols.close();
        bed.run(Duration.ofSeconds(1));
        assertThat(subscription.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        CompletableFuture<SubscriptionEnd> end = subscription.unsubscribe();
        bed.run(Duration.ofSeconds(1));
        assertThat(end).isCompleted();
        assertNothingLeft(carol);
    }
}
