package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.socket.SystemNetwork;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsIdentity;
import io.sidetone.sip.tls.TlsSettings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Calls that are waited for, on the sockets of this machine.
@Tag("wire")
class OnSocketsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestBed bed = TestBed.live(new SystemNetwork(2, Clock.system()), tls());
    private final Agents agents = new Agents(bed);

    private static TlsContext tls() {
        TlsIdentity identity = TlsIdentity.of(file("host.pem"), file("host-key.pem"));
        try {
            return TlsContext.load(TlsSettings.of(identity).withVerifyServers(false));
        } catch (TlsException e) {
            throw new AssertionError(e);
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsContext.class.getResource("certificates/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }

    @AfterEach
    void close() {
        agents.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP", "TLS"})
    void aCallIsMadeAndEnded(Transport transport) throws RefusedException {
        CallLog callee = CallLog.answering();
        UserAgent bob = agents.agent(Agents.settings("bob"), callee, transport);
        UserAgent alice = agents.agent(Agents.settings("alice"), UserAgentHandler.NONE, transport);
        Call call = alice.call(Agents.at(bob), Agents.OFFER, LIMIT);
        assertThat(call.remoteSession()).isEqualTo(Agents.ANSWER);
        UserAgent.await(call.reInvite(Agents.OTHER), LIMIT);
        call.hangUp();
        assertThat(UserAgent.await(call.ended(), LIMIT).cause()).isEqualTo(CallEnd.Cause.LOCAL);
        assertThat(bed.await(() -> bob.calls() == 0, LIMIT)).isTrue();
        assertThat(callee.last()).isEqualTo("ended REMOTE");
    }

    @Test
    void whoIsRefusedOrWaitsInVainLearnsIt() {
        CallLog callee = new CallLog();
        callee.onCall = call -> call.refuse(486, "Busy Here");
        UserAgent bob = agents.agent(Agents.settings("bob"), callee, Transport.UDP);
        UserAgent alice = agents.agent(Agents.settings("alice"), UserAgentHandler.NONE, Transport.UDP);
        assertThatThrownBy(() -> alice.call(Agents.at(bob), Agents.OFFER, LIMIT))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(486));
        callee.onCall = Call::ring;
        assertThatThrownBy(() -> alice.call(Agents.at(bob), Agents.OFFER, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(408));
        assertThat(bed.await(() -> bob.calls() == 0, LIMIT)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP", "TLS"})
    void eventsAreSubscribedToAndPublished(Transport transport) throws RefusedException {
        UserAgent bob = agents.agent(Agents.settings("bob"), UserAgentHandler.NONE, transport);
        UserAgent alice = agents.agent(Agents.settings("alice"), UserAgentHandler.NONE, transport);
        EventNotifier weather = bob.events()
                .serve(EventsTest.WEATHER, (subscription, _) -> subscription.accept(EventsTest.text("sun")));
        bob.events()
                .compose(
                        EventsTest.WEATHER,
                        (_, states) -> states.forEach(
                                state -> weather.subscriptions().forEach(subscription -> subscription.change(state))));
        SubscriptionSettings what = SubscriptionSettings.of(Agents.at(bob), EventsTest.WEATHER);
        assertThat(alice.events().fetch(what, LIMIT).body()).isEqualTo(EventsTest.text("sun"));
        BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
        Subscription subscription = alice.events()
                .subscribe(
                        what,
                        new SubscriptionHandler() {
                            @Override
                            public void notified(Subscription from, Notice notice) {
                                notices.add(notice);
                            }
                        },
                        LIMIT);
        OutgoingPublication publication = alice.events()
                .publish(PublicationSettings.of(Agents.at(bob), what.event()), EventsTest.text("rain"), LIMIT);
        assertThat(bed.await(() -> notices.size() == 2, LIMIT)).isTrue();
        assertThat(UserAgent.await(publication.remove(), LIMIT)).isEqualTo(200);
        assertThat(UserAgent.await(subscription.unsubscribe(), LIMIT).cause()).isEqualTo(SubscriptionEnd.Cause.LOCAL);
        assertThat(notices).extracting(Notice::body).contains(EventsTest.text("sun"), EventsTest.text("rain"));
        assertThat(bed.await(() -> bob.dialogCount() == 0, LIMIT)).isTrue();
        weather.close();
        assertThatThrownBy(() -> alice.events().fetch(what, LIMIT)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> alice.events()
                        .publish(PublicationSettings.of(Agents.at(alice), what.event()), EventsTest.text("x"), LIMIT))
                .isInstanceOf(RefusedException.class);
    }
}
