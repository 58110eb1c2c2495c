package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.request;
import static io.sidetone.sip.proxy.Messages.response;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.SessionInterval;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@Rfc(number = 4028, section = "8")
class SessionTimerProxyTest {

    private final SessionTimerProxy timers = new SessionTimerProxy(1800, 300);

    private String expires(String... lines) {
        SipRequest request = timers.apply(invite("sip:b", lines));
        return valuesOf(request, HeaderName.SESSION_EXPIRES) + " " + valuesOf(request, HeaderName.MIN_SE);
    }

    @Test
    @Rfc(number = 4028, section = "8.1")
    void anIntervalIsAddedOrLowered() {
        assertThat(expires()).isEqualTo("1800 ");
        assertThat(expires("Session-Expires: 7200;refresher=uac")).isEqualTo("1800;refresher=uac ");
        assertThat(expires("x: 600")).isEqualTo("600 ");
        assertThat(expires("Session-Expires: soon")).isEqualTo("1800 ");
    }

    @Test
    @Rfc(number = 4028, section = "8.1")
    void noIntervalGoesBelowWhatSomebodyNeeds() {
        assertThat(expires("Session-Expires: 7200", "Min-SE: 3600")).isEqualTo("3600 3600");
        assertThat(expires("Min-SE: 3600")).isEqualTo("3600 3600");
    }

    @Test
    @Rfc(number = 4028, section = "8.1")
    void tooShortAnIntervalIsRefusedIfTheCallerKnowsOfTimers() {
        SipRequest request = invite("sip:b", "Session-Expires: 299", "Supported: timer");
        SipResponse response =
                Objects.requireNonNull(timers.check(request)).answer(request).build();

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(valuesOf(response, HeaderName.MIN_SE)).isEqualTo("300");
        assertThat(timers.check(invite("sip:b", "Session-Expires: 300", "Supported: timer")))
                .isNull();
        assertThat(timers.check(invite("sip:b", "Supported: timer"))).isNull();
        assertThat(timers.check(request("UPDATE", "sip:b", "Session-Expires: 9", "Supported: timer")))
                .isNotNull();
    }

    @Test
    @Rfc(number = 4028, section = "8.1")
    void tooShortAnIntervalIsRaisedIfTheCallerKnowsNothingOfTimers() {
        assertThat(timers.check(invite("sip:b", "Session-Expires: 100"))).isNull();
        assertThat(expires("Session-Expires: 100")).isEqualTo("300 300");
        assertThat(expires("Session-Expires: 100", "Min-SE: 90")).isEqualTo("300 300");
    }

    @Test
    void otherRequestsPassAsTheyAre() {
        SipRequest bye = request("BYE", "sip:b", "Session-Expires: 10", "Supported: timer");

        assertThat(timers.apply(bye)).isSameAs(bye);
        assertThat(timers.check(bye)).isNull();
        assertThat(SessionTimerProxy.remembered(bye)).isNull();
        assertThatThrownBy(() -> new SessionTimerProxy(1800, 89)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionTimerProxy(100, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 4028, section = "8.2")
    void theCallerRefreshesForACalleeWhoKnowsNothingOfTimers() {
        SessionInterval remembered = SessionTimerProxy.remembered(timers.apply(invite("sip:b", "Supported: timer")));
        SipResponse completed = SessionTimerProxy.complete(response(200), remembered);

        assertThat(valuesOf(completed, HeaderName.SESSION_EXPIRES)).isEqualTo("1800;refresher=uac");
        assertThat(valuesOf(completed, HeaderName.REQUIRE)).isEqualTo("timer");
        assertThat(valuesOf(
                        SessionTimerProxy.complete(response(200, "Require: timer"), remembered), HeaderName.REQUIRE))
                .isEqualTo("timer");
    }

    @Test
    @Rfc(number = 4028, section = "8.2")
    void otherResponsesPassAsTheyAre() {
        SessionInterval remembered = SessionInterval.of(1800);

        for (SipResponse response :
                List.of(response(180), response(404), response(200, "Session-Expires: 90;refresher=uas"))) {
            assertThat(SessionTimerProxy.complete(response, remembered)).isSameAs(response);
        }
        SipResponse response = response(200);
        assertThat(SessionTimerProxy.remembered(timers.apply(invite("sip:b")))).isNull();
        assertThat(SessionTimerProxy.complete(response, null)).isSameAs(response);
    }
}
