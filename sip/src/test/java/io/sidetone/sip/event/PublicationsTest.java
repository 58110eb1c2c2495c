package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.accepted;
import static io.sidetone.sip.event.Requests.refused;
import static io.sidetone.sip.event.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationsTest {

    private static final EventPackage PRESENCE =
            EventPackage.of(EventType.of("presence"), MediaType.of("application", "pidf+xml"));

    /// Says no to a timer that is left behind.
    private static final class Timers implements Publication.Effects {

        private final Set<Publication> running = new HashSet<>();
        private final List<String> changes = new ArrayList<>();

        @Override
        public void start(Publication publication, Duration after) {
            assertThat(after).isPositive();
            running.add(publication);
        }

        @Override
        public void stop(Publication publication) {
            assertThat(running.remove(publication)).isTrue();
        }

        @Override
        public void changed(Publication publication) {
            changes.add(String.valueOf(publication.eventState()));
        }
    }

    private final Timers timers = new Timers();
    private final Publications publications = new Publications(PRESENCE, new Publications.Limits(3, 10), new Random(1));

    @Test
    @Rfc(number = 3903, section = "6")
    @Rfc(number = 3903, section = "8.3")
    void createsRefreshesModifiesAndRemovesUnderANewNameEachTime() {
        SipRequest initial = publish("open", null, 600);
        Publications.Receipt created = accepted(publications.receive(initial, timers));
        assertThat(created.expires()).isEqualTo(600);
        assertThat(created.answer(initial).build().first(Headers.SIP_ETAG)).isEqualTo(created.entityTag());

        Publications.Receipt refreshed = accepted(publications.receive(publish("", created, 99_999), timers));
        assertThat(refreshed.expires()).isEqualTo(86_400);
        Publications.Receipt modified = accepted(publications.receive(publish("closed", refreshed, 60), timers));
        assertThat(publications.all()).singleElement().satisfies(one -> {
            assertThat(one.entityTag()).isEqualTo(modified.entityTag());
            assertThat(one.eventState()).isNotNull();
            assertThat(one.state()).isEqualTo(Publication.State.PUBLISHED);
        });
        Publications.Receipt removed = accepted(publications.receive(publish("", modified, 0), timers));

        assertThat(removed.expires()).isZero();
        assertThat(new HashSet<>(
                        List.of(created.entityTag(), refreshed.entityTag(), modified.entityTag(), removed.entityTag())))
                .hasSize(4);
        assertThat(timers.changes)
                .containsExactly("application/pidf+xml, 4 octets", "application/pidf+xml, 6 octets", "null");
        assertThat(timers.running).isEmpty();
        assertThat(publications.all()).isEmpty();
    }

    @Test
    @Rfc(number = 3903, section = "6")
    void knowsAPublicationByItsLastNameOnly() {
        Publications.Receipt created = accepted(publications.receive(publish("open", null, 600), timers));
        accepted(publications.receive(publish("", created, 600), timers));

        assertThat(refused(publications.receive(publish("", created, 600), timers))
                        .statusCode())
                .isEqualTo(412);
        assertThat(refused(publications.receive(publish("", created, 1), timers))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    @Rfc(number = 3903, section = "6")
    void forgetsWhatIsNotRefreshed() {
        accepted(publications.receive(publish("open", null, 600), timers));
        Publication lapsing = publications.all().iterator().next();
        timers.running.clear();
        publications.expired(lapsing, timers);
        publications.expired(lapsing, timers);

        assertThat(timers.changes).endsWith("null").hasSize(2);
        assertThat(publications.all()).isEmpty();
        assertThat(lapsing.state()).isEqualTo(Publication.State.ENDED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/pidf+xml, 'X: y', 600, 400",
        "open, application/pidf+xml, 'X: y', 0, 400",
        "open, application/pidf+xml, 'X: y', 59, 423",
        "open, application/pidf+xml, 'SIP-If-Match: x y', 600, 400",
        "open, application/pidf+xml, 'SIP-If-Match: z', 600, 412",
        "'too long for it', application/pidf+xml, 'X: y', 600, 413",
        "open, text/plain, 'X: y', 600, 415"
    })
    @Rfc(number = 3903, section = "6")
    @Rfc(number = 3903, section = "4.1")
    void refusesWhatBreaksARule(String body, String type, String field, long expires, int statusCode) {
        SipRequest request =
                withBody("PUBLISH", body, "Event: presence", "Content-Type: " + type, field, "Expires: " + expires);

        Refusal refusal = refused(publications.receive(request, timers));
        assertThat(refusal.statusCode()).isEqualTo(statusCode);
        assertThat(refusal.answer(request).build().statusCode()).isEqualTo(statusCode);
        assertThat(timers.changes).isEmpty();
    }

    @Test
    @Rfc(number = 3903, section = "6")
    void refusesOtherEventsAndTwoNamesAndTooMany() {
        assertThat(refused(publications.receive(withBody("PUBLISH", "x", "Event: dialog"), timers))
                        .statusCode())
                .isEqualTo(489);
        SipRequest twice = withBody("PUBLISH", "x", "Event: presence", "SIP-If-Match: a", "SIP-If-Match: b");
        assertThat(refused(publications.receive(twice, timers)).statusCode()).isEqualTo(400);
        for (int i = 0; i < 3; i++) {
            accepted(publications.receive(publish("open", null, 600), timers));
        }
        Refusal full = refused(publications.receive(publish("open", null, 600), timers));
        assertThat(full.statusCode()).isEqualTo(500);
    }

    @Test
    void keepsATimerForEachPublicationWhateverComes() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Timers strict = new Timers();
            Publications some = new Publications(PRESENCE, new Publications.Limits(3, 10), random);
            List<Publications.Receipt> receipts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                if (random.nextInt(8) == 0 && !strict.running.isEmpty()) {
                    Publication lapsing = strict.running.iterator().next();
                    strict.running.remove(lapsing);
                    some.expired(lapsing, strict);
                    continue;
                }
                Publications.Receipt last = receipts.isEmpty() || random.nextInt(3) == 0
                        ? null
                        : receipts.get(random.nextInt(receipts.size()));
                String body = random.nextBoolean() ? "open" : "";
                if (some.receive(publish(body, last, 50L * random.nextInt(4)), strict)
                        instanceof Judgement.Accepted<Publications.Receipt>(Publications.Receipt receipt)) {
                    receipts.add(receipt);
                }
                assertThat(some.all())
                        .as("seed %d", seed)
                        .hasSizeLessThanOrEqualTo(3)
                        .containsExactlyInAnyOrderElementsOf(strict.running);
            }
        }
    }

    private static SipRequest publish(String body, Publications.Receipt last, long expires) {
        return withBody(
                "PUBLISH",
                body,
                "Event: presence",
                "Content-Type: application/pidf+xml",
                last == null ? "X: y" : "SIP-If-Match: " + last.entityTag(),
                "Expires: " + expires);
    }
}
