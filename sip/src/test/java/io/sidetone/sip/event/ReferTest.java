package io.sidetone.sip.event;

import static io.sidetone.sip.event.Requests.accepted;
import static io.sidetone.sip.event.Requests.refused;
import static io.sidetone.sip.event.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.event.Refer.Reporting;
import io.sidetone.sip.header.Event;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.TransitionTable;
import io.sidetone.sip.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferTest {

    @Test
    @Rfc(number = 3515, section = "2.4.2")
    void sendsAnInviteUnlessTheUriSaysOtherwise() {
        Refer plain = accepted(Refer.judge(request("REFER", "Refer-To: <sip:carol@example.com>")));
        assertThat(plain.method()).isEqualTo(Method.INVITE);
        assertThat(plain.target().text()).isEqualTo("sip:carol@example.com");
        Refer other = accepted(Refer.judge(request("REFER", "r: <sip:carol@example.com;lr;method=SUBSCRIBE>")));
        assertThat(other.method()).isEqualTo(Method.SUBSCRIBE);
        assertThat(other.target().text()).isEqualTo("sip:carol@example.com;lr");
        Refer phone = accepted(Refer.judge(request("REFER", "Refer-To: <tel:+49301234>")));
        assertThat(phone.target().text()).isEqualTo("tel:+49301234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Refer-To: <sip:a@b>\r\nr: <sip:c@d>",
                "Refer-To: <sip:a@b>, <sip:c@d>",
                "Refer-To: nonsense <",
                "Refer-To: <sip:a@b;method=>",
                "Refer-To: <sip:a@b;method>",
                "Refer-To: <sip:a@b;method=%20>",
                "Refer-To: <sip:a@b?a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1>",
                "Refer-To: <sip:a@b>\r\nRequire: nosub, explicitsub"
            })
    @Rfc(number = 3515, section = "2.4.2")
    void refusesAllButOneThingToDo(String fields) {
        assertThat(refused(Refer.judge(request("REFER", fields))).statusCode()).isEqualTo(400);
    }

    @Test
    @Rfc(number = 3261, section = "19.1.5")
    void takesOnlyHarmlessFieldsOfTheUri() {
        Refer refer = accepted(Refer.judge(request(
                "REFER",
                "Refer-To: <sip:carol@example.com?Replaces=12%40pc%3Bto-tag%3D1%3Bfrom-tag%3D2"
                        + "&From=%3Csip%3Aboss%40example.com%3E&Route=%3Csip%3Aevil%3E&Subject=a%0D%0AVia%3Ab"
                        + "&body=x&Require=replaces>")));

        assertThat(refer.target().text()).isEqualTo("sip:carol@example.com");
        assertThat(refer.headers())
                .containsExactly(
                        new Refer.Header(HeaderName.REPLACES, "12@pc;to-tag=1;from-tag=2"),
                        new Refer.Header(HeaderName.REQUIRE, "replaces"));
    }

    @ParameterizedTest
    @CsvSource({
        "X: y, IMPLICIT",
        "Refer-Sub: true, IMPLICIT",
        "Refer-Sub: False;x=y, SUPPRESSED",
        "Require: nosub, NONE",
        "Require: explicitsub, EXPLICIT"
    })
    @Rfc(number = 4488, section = "4")
    @Rfc(number = 7614, section = "4.3")
    @Rfc(number = 7614, section = "5.3")
    void reportsAsAsked(String field, Reporting reporting) {
        assertThat(accepted(Refer.judge(request("REFER", "Refer-To: <sip:a@b>", field)))
                        .reporting())
                .isEqualTo(reporting);
    }

    @ParameterizedTest
    @EnumSource(Reporting.class)
    @Rfc(number = 3515, section = "2.4.1")
    @Rfc(number = 4488, section = "4")
    @Rfc(number = 7614, section = "4.1")
    @Rfc(number = 7614, section = "4.2")
    @Rfc(number = 7614, section = "4.8")
    @Rfc(number = 7614, section = "5.1")
    @Rfc(number = 7614, section = "5.2")
    @Rfc(number = 6665, section = "8.3.1")
    void bothSidesAgreeOnWhetherThereIsASubscription(Reporting asked) throws Exception {
        NameAddress to = NameAddress.of(Uri.parse("sip:carol@example.com"));
        SipRequest request = Refer.write(request("REFER").edit(), to, asked).build();
        Refer refer = accepted(Refer.judge(request));
        SipResponse answer =
                refer.answer(request, Uri.parse("sip:events@example.com")).build();

        assertThat(refer.reporting()).isEqualTo(asked);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Refer.isSubscribed(answer, asked)).isEqualTo(asked == Reporting.IMPLICIT);
        assertThat(answer.has(HeaderName.REFER_EVENTS_AT)).isEqualTo(asked == Reporting.EXPLICIT);
        // Who does not know the extension answers without the field, and subscribes.
        assertThat(Refer.isSubscribed(Requests.response(200), Reporting.SUPPRESSED))
                .isTrue();
    }

    @Test
    @Rfc(number = 3515, section = "2.4.6")
    void tellsTheReferralsOfADialogApart() {
        Refer refer = accepted(Refer.judge(request("REFER", "Refer-To: <sip:a@b>")));
        assertThat(refer.event(true).text()).isEqualTo("refer");
        assertThat(refer.event(false).text()).isEqualTo("refer;id=7");

        assertThat(Refer.isAbout(refer.event(false), 7, false)).isTrue();
        assertThat(Refer.isAbout(refer.event(false), 8, false)).isFalse();
        assertThat(Refer.isAbout(refer.event(true), 7, true)).isTrue();
        assertThat(Refer.isAbout(refer.event(true), 8, false)).isFalse();
        assertThat(Refer.isAbout(Event.of("presence"), 7, true)).isFalse();
    }

    @Test
    @Rfc(number = 3515, section = "2.4.7")
    @Rfc(number = 3515, section = "2.4.5")
    void reportsUntilTheFinalResponse() {
        List<String> log = new ArrayList<>();
        Notifier.Effects effects = TransitionTable.recorder(Notifier.Effects.class, log);
        Notifier notifier = new Notifier(Duration.ZERO);
        notifier.receive(Notifier.Event.ACCEPT, Refer.PACKAGE.defaultExpires(), effects);
        notifier.receive(Notifier.Event.NOTIFY_ACCEPTED, effects);
        Refer.report(notifier, 180, effects);
        notifier.receive(Notifier.Event.NOTIFY_ACCEPTED, effects);
        Refer.report(notifier, 486, effects);

        assertThat(log)
                .containsExactly(
                        "start(EXPIRY, 180000 ms)",
                        "sendNotify",
                        "sendNotify",
                        "stop(EXPIRY)",
                        "sendNotify",
                        "terminated");
        assertThat(notifier.subscriptionState(0).text()).isEqualTo("terminated;reason=noresource");
        assertThat(SipFragment.ofStatus(486, "Busy Here").isFinal()).isTrue();
        assertThat(SipFragment.ofStatus(180, "Ringing").isFinal()).isFalse();
    }

    @Test
    void hasAVerdictOnWhateverComes() {
        String letters = "sip:tel<>@;=?&%20Replaces method,\"\\\t/REFER";
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder value = new StringBuilder("<sip:a@b");
            for (int i = random.nextInt(30); i > 0; i--) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            SipRequest request = request("REFER", "Refer-To: " + value, "Event: " + value, "Expires: " + value);
            assertThat(Refer.judge(request)).as("seed %d", seed).isNotNull();
            assertThat(Notification.judge(request)).as("seed %d", seed).isNotNull();
            assertThat(request.first(Headers.EXPIRES)).isNull();
        }
    }
}
