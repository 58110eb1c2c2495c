package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.accepted;
import static io.sidetone.sip.event.Requests.refused;
import static io.sidetone.sip.event.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.TextReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What SUBSCRIBE and NOTIFY say, and which subscription they mean.
class SubscriptionRequestsTest {

    private static final MediaType PIDF = MediaType.of("application", "pidf+xml");
    private static final EventPackages KNOWN =
            new EventPackages(List.of(EventPackage.of(EventType.of("presence"), PIDF), Refer.PACKAGE));

    @ParameterizedTest
    @CsvSource({"Expires: 600, 600", "Expires: 999999, 86400", "Expires: 0, 0", "X: y, 3600", "Expires: soon, 3600"})
    @Rfc(number = 6665, section = "4.2.1.1")
    @Rfc(number = 6665, section = "8.3.1")
    void grantsWhatIsAskedForOrLess(String field, long granted) {
        SipRequest request = request("SUBSCRIBE", "Event: presence", field);
        SubscribeRequest subscribe = accepted(SubscribeRequest.judge(request, KNOWN));
        assertThat(subscribe.expires()).isEqualTo(granted);
        assertThat(subscribe.inDialog()).isFalse();

        SipResponse answer = subscribe.answer(request).build();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.first(Headers.EXPIRES)).isEqualTo(granted);
    }

    @Test
    @Rfc(number = 6665, section = "4.2.1.1")
    void saysHowLongASpanMustBe() {
        SipRequest request = request("SUBSCRIBE", "Event: presence", "Expires: 59");
        SipResponse answer =
                refused(SubscribeRequest.judge(request, KNOWN)).answer(request).build();

        assertThat(answer.statusCode()).isEqualTo(423);
        assertThat(answer.first(Headers.MIN_EXPIRES)).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"Event: dialog", "Event: Presence", "Event: presence.winfo", "X: y"})
    @Rfc(number = 6665, section = "8.3.2")
    @Rfc(number = 6665, section = "4.4.4")
    void saysWhichPackagesItKnows(String field) {
        SipRequest request = request("SUBSCRIBE", field);
        SipResponse answer =
                refused(SubscribeRequest.judge(request, KNOWN)).answer(request).build();

        assertThat(answer.statusCode()).isEqualTo(489);
        assertThat(answer.all(Headers.ALLOW_EVENTS)).isEqualTo(KNOWN.types());
    }

    @Test
    void refusesWhatItCanNotRead() {
        assertThat(refused(SubscribeRequest.judge(request("SUBSCRIBE", "Event: ;"), KNOWN))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refused(Notification.judge(request("NOTIFY", "Event: ;"))).statusCode())
                .isEqualTo(400);
        assertThat(refused(Notification.judge(request("NOTIFY", "Event: presence")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(refused(Notification.judge(request("NOTIFY", "Subscription-State: active")))
                        .statusCode())
                .isEqualTo(489);
    }

    @Test
    @Rfc(number = 3515, section = "2.4.4")
    void leavesReferralsToRefer() {
        assertThat(refused(SubscribeRequest.judge(request("SUBSCRIBE", "Event: refer;id=9"), KNOWN))
                        .statusCode())
                .isEqualTo(403);
        SipRequest refresh = request("SUBSCRIBE", "Event: refer;id=9")
                .edit()
                .set("To", "<sip:bob@example.com>;tag=2")
                .build();
        assertThat(accepted(SubscribeRequest.judge(refresh, KNOWN)).inDialog()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/pidf+xml | application/pidf+xml",
                "text/plain, */*;q=0.1 | application/pidf+xml",
                "application/*;q=0, text/plain | ",
                "text/html;q=0.5, application/xpidf+xml | application/xpidf+xml"
            })
    @Rfc(number = 6665, section = "5.4.5")
    @Rfc(number = 6665, section = "5.4")
    void choosesABodyThatTheSubscriberTakes(String accept, String chosen) throws Exception {
        EventPackage both = new EventPackage(
                EventType.of("presence"),
                60,
                0,
                60,
                List.of(PIDF, MediaType.of("application", "xpidf+xml")),
                false,
                true,
                Duration.ZERO);
        SipRequest request = request("SUBSCRIBE", "Event: presence", "Accept: " + accept);
        Judgement<SubscribeRequest> judgement = SubscribeRequest.judge(request, new EventPackages(List.of(both)));
        if (chosen == null) {
            assertThat(refused(judgement).statusCode()).isEqualTo(406);
        } else {
            assertThat(accepted(judgement).bodyType()).isEqualTo(MediaType.parse(new TextReader(chosen)));
        }
    }

    @Test
    void refusesPackagesThatMakeNoSense() {
        EventType type = EventType.of("x");
        assertThatThrownBy(() -> new EventPackage(type, 60, 61, 90, List.of(PIDF), true, false, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventPackage(type, 60, 0, 59, List.of(PIDF), true, false, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventPackage(type, 9999, 3601, 9999, List.of(PIDF), true, false, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventPackage(type, 60, 0, 60, List.of(), true, false, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventPackages(List.of(Refer.PACKAGE, Refer.PACKAGE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "deactivated;retry-after=9, SHOULD, 0",
        "probation, SHOULD, 60",
        "Probation;retry-after=9, SHOULD, 9",
        "rejected;retry-after=9, SHOULD_NOT, 0",
        "timeout;retry-after=9, MAY, 0",
        "giveup, MAY, 0",
        "giveup;retry-after=9, MAY, 9",
        "noresource, SHOULD_NOT, 0",
        "invariant, SHOULD_NOT, 0",
        "boredom;retry-after=9, MAY, 9",
        "boredom, MAY, 0"
    })
    @Rfc(number = 6665, section = "4.1.3")
    void knowsWhatAReasonMeansForSubscribingAgain(String reason, RetryAdvice.Wish wish, long seconds) {
        Notification last = accepted(Notification.judge(
                request("NOTIFY", "Event: presence", "Subscription-State: terminated;expires=5;reason=" + reason)));

        assertThat(last.advice()).isEqualTo(new RetryAdvice(wish, Duration.ofSeconds(seconds)));
    }

    @Test
    @Rfc(number = 6665, section = "4.1.2.1")
    @Rfc(number = 6665, section = "4.2.2")
    void writesWhatItReads() {
        Notification notification = accepted(
                Notification.judge(request("NOTIFY", "Event: presence;id=4", "Subscription-State: active;expires=5")));
        assertThat(Notification.judge(
                        notification.write(request("NOTIFY").edit()).build()))
                .isEqualTo(new Judgement.Accepted<>(notification));
        SipRequest subscribe = SubscribeRequest.write(request("SUBSCRIBE").edit(), Event.of("presence"), 61)
                .build();
        assertThat(accepted(SubscribeRequest.judge(subscribe, KNOWN)).expires()).isEqualTo(61);
    }

    @Test
    @Rfc(number = 6665, section = "8.2.1")
    @Rfc(number = 6665, section = "4.5.2")
    @Rfc(number = 6665, section = "4.4.1")
    void sharesADialogOnlyWithReferrals() throws Exception {
        DialogSubscriptions<String> own = new DialogSubscriptions<>();
        assertThat(own.isEmpty()).isTrue();
        assertThat(own.add(event("presence;id=1"), "one", false)).isTrue();
        assertThat(own.add(event("presence;id=2"), "two", false)).isFalse();
        assertThat(own.add(event("refer"), "refer", true)).isTrue();
        assertThat(own.find(event("presence;id=1;x=y"))).isEqualTo("one");
        assertThat(own.find(event("presence"))).isNull();
        own.remove(event("presence;id=1"));
        own.remove(event("refer"));
        assertThat(own.isEmpty()).isTrue();

        assertThat(own.add(event("presence"), "call", true)).isFalse();
        for (int i = 0; i < DialogSubscriptions.MAX_SUBSCRIPTIONS; i++) {
            assertThat(own.add(event("refer;id=" + i), "refer", true)).isTrue();
            assertThat(own.add(event("refer;id=" + i), "again", true)).isFalse();
        }
        assertThat(own.add(event("refer;id=x"), "too many", true)).isFalse();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.4")
    @Rfc(number = 6665, section = "4.1.2.4")
    void makesASubscriptionForEachNotifierThatAForkReaches() throws Exception {
        Subscriber first = new Subscriber(600, Subscriber.DEFAULT_TIMER_N);
        SubscriptionFork fork = new SubscriptionFork(
                event("presence"), true, first, () -> new Subscriber(600, Subscriber.DEFAULT_TIMER_N));
        assertThat(fork.match("a", event("dialog"))).isNull();
        assertThat(fork.match("a", event("presence"))).isSameAs(first);
        Subscriber second = fork.match("b", event("presence"));
        assertThat(second).isNotNull().isNotSameAs(first);
        assertThat(fork.match("a", event("presence"))).isSameAs(first);
        fork.close();
        assertThat(fork.match("b", event("presence"))).isSameAs(second);
        assertThat(fork.match("c", event("presence"))).isNull();
    }

    @Test
    @Rfc(number = 6665, section = "4.1.4")
    void makesOneSubscriptionIfThePackageForbidsForks() throws Exception {
        Subscriber first = new Subscriber(600, Subscriber.DEFAULT_TIMER_N);
        SubscriptionFork fork = new SubscriptionFork(
                event("presence"), false, first, () -> new Subscriber(600, Subscriber.DEFAULT_TIMER_N));

        assertThat(fork.match("a", event("presence"))).isSameAs(first);
        assertThat(fork.match("b", event("presence"))).isNull();
    }

    private static Event event(String text) throws Exception {
        return Event.parse(new TextReader(text));
    }
}
