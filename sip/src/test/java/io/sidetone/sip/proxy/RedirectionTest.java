package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.5")
class RedirectionTest {

    private static List<String> targets(String uri, int code, String... lines) {
        return texts(Redirection.targets(invite(uri), response(code, lines)));
    }

    private static List<String> texts(List<Target> targets) {
        return targets.stream().map(target -> target.uri() + " " + target.q()).toList();
    }

    @Test
    void contactsBecomeTargets() {
        assertThat(targets("sip:b", 302, "Contact: <sip:c?Subject=x>;q=0.5, sip:d", "m: <sips:e>;q=0"))
                .containsExactly("sip:c 500", "sip:d 1000", "sips:e 0");
        assertThat(targets("sip:b", 300, "Contact: <sip:c>")).hasSize(1);
        assertThat(targets("sip:b", 301, "Contact: <sip:c>")).hasSize(1);
    }

    @Test
    void aResponseThatNamesNoTargetsIsNotFollowed() {
        for (int code : new int[] {200, 305, 380, 404, 600}) {
            assertThat(targets("sip:b", code, "Contact: <sip:c>")).isEmpty();
        }
        assertThat(targets("sip:b", 302)).isEmpty();
        for (String line : List.of("Contact: *", "Contact: <tel:+1>", "Contact: <<", "Contact: <sip:c>;q=7")) {
            assertThat(targets("sip:b", 302, line)).isEmpty();
        }
    }

    @Test
    @Rfc(number = 5630, section = "5.3")
    void whatWasToBeSafeStaysSo() {
        assertThat(targets("sips:b", 302, "Contact: <sip:c>, <sips:d>")).containsExactly("sips:d 1000");
    }

    @Test
    void whatIsOursIsASpiralOrRefused() {
        OwnAddresses myself =
                new OwnAddresses(List.of(FakeFlow.listener(Transport.UDP, "192.0.2.1:5060")), List.of(), List.of());
        SipResponse response = response(302, "Contact: <sip:bob@192.0.2.1>, <sip:d>");

        assertThat(texts(Redirection.targets(invite("sip:b"), response)))
                .containsExactly("sip:bob@192.0.2.1 1000", "sip:d 1000");
        assertThat(texts(Redirection.targets(invite("sip:b"), response, myself)))
                .containsExactly("sip:d 1000");
    }

    @Test
    void thereIsALimit() {
        String many = "Contact: " + String.join(", ", Collections.nCopies(100, "<sip:a>"));

        assertThat(targets("sip:b", 302, many)).hasSize(Redirection.LIMIT);
    }
}
