package io.sidetone.sip.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.TerminationReason;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.SubscriptionState;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.Simulation;
import io.sidetone.sip.testing.TestBed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Subscriptions of both sides against a peer that does as it likes.
@Rfc(number = 6665, section = "4")
class EventPeersTest implements SubscriptionHandler, NotifierHandler {

    private final Simulation bed = TestBed.simulated(8);
    private final Agents agents = new Agents(bed);
    private final UserAgent bob = agents.agent("bob", UserAgentHandler.NONE);
    private final InetSocketAddress at =
            bob.layer().transport().listeners().getFirst().local();
    private final ScriptedPeer peer;
    private final List<String> events = new ArrayList<>();
    private final List<IncomingSubscription> incoming = new ArrayList<>();

    EventPeersTest() throws IOException {
        peer = new ScriptedPeer(bed, Transport.UDP);
        bob.events().serve(EventsTest.WEATHER, this);
    }

    @AfterEach
    void close() {
        peer.close();
        agents.close();
    }

    @Override
    public void notified(Subscription subscription, Notice notice) {
        events.add(notice.notification().state().text());
    }

    @Override
    public void ended(Subscription subscription, SubscriptionEnd end) {
        events.add("ended " + end.cause() + " " + end.statusCode());
    }

    @Override
    public void subscribed(IncomingSubscription subscription, SipRequest request) {
        incoming.add(subscription);
        subscription.accept(EventsTest.text("sun"));
    }

    @Override
    public void ended(IncomingSubscription subscription) {
        events.add("gone");
    }

    // ---- The peer notifies

    private Subscription subscribe(long expires) {
        return bob.events()
                .subscribe(
                        SubscriptionSettings.of(Agents.at(peer.address(), Transport.UDP), EventsTest.WEATHER)
                                .withExpires(expires),
                        this);
    }

    private void grant(SipRequest subscribe, long expires) {
        NameAddress to = Objects.requireNonNull(subscribe.to());
        peer.send(
                SipResponse.answer(subscribe, 200, "OK")
                        .set(Headers.TO, to.tag() == null ? to.withTag("n") : to)
                        .append("Contact", "<sip:n@" + contact() + ">")
                        .append(Headers.EXPIRES, expires)
                        .build(),
                peer.flowOf(subscribe));
    }

    private String contact() {
        return "127.0.0.1:" + peer.address().getPort();
    }

    /// A NOTIFY for a SUBSCRIBE, with more fields.
    private void notify(SipRequest subscribe, int number, String tag, String... fields) {
        peer.send(
                "NOTIFY sip:bob@{remote} SIP/2.0\n"
                        + "Via: SIP/2.0/{transport} {local};branch={branch}\n"
                        + "From: <" + subscribe.uriText() + ">;tag=" + tag + "\n"
                        + "To: " + Objects.requireNonNull(subscribe.from()).text() + "\n"
                        + "Call-ID: " + subscribe.callId() + "\n"
                        + "CSeq: " + number + " NOTIFY\n"
                        + "Contact: <sip:n@{local}>\n"
                        + "Max-Forwards: 70\n"
                        + String.join("\n", fields)
                        + "\nContent-Length: 0\n",
                at);
    }

    private void notify(SipRequest subscribe, int number, String state) {
        notify(subscribe, number, "n", "Event: weather", "Subscription-State: " + state);
        peer.expectResponse(200);
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.4")
    @Rfc(number = 6665, section = "4.4.1")
    void theFirstNotifyMayComeBeforeTheResponseAndMustCome() {
        Subscription early = subscribe(600);
        SipRequest subscribe = peer.expectRequest("SUBSCRIBE");
        assertThat(subscribe.first(Headers.EVENT)).isEqualTo(Event.of("weather"));
        assertThat(subscribe.all(Headers.ACCEPT)).hasSize(1);
        assertThat(subscribe.first(Headers.CONTACT)).isNotNull();
        notify(subscribe, 7, "pending;expires=600");
        grant(subscribe, 600);
        bed.run(Duration.ofSeconds(40));
        assertThat(early.state()).isEqualTo(Subscription.State.SUBSCRIBED);
        var _ = early.unsubscribe();
        SipRequest last = peer.expectRequest("SUBSCRIBE");
        assertThat(last.first(Headers.EXPIRES)).isZero();
        assertThat(last.callId()).isEqualTo(subscribe.callId());
        assertThat(Objects.requireNonNull(last.to()).tag()).isEqualTo("n");
        assertThat(Objects.requireNonNull(last.cseq()).number()).isEqualTo(2);
        grant(last, 0);
        bed.run(Duration.ofSeconds(40));
        assertThat(events).containsExactly("pending;expires=600", "ended LOCAL 408");

        events.clear();
        Subscription silent = subscribe(600);
        grant(peer.expectRequest("SUBSCRIBE"), 600);
        bed.run(Duration.ofSeconds(40));
        assertThat(silent.first()).isCompletedExceptionally();
        subscribe(600);
        bed.run(Duration.ofSeconds(40));
        assertThat(events).containsExactly("ended TIMEOUT 408", "ended TIMEOUT 408");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.1")
    @Rfc(number = 6665, section = "4.1.2.2")
    void whatIsAnsweredToARefreshDecides() {
        subscribe(20);
        SipRequest brief = peer.expectRequest("SUBSCRIBE");
        peer.send(
                SipResponse.answer(brief, 423, "Interval Too Brief")
                        .append(Headers.MIN_EXPIRES, 60L)
                        .build(),
                peer.flowOf(brief));
        SipRequest longer = peer.expectRequest("SUBSCRIBE");
        assertThat(longer.first(Headers.EXPIRES)).isEqualTo(60);
        assertThat(longer.callId()).isEqualTo(brief.callId());
        assertThat(Objects.requireNonNull(longer.cseq()).number()).isEqualTo(2);
        grant(longer, 60);
        notify(longer, 1, "active;expires=60");
        SipRequest refresh = (SipRequest) peer.expect(SipRequest.class::isInstance, Duration.ofSeconds(60));
        assertThat(Objects.requireNonNull(refresh.cseq()).number()).isEqualTo(3);
        peer.answer(refresh, 500, "Server Internal Error");
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("active;expires=60");
        bed.run(Duration.ofSeconds(60));
        assertThat(events).containsExactly("active;expires=60", "ended REFUSED 500");

        events.clear();
        subscribe(60);
        SipRequest second = peer.expectRequest("SUBSCRIBE");
        grant(second, 60);
        notify(second, 1, "active;expires=60");
        peer.answer(
                (SipRequest) peer.expect(SipRequest.class::isInstance, Duration.ofSeconds(60)),
                481,
                "Subscription Does Not Exist");
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("active;expires=60", "ended REFUSED 481");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.1.3")
    void notificationsWithoutSenseAreRefused() {
        Subscription subscription = subscribe(600);
        SipRequest subscribe = peer.expectRequest("SUBSCRIBE");
        notify(subscribe, 1, "n", "Subscription-State: active");
        peer.expectResponse(489);
        notify(subscribe, 1, "n", "Event: weather");
        peer.expectResponse(400);
        notify(subscribe, 1, "n", "Event: other", "Subscription-State: active");
        peer.expectResponse(481);
        assertThat(subscription.state()).isEqualTo(Subscription.State.SUBSCRIBING);
        notify(subscribe, 1, "active;expires=600");
        notify(subscribe, 1, "n", "Event: weather", "Subscription-State: active");
        peer.expectResponse(500);
        notify(subscribe, 2, "n", "Event: weather;id=2", "Subscription-State: active");
        peer.expectResponse(481);
        notify(subscribe, 3, "n", "Event: weather");
        peer.expectResponse(400);
        notify(subscribe, 4, "terminated;reason=noresource");
        notify(subscribe, 5, "n", "Event: weather", "Subscription-State: active");
        peer.expectResponse(481);
        assertThat(events).containsExactly("active;expires=600", "terminated;reason=noresource", "ended NOTIFIER 200");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.1.4")
    @Rfc(number = 6665, section = "4.5.2")
    void forksComeInTimeAndNothingElseLivesInTheirDialogs() {
        Subscription subscription = subscribe(600);
        SipRequest subscribe = peer.expectRequest("SUBSCRIBE");
        grant(subscribe, 600);
        notify(subscribe, 1, "active;expires=600");
        notify(subscribe, 1, "m", "Event: weather", "Subscription-State: active;expires=600");
        peer.expectResponse(200);
        assertThat(bob.dialogCount()).isEqualTo(2);
        peer.send(
                "BYE sip:bob@{remote} SIP/2.0\n"
                        + "Via: SIP/2.0/{transport} {local};branch={branch}\n"
                        + "From: <" + subscribe.uriText() + ">;tag=n\n"
                        + "To: " + Objects.requireNonNull(subscribe.from()).text() + "\n"
                        + "Call-ID: " + subscribe.callId() + "\n"
                        + "CSeq: 2 BYE\nMax-Forwards: 70\nContent-Length: 0\n",
                at);
        peer.expectResponse(405);
        bed.run(Duration.ofSeconds(40));
        notify(subscribe, 1, "o", "Event: weather", "Subscription-State: active;expires=600");
        peer.expectResponse(481);
        var _ = subscription.unsubscribe();
        peer.answer(peer.expectRequest("SUBSCRIBE"), 481, "No");
        bed.run(Duration.ofSeconds(1));
        assertThat(subscription.state()).isEqualTo(Subscription.State.UNSUBSCRIBING);
        peer.answer(peer.expectRequest("SUBSCRIBE"), 404, "No");
        bed.run(Duration.ofSeconds(1));
        assertThat(events.getLast()).isEqualTo("ended LOCAL 404");
        agents.assertNothingLeft(bed, 0, bob);
    }

    // ---- The peer subscribes

    private static String subscribe(String to, int number, String... fields) {
        return "SUBSCRIBE sip:bob@{remote} SIP/2.0\n"
                + "Via: SIP/2.0/{transport} {local};branch={branch}\n"
                + "From: <sip:peer@test>;tag=p\n"
                + "To: <sip:bob@test>" + to + "\n"
                + "Call-ID: one\n"
                + "CSeq: " + number + " SUBSCRIBE\n"
                + "Contact: <sip:peer@{local}>\n"
                + "Max-Forwards: 70\n"
                + String.join("\n", fields)
                + (fields.length == 0 ? "" : "\n")
                + "Content-Length: 0\n";
    }

    private static SubscriptionState stateOf(SipRequest notify) {
        return Objects.requireNonNull(notify.first(Headers.SUBSCRIPTION_STATE));
    }

    /// Subscribes and answers the first NOTIFY.
    ///
    /// @return the To parameter of what follows
    private String subscribed(String... more) {
        List<String> fields = new ArrayList<>(List.of(more));
        fields.add("Event: weather");
        peer.send(subscribe("", 1, fields.toArray(String[]::new)), at);
        SipResponse ok = peer.expectResponse(200);
        peer.answer(peer.expectRequest("NOTIFY"), 200, "OK");
        bed.run(Duration.ofSeconds(1));
        return ";tag=" + Objects.requireNonNull(ok.to()).tag();
    }

    @Test
    @Rfc(number = 3261, section = "12.1.1")
    @Rfc(number = 6665, section = "4.2.1.2")
    void theAnswerNamesTheProxiesThatWantToSeeTheRest() {
        peer.send(subscribe("", 1, "Event: weather", "Expires: 90", "Record-Route: <sip:" + contact() + ";lr>"), at);
        SipResponse ok = peer.expectResponse(200);
        assertThat(ok.all(Headers.RECORD_ROUTE)).hasSize(1);
        assertThat(ok.first(Headers.EXPIRES)).isEqualTo(90);
        assertThat(ok.first(Headers.CONTACT)).isNotNull();
        SipRequest notify = peer.expectRequest("NOTIFY");
        assertThat(notify.all(Headers.ROUTE)).hasSize(1);
        assertThat(stateOf(notify)).hasToString("active;expires=90");
        assertThat(notify.first(Headers.CONTENT_TYPE)).hasToString("text/plain");
        peer.answer(notify, 481, "Subscription Does Not Exist");
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("gone");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void aSubscriberWhoDoesNotAnswerIsGone() {
        subscribed();
        incoming.getFirst().change(EventsTest.text("rain"));
        incoming.getFirst().change(EventsTest.text("snow"));
        incoming.getFirst().change(EventsTest.text("hail"));
        SipRequest rain = peer.expectRequest("NOTIFY");
        assertThat(Objects.requireNonNull(Body.of(rain)).text()).isEqualTo("rain");
        SipResponse later = SipResponse.answer(rain, 503, "Service Unavailable")
                .append("Retry-After", "10")
                .build();
        peer.send(later, peer.flowOf(rain));
        bed.run(Duration.ofSeconds(9));
        SipRequest hail = (SipRequest) peer.expect(
                message -> message instanceof SipRequest request && !Objects.equals(request.cseq(), rain.cseq()),
                Duration.ofSeconds(5));
        assertThat(Objects.requireNonNull(Body.of(hail)).text()).isEqualTo("hail");
        bed.run(Duration.ofSeconds(20));
        assertThat(events).isEmpty();
        bed.run(Duration.ofSeconds(20));
        assertThat(events).containsExactly("gone");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.4")
    @Rfc(number = 6665, section = "4.2.1.1")
    void refreshesAreJudgedAndWhatIsNotRefreshedLapses() {
        String to = subscribed("Expires: 100");
        peer.send(subscribe(to, 2, "Event: weather", "Expires: 5"), at);
        assertThat(peer.expectResponse(423).first(Headers.MIN_EXPIRES)).isEqualTo(60);
        peer.send(subscribe(to, 3, "Event: weather;id=x"), at);
        peer.expectResponse(481);
        peer.send(subscribe(to, 4, "Event: unknown"), at);
        assertThat(peer.expectResponse(489).all(Headers.ALLOW_EVENTS)).hasSize(1);
        peer.send(subscribe(to, 5), at);
        peer.expectResponse(489);
        peer.send(subscribe(to, 6, "Event: weather", "Expires: 200"), at);
        assertThat(peer.expectResponse(200).first(Headers.EXPIRES)).isEqualTo(200);
        SipRequest confirmed = peer.expectRequest("NOTIFY");
        assertThat(stateOf(confirmed).expires()).isEqualTo(200);
        peer.answer(confirmed, 200, "OK");
        bed.run(Duration.ofSeconds(195));
        assertThat(events).isEmpty();
        SipRequest last = peer.expectRequest("NOTIFY");
        assertThat(stateOf(last)).hasToString("terminated;reason=timeout");
        peer.answer(last, 200, "OK");
        peer.send(subscribe(to, 7, "Event: weather"), at);
        peer.expectResponse(481);
        assertThat(events).containsExactly("gone");
        agents.assertNothingLeft(bed, 0, bob);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.2")
    void theLastNotifyWaitsForTheOneBefore() {
        subscribed();
        incoming.getFirst().change(EventsTest.text("rain"));
        incoming.getFirst().end(TerminationReason.GIVEUP, Duration.ofSeconds(30));
        SipRequest rain = peer.expectRequest("NOTIFY");
        assertThat(stateOf(rain).isActive()).isTrue();
        assertThat(events).isEmpty();
        peer.answer(rain, 200, "OK");
        SipRequest last = peer.expectRequest("NOTIFY");
        assertThat(stateOf(last)).hasToString("terminated;reason=giveup;retry-after=30");
        CSeq before = Objects.requireNonNull(rain.cseq());
        assertThat(Objects.requireNonNull(last.cseq()).number()).isEqualTo(before.number() + 1);
        peer.answer(last, 200, "OK");
        bed.run(Duration.ofSeconds(1));
        assertThat(events).containsExactly("gone");
        agents.assertNothingLeft(bed, 0, bob);
    }
}
