package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.response;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.proxy.BestResponse.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.7")
class BestResponseTest {

    private static SipResponse best(Settings settings, SipResponse... responses) {
        BestResponse best = new BestResponse(settings);
        for (SipResponse response : responses) {
            best.add(response);
        }
        return Objects.requireNonNull(best.best());
    }

    private static int best(int... codes) {
        BestResponse best = new BestResponse(new Settings(true, false, 9, false, true));
        for (int code : codes) {
            best.add(response(code));
        }
        assertThat(Objects.requireNonNull(best.best()).statusCode()).isEqualTo(best.statusCode());
        return best.statusCode();
    }

    @Test
    void aGlobalFailureComesFirst() {
        assertThat(best(404, 603, 302, 606)).isEqualTo(603);
        assertThat(best(603, 600)).isEqualTo(600);
    }

    @Test
    void theLowestClassComesFirst() {
        assertThat(best(500, 404, 302)).isEqualTo(302);
        assertThat(best(501, 486)).isEqualTo(486);
        assertThat(best(486, 603, 200)).isEqualTo(200);
    }

    @Test
    void amongFailuresThoseComeFirstThatTellHowToDoBetter() {
        for (int helpful : new int[] {401, 407, 415, 420, 484}) {
            assertThat(best(404, helpful, 486)).isEqualTo(helpful);
        }
        assertThat(best(484, 407)).isEqualTo(407);
        assertThat(best(404, 486)).isEqualTo(404);
        assertThat(best(486, 404)).isEqualTo(404);
        assertThat(best(430, 486)).isEqualTo(486);
        assertThat(best(503, 500)).isEqualTo(500);
    }

    @Test
    @Rfc(number = 3261, section = "16.8")
    void aTimeOutCountsAsA408() {
        BestResponse best = new BestResponse(Settings.DEFAULT);
        assertThat(best.isEmpty()).isTrue();
        best.add(response(500));
        best.addTimeout();
        assertThat(best.best()).isNull();
        assertThat(best.statusCode()).isEqualTo(408);
        assertThat(best.isEmpty()).isFalse();
        best.add(response(486));
        best.addTimeout();
        assertThat(best.statusCode()).isEqualTo(486);
        assertThat(best(408, 480)).isEqualTo(480);
    }

    @Test
    void nothingAtAllIsA408() {
        BestResponse best = new BestResponse(Settings.DEFAULT);

        assertThat(best.best()).isNull();
        assertThat(best.statusCode()).isEqualTo(408);
    }

    @Test
    void anOverloadedServerIsNotThisServer() {
        SipResponse overloaded = response(503, "Retry-After: 10");

        SipResponse changed = best(Settings.DEFAULT, overloaded);
        assertThat(changed.statusCode()).isEqualTo(500);
        assertThat(valuesOf(changed, HeaderName.RETRY_AFTER)).isEmpty();
        assertThat(best(new Settings(true, false, 1, false, true), overloaded)).isSameAs(overloaded);
    }

    @Test
    void allChallengesComeTogether() {
        List<SipResponse> responses = new ArrayList<>(List.of(
                response(401, "WWW-Authenticate: Digest realm=\"a\", nonce=\"1\""),
                response(
                        407,
                        "Proxy-Authenticate: Digest realm=\"b\", nonce=\"2\"",
                        "Proxy-Authenticate: Digest realm=\"c\", nonce=\"3\""),
                response(401, "WWW-Authenticate: Digest realm=\"d\", nonce=\"4\""),
                response(404)));
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(responses, random);
            SipResponse best = best(Settings.DEFAULT, responses.toArray(SipResponse[]::new));

            assertThat(best.statusCode()).isIn(401, 407);
            assertThat(valuesOf(best, HeaderName.WWW_AUTHENTICATE))
                    .contains("\"a\"", "\"d\"")
                    .doesNotContain("\"b\"");
            assertThat(valuesOf(best, HeaderName.PROXY_AUTHENTICATE).split("Digest"))
                    .hasSize(3);
        }
    }

    @Test
    void challengesOfOthersDoNotBelongIntoAnotherResponse() {
        SipResponse busy = response(600);

        assertThat(best(Settings.DEFAULT, response(401, "WWW-Authenticate: Digest realm=\"a\", nonce=\"1\""), busy))
                .isSameAs(busy);
    }

    @Test
    void contactsComeTogetherIfThatIsWanted() {
        SipResponse first = response(301, "Contact: <sip:a>;q=0.5");
        SipResponse second = response(302, "Contact: <sip:b>, <sip:c>");

        assertThat(best(Settings.DEFAULT, first, second)).isSameAs(first);
        assertThat(valuesOf(best(new Settings(false, true, 9, false, true), first, second), HeaderName.CONTACT))
                .isEqualTo("<sip:a>;q=0.5, <sip:b>, <sip:c>");
        assertThat(valuesOf(best(new Settings(false, true, 1, false, true), first, second), HeaderName.CONTACT))
                .isEqualTo("<sip:a>;q=0.5, <sip:b>");
    }

    @Test
    void malformedChallengesAreLeftOut() {
        SipResponse best = best(Settings.DEFAULT, response(401, "WWW-Authenticate: ="), response(407, "Contact: <<"));

        assertThat(best.statusCode()).isEqualTo(401);
    }
}
