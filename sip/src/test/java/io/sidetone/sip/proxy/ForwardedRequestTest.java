package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.anyUri;
import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.uri;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.6")
class ForwardedRequestTest {

    private static ForwardedRequest forwarded(SipRequest request, Target target) {
        return ForwardedRequest.of(request, target, null, ForwardedRequest.SAME_BREADTH);
    }

    @Test
    void theTargetBecomesTheRequestUriAndAHopIsCounted() {
        SipRequest request = invite("sip:bob@b.example", "Max-Forwards: 10");
        ForwardedRequest copy = forwarded(request, Target.of(uri("sip:bob@192.0.2.5")));

        assertThat(copy.request().uri()).hasToString("sip:bob@192.0.2.5");
        assertThat(valuesOf(copy.request(), HeaderName.MAX_FORWARDS)).isEqualTo("9");
        assertThat(copy.nextHop()).hasToString("sip:bob@192.0.2.5");
        assertThat(valuesOf(copy.request(), HeaderName.MAX_BREADTH)).isEmpty();
        assertThat(request.uri()).hasToString("sip:bob@b.example");
    }

    @Test
    void whoDoesNotCountHopsBeginsWithSeventy() {
        SipRequest old = invite("sip:b@b.example").edit().remove("Max-Forwards").build();

        assertThat(valuesOf(forwarded(old, Target.of(old.uri())).request(), HeaderName.MAX_FORWARDS))
                .isEqualTo("70");
        for (String malformed : List.of("0", "-1", "x", "999999999999", "")) {
            SipRequest copy = forwarded(invite("sip:b", "Max-Forwards: " + malformed), Target.of(uri("sip:c")))
                    .request();
            assertThat(valuesOf(copy, HeaderName.MAX_FORWARDS)).isIn("0", "70");
        }
    }

    @Test
    @Rfc(number = 3261, section = "19.1.1")
    void whatARequestUriMustNotHaveIsTakenAway() {
        assertThat(forwarded(invite("sip:b"), Target.of(uri("sip:c@d;method=BYE;a=1?Subject=x")))
                        .request()
                        .uri())
                .hasToString("sip:c@d;a=1");
        assertThat(forwarded(invite("sip:b"), Target.of(anyUri("tel:+1234"))).nextHop())
                .hasToString("tel:+1234");
    }

    @Test
    @Rfc(number = 3327, section = "5.4")
    void thePathOfABindingBecomesRoutes() {
        Target target = new Target(
                uri("sip:bob@10.0.0.1"),
                1000,
                List.of(NameAddress.of(uri("sip:p1;lr")), NameAddress.of(uri("sip:p2;lr"))),
                null,
                uri("sip:198.51.100.1"));
        ForwardedRequest copy = forwarded(invite("sip:b", "Route: <sip:last;lr>"), target);

        assertThat(valuesOf(copy.request(), HeaderName.ROUTE)).isEqualTo("<sip:p1;lr>, <sip:p2;lr>, <sip:last;lr>");
        assertThat(copy.nextHop()).hasToString("sip:p1;lr");
    }

    @Test
    void aDeviceBehindANatIsReachedWhereItWasSeen() {
        Target target = new Target(uri("sip:bob@10.0.0.1"), 1000, List.of(), null, uri("sip:198.51.100.1:1024"));
        ForwardedRequest copy = forwarded(invite("sip:b"), target);

        assertThat(copy.request().uri()).hasToString("sip:bob@10.0.0.1");
        assertThat(copy.nextHop()).hasToString("sip:198.51.100.1:1024");
    }

    @Test
    void aRequestThatKnowsItsWayFollowsItsRoutes() {
        SipRequest request = invite("sip:bob@b.example", "Route: <sip:p.example;lr>, <sip:q.example;lr>");
        ForwardedRequest copy = ForwardedRequest.of(request, null, null, ForwardedRequest.SAME_BREADTH);

        assertThat(copy.request().uriText()).isEqualTo("sip:bob@b.example");
        assertThat(valuesOf(copy.request(), HeaderName.ROUTE)).isEqualTo("<sip:p.example;lr>, <sip:q.example;lr>");
        assertThat(copy.nextHop()).hasToString("sip:p.example;lr");
    }

    @Test
    void aStrictRouterFindsItselfInTheRequestUri() {
        SipRequest request = invite("sip:b", "Route: <sip:strict.example?Subject=x>, <sip:q.example;lr>");
        ForwardedRequest copy = forwarded(request, Target.of(uri("sip:bob@b.example")));

        assertThat(copy.request().uri()).hasToString("sip:strict.example");
        assertThat(valuesOf(copy.request(), HeaderName.ROUTE)).isEqualTo("<sip:q.example;lr>, <sip:bob@b.example>");
        assertThat(copy.nextHop()).hasToString("sip:strict.example?Subject=x");
    }

    @Test
    void aRouteThatIsNoSipUriIsNoStrictRouter() {
        ForwardedRequest copy = forwarded(invite("sip:b", "Route: <tel:+1>"), Target.of(uri("sip:c")));

        assertThat(copy.request().uri()).hasToString("sip:c");
        assertThat(copy.nextHop()).hasToString("tel:+1");
    }

    @Test
    @Rfc(number = 5393, section = "5.3.3")
    void theShareOfTheBreadthIsWritten() {
        SipRequest request = invite("sip:b", "Max-Breadth: 50");

        assertThat(valuesOf(ForwardedRequest.of(request, null, null, 7).request(), HeaderName.MAX_BREADTH))
                .isEqualTo("7");
    }
}
