package io.sidetone.sip.dialog;

import static io.sidetone.sip.dialog.Sip.fromBob;
import static io.sidetone.sip.dialog.Sip.invite;
import static io.sidetone.sip.dialog.Sip.toAlice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.dialog.SessionTimer.Effects;
import io.sidetone.sip.dialog.SessionTimer.Event;
import io.sidetone.sip.dialog.SessionTimerNegotiation.Agreement;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.Golden;
import io.sidetone.sip.testing.TransitionTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTimerTest {

    private static final SessionTimerSettings DEFAULT = SessionTimerSettings.DEFAULT;

    private static SessionTimerNegotiation negotiation(@Nullable Boolean refresher, boolean alone) {
        return new SessionTimerNegotiation(new SessionTimerSettings(1800, 90, refresher, alone));
    }

    private static SipRequest asked(SessionTimerNegotiation negotiation) {
        return negotiation
                .ask(SipRequest.builder(Method.UPDATE, invite().uri()))
                .build();
    }

    private static String agreed(SessionTimerNegotiation negotiation, String... fields) {
        SipRequest request = invite(fields);
        assertThat(negotiation.judge(request)).isNull();
        SipResponse response = negotiation
                .agree(request, SipResponse.answer(request, 200, "OK"))
                .build();
        return response.first(Headers.SESSION_EXPIRES) + " " + response.all(Headers.REQUIRE) + " "
                + negotiation.agreement().local();
    }

    @Test
    @Rfc(number = 4028, section = "10")
    void doesWhatTheTableSays() throws Exception {
        TransitionTable<SessionTimer, Event, Effects> table =
                new TransitionTable<>(Event.class, Effects.class, SessionTimer::receive, SessionTimer::state);

        Golden.check(getClass(), "session-timer.transitions", table.of(() -> {
            SessionTimer timer = new SessionTimer();
            Effects ignored = TransitionTable.recorder(Effects.class, new ArrayList<>());
            timer.receive(new Agreement(1800, true), ignored);
            timer.receive(Event.NONE_AGREED, ignored);
            return timer;
        }));
    }

    @Test
    @Rfc(number = 4028, section = "10")
    void theSessionEndsAThirdOr32SecondsBeforeItsTime() {
        List<String> log = new ArrayList<>();
        SessionTimer timer = new SessionTimer();
        timer.receive(new Agreement(90, true), TransitionTable.recorder(Effects.class, log));
        timer.receive(new Agreement(96, false), TransitionTable.recorder(Effects.class, log));
        timer.receive(new Agreement(600, true), TransitionTable.recorder(Effects.class, log));
        timer.receive(Agreement.NONE, TransitionTable.recorder(Effects.class, log));

        assertThat(log)
                .containsExactly(
                        "start(REFRESH, 45000 ms)",
                        "start(EXPIRY, 60000 ms)",
                        "stop(REFRESH)",
                        "start(EXPIRY, 64000 ms)",
                        "start(REFRESH, 300000 ms)",
                        "start(EXPIRY, 568000 ms)",
                        "stop(REFRESH)",
                        "stop(EXPIRY)");
        assertThat(timer.interval()).isZero();
    }

    @Test
    @Rfc(number = 4028, section = "4")
    @Rfc(number = 4028, section = "5")
    void lessThan90SecondsCanNotBeWanted() {
        assertThatThrownBy(() -> new SessionTimerSettings(1800, 89, null, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionTimerSettings(100, 101, null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 4028, section = "7.1")
    void aClientAsksForWhatItWants() {
        SipRequest plain = asked(new SessionTimerNegotiation(DEFAULT));
        assertThat(plain.all(Headers.SUPPORTED)).containsExactly("timer");
        assertThat(plain.first(Headers.SESSION_EXPIRES)).hasToString("1800");
        assertThat(plain.has(HeaderName.MIN_SE)).isFalse();

        SipRequest choosy = asked(new SessionTimerNegotiation(new SessionTimerSettings(300, 120, true, false)));
        assertThat(choosy.first(Headers.SESSION_EXPIRES)).hasToString("300;refresher=uac");
        assertThat(choosy.first(Headers.MIN_SE)).hasToString("120");
        assertThat(asked(negotiation(false, false)).first(Headers.SESSION_EXPIRES))
                .hasToString("1800;refresher=uas");
    }

    @Test
    @Rfc(number = 4028, section = "7")
    @Rfc(number = 4028, section = "7.2")
    void the2xxSaysWhoRefreshes() {
        SessionTimerNegotiation client = negotiation(null, false);

        assertThat(client.receive(toAlice(200, "1 INVITE", "Session-Expires: 600;refresher=uas")))
                .isEqualTo(new Agreement(600, false));
        assertThat(client.receive(toAlice(200, "2 UPDATE", "Session-Expires: 1;refresher=uac")))
                .as("never as short as that")
                .isEqualTo(new Agreement(90, true));
        assertThat(client.receive(toAlice(200, "2 INFO"))).isEqualTo(new Agreement(90, true));
        assertThat(client.receive(toAlice(488, "3 INVITE"))).isEqualTo(new Agreement(90, true));
        assertThat(client.receive(toAlice(200, "1 INVITE"))).isEqualTo(Agreement.NONE);
        assertThat(negotiation(null, true).receive(toAlice(200, "1 INVITE")))
                .as("alone")
                .isEqualTo(new Agreement(1800, true));
    }

    @Test
    @Rfc(number = 4028, section = "7.3")
    void a422RaisesWhatIsAskedFor() {
        SessionTimerNegotiation client = new SessionTimerNegotiation(new SessionTimerSettings(100, 90, null, false));

        assertThat(client.tooSmall(toAlice(422, "1 INVITE", "Min-SE: 200"))).isTrue();
        assertThat(client.tooSmall(toAlice(422, "2 INVITE", "Min-SE: 200")))
                .as("no loop")
                .isFalse();
        assertThat(client.tooSmall(toAlice(422, "2 INVITE", "Min-SE: x"))).isFalse();
        assertThat(client.tooSmall(toAlice(422, "2 INVITE", "Min-SE: 4294967295")))
                .isFalse();
        assertThat(asked(client).first(Headers.SESSION_EXPIRES)).hasToString("200");
        assertThat(asked(client).first(Headers.MIN_SE)).hasToString("200");
    }

    @Test
    @Rfc(number = 4028, section = "7.4")
    void aRefreshKeepsWhatWasAgreed() {
        SessionTimerNegotiation client = negotiation(true, false);
        client.receive(toAlice(200, "1 INVITE", "Session-Expires: 600;refresher=uas"));

        assertThat(asked(client).first(Headers.SESSION_EXPIRES)).hasToString("600;refresher=uas");
    }

    @Test
    @Rfc(number = 4028, section = "6")
    @Rfc(number = 4028, section = "9")
    void aTimeThatIsTooShortIsRefusedToWhoUnderstands() {
        SessionTimerNegotiation server = new SessionTimerNegotiation(new SessionTimerSettings(1800, 300, null, false));

        assertThat(server.judge(invite("Supported: timer", "Session-Expires: 299")))
                .isEqualTo(new Refusal(422, "Session Interval Too Small", HeaderName.MIN_SE, "300"));
        assertThat(server.judge(invite("Session-Expires: 299"))).isNull();
        assertThat(server.judge(invite("Supported: timer", "Session-Expires: 300")))
                .isNull();
        assertThat(server.judge(invite("Session-Expires: x"))).isEqualTo(Refusal.of(400, "Session-Expires or Min-SE"));
        assertThat(server.judge(invite("Min-SE: x"))).isNotNull();
        assertThat(server.judge(fromBob("INFO", 1, "Session-Expires: x"))).isNull();
        assertThat(agreed(server, "Session-Expires: 100")).isEqualTo("300;refresher=uas [] true");
    }

    @Test
    @Rfc(number = 4028, section = "9")
    void theServerChoosesWhoRefreshes() {
        assertThat(agreed(negotiation(null, false), "Supported: timer")).isEqualTo("1800;refresher=uac [timer] false");
        assertThat(agreed(negotiation(true, false), "Supported: timer", "Session-Expires: 600"))
                .isEqualTo("600;refresher=uas [timer] true");
        assertThat(agreed(negotiation(true, false), "Supported: timer", "Session-Expires: 600;refresher=uac"))
                .isEqualTo("600;refresher=uac [timer] false");
        assertThat(agreed(negotiation(false, false), "Supported: timer", "Session-Expires: 6000;refresher=uas"))
                .isEqualTo("1800;refresher=uas [timer] true");
        assertThat(agreed(negotiation(false, false), "Session-Expires: 600;refresher=uac"))
                .as("a proxy wants it, the client knows nothing")
                .isEqualTo("600;refresher=uas [] true");
        assertThat(agreed(negotiation(false, true))).isEqualTo("1800;refresher=uas [] true");
        assertThat(agreed(negotiation(false, false))).isEqualTo("null [] false");
        assertThat(agreed(negotiation(null, false), "Supported: timer", "Min-SE: 4000"))
                .isEqualTo("4000;refresher=uac [timer] false");
    }
}
