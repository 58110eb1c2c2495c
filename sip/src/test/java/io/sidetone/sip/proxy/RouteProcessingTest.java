package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.FakeFlow.listener;
import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.FakeFlow.FakeListener;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.uri.SipUri;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.4")
class RouteProcessingTest {

    private final FakeListener udp = listener(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener tcp = listener(Transport.TCP, "192.0.2.1:5060");
    private final Flow flow = udp.flow();
    private final RouteProcessing routes =
            new RouteProcessing(new OwnAddresses(List.of(udp, tcp), List.of(), List.of()));

    private RoutedRequest process(String uri, String... lines) {
        return routes.process(invite(uri, lines), flow);
    }

    private static String routes(RoutedRequest routed) {
        return valuesOf(routed.request(), HeaderName.ROUTE);
    }

    @Test
    void aRequestWithoutRoutesStaysAsItIs() {
        SipRequest request = invite("sip:bob@b.example");
        RoutedRequest routed = routes.process(request, flow);

        assertThat(routed.request()).isSameAs(request);
        assertThat(routed.ownRoute()).isNull();
        assertThat(routed.facingRoute()).isNull();
        assertThat(routed.nextHop()).hasToString("sip:bob@b.example");
    }

    @Test
    void theTopRouteIsTakenOffIfItNamesUs() {
        RoutedRequest routed = process(
                "sip:bob@b.example",
                "Route: <sip:token@192.0.2.1;lr;ftag=abc>, <sip:p.example;lr>",
                "Route: <sip:q;lr>");
        SipUri own = Objects.requireNonNull(routed.ownRoute());

        assertThat(own.user()).isEqualTo("token");
        assertThat(own.parameter("ftag")).isEqualTo("abc");
        assertThat(routed.facingRoute()).isSameAs(own);
        assertThat(routes(routed)).isEqualTo("<sip:p.example;lr>, <sip:q;lr>");
        assertThat(routed.nextHop()).hasToString("sip:p.example;lr");
    }

    @Test
    void theRouteOfSomebodyElseStays() {
        RoutedRequest routed = process("sip:bob@b.example", "Route: <sip:p.example;lr>, <sip:192.0.2.1;lr>");

        assertThat(routed.ownRoute()).isNull();
        assertThat(routes(routed)).isEqualTo("<sip:p.example;lr>, <sip:192.0.2.1;lr>");
    }

    @Test
    void onlyOneOfTwoRoutesIsTakenOffThatAreNoPair() {
        assertThat(routes(process("sip:bob@b.example", "Route: <sip:192.0.2.1;lr>, <sip:192.0.2.1;lr;a>")))
                .isEqualTo("<sip:192.0.2.1;lr;a>");
        assertThat(routes(process("sip:bob@b.example", "Route: <sip:192.0.2.1;lr;r2=on>, <sip:192.0.2.1;lr;a>")))
                .isEqualTo("<sip:192.0.2.1;lr;a>");
        assertThat(routes(process("sip:bob@b.example", "Route: <sip:192.0.2.1;lr;r2=on>, <sip:other;lr;r2=on>")))
                .isEqualTo("<sip:other;lr;r2=on>");
    }

    @Test
    @Rfc(number = 5658, section = "5")
    void bothHalvesOfADoubleRecordRouteAreTakenOff() {
        for (String between : List.of(", ", "\r\nRoute: ")) {
            RoutedRequest routed = process(
                    "sip:bob@b.example",
                    "Route: <sip:in@192.0.2.1;r2=on;lr>" + between + "<sip:out@192.0.2.1;transport=tcp;r2=on;lr>",
                    "X: 1");

            assertThat(routes(routed)).isEmpty();
            assertThat(Objects.requireNonNull(routed.ownRoute()).user()).isEqualTo("in");
            assertThat(Objects.requireNonNull(routed.facingRoute()).user()).isEqualTo("out");
            assertThat(routed.nextHop()).hasToString("sip:bob@b.example");
        }
    }

    @Test
    void whatAStrictRouterHasDoneIsUndone() {
        RoutedRequest routed = process(
                "sip:192.0.2.1;lr;ftag=1",
                "Route: <sip:p.example;lr>, <sip:q.example;lr>",
                "Route: <sip:bob@b.example>");

        assertThat(routed.request().uri()).hasToString("sip:bob@b.example");
        assertThat(routes(routed)).isEqualTo("<sip:p.example;lr>, <sip:q.example;lr>");
        assertThat(Objects.requireNonNull(routed.ownRoute()).parameter("ftag")).isEqualTo("1");
    }

    @Test
    void whatAStrictRouterHasDoneToOneHalfTakesTheOtherWithIt() {
        RoutedRequest routed = process(
                "sip:192.0.2.1;r2=on;lr",
                "Route: <sip:192.0.2.1;transport=tcp;r2=on;lr>, <sip:q.example;lr>, <sip:bob@b.example?Subject=x>");

        assertThat(routed.request().uri()).hasToString("sip:bob@b.example");
        assertThat(routes(routed)).isEqualTo("<sip:q.example;lr>");
        assertThat(routed.otherHalf()).hasToString("sip:192.0.2.1;transport=tcp;r2=on;lr");
    }

    @Test
    void anAddressOfOursThatIsNoRecordRouteIsATarget() {
        RoutedRequest phone = process("sip:bob@192.0.2.1", "Route: <sip:p.example;lr>");
        RoutedRequest alone = process("sip:192.0.2.1;lr");

        assertThat(phone.request().uri()).hasToString("sip:bob@192.0.2.1");
        assertThat(routes(phone)).isEqualTo("<sip:p.example;lr>");
        assertThat(alone.request().uri()).hasToString("sip:192.0.2.1;lr");
        assertThat(alone.ownRoute()).isNull();
    }

    @Test
    void aMaddrThatIsOursIsTakenAwayIfTheRequestCameThatWay() {
        assertThat(process("sip:bob@b.example;maddr=192.0.2.1;a=1").request().uri())
                .hasToString("sip:bob@b.example;a=1");
        assertThat(process("sip:bob@b.example:5060;transport=udp;maddr=192.0.2.1")
                        .request()
                        .uri())
                .hasToString("sip:bob@b.example");
        for (String other : List.of(
                "sip:bob@b.example;maddr=192.0.2.9",
                "sip:bob@b.example:5061;maddr=192.0.2.1",
                "sip:bob@b.example;maddr=192.0.2.1;transport=tcp",
                "sip:bob@b.example;maddr=192.0.2.1;transport=x",
                "sips:bob@b.example;maddr=192.0.2.1;transport=tcp",
                "sips:bob@b.example;maddr=192.0.2.1")) {
            assertThat(process(other).request().uri()).hasToString(other);
        }
    }

    @Test
    void malformedRoutesAreLeftAlone() {
        Random random = new Random(5);
        List<String> parts = List.of("<", ">", "sip:192.0.2.1", ";lr", ";r2=on", ",", "\"", "sip:", "tel:+1", " ", "@");
        for (int round = 0; round < 3000; round++) {
            StringBuilder line = new StringBuilder("Route: ");
            for (int i = random.nextInt(12); i >= 0; i--) {
                line.append(parts.get(random.nextInt(parts.size())));
            }
            String uri = random.nextBoolean() ? "sip:192.0.2.1;lr" : "sip:bob@b.example";
            RoutedRequest routed = process(uri, line.toString());

            assertThat(routed.nextHop()).as(line.toString()).isNotNull();
            assertThat(ForwardedRequest.of(routed.request(), null, null, 1).nextHop())
                    .as(line.toString())
                    .isNotNull();
        }
    }
}
