package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.FakeFlow.listener;
import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.FakeFlow.FakeListener;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowSlot;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.6")
class RecordRouteTest {

    private final FakeListener udp = listener(Transport.UDP, "192.0.2.1:5060");
    private final FakeListener udp6 = listener(Transport.UDP, "2001:db8::1:5060");
    private final FakeListener tcp = listener(Transport.TCP, "192.0.2.1:5060");
    private final FakeListener tls = listener(Transport.TLS, "192.0.2.1:5061");
    private final FakeListener ws = listener(Transport.WS, "192.0.2.1:80");
    private final FakeListener wss = listener(Transport.WSS, "192.0.2.1:443");

    private static String text(RecordRoute route, Flow out) {
        return valuesOf(sent(invite("sip:b@b.example"), route, out), HeaderName.RECORD_ROUTE);
    }

    /// A request as the next hop gets it.
    private static SipMessage sent(SipRequest request, RecordRoute route, Flow out) {
        SipRequest copy = ForwardedRequest.of(request, null, route, 0).request();
        byte[] octets = MessageWriter.write(copy, slot -> ((FlowSlot) slot).text(out));
        return Messages.parse(Text.decode(octets, 0, octets.length));
    }

    @Test
    void oneUriWillDoIfBothSidesSeeTheSame() {
        assertThat(text(RecordRoute.of(udp.flow(), false), udp.flow("198.51.100.9:5060")))
                .isEqualTo("<sip:192.0.2.1:5060;lr>");
        assertThat(text(RecordRoute.of(udp6.flow(), false), udp6.flow())).isEqualTo("<sip:[2001:db8::1]:5060;lr>");
        assertThat(text(RecordRoute.of(tcp.flow(), false), tcp.flow()))
                .isEqualTo("<sip:192.0.2.1:5060;transport=tcp;lr>");
    }

    @Test
    @Rfc(number = 5658, section = "5")
    void twoSidesThatSeeUsOtherwiseGetAUriEach() {
        assertThat(text(RecordRoute.of(ws.flow(), false), udp.flow()))
                .isEqualTo("<sip:192.0.2.1:5060;r2=on;lr>, <sip:192.0.2.1:80;transport=ws;r2=on;lr>");
        assertThat(text(RecordRoute.of(udp.flow(), false), tcp.flow()))
                .isEqualTo("<sip:192.0.2.1:5060;transport=tcp;r2=on;lr>, <sip:192.0.2.1:5060;r2=on;lr>");
        assertThat(text(RecordRoute.of(udp.flow(), false), udp6.flow()))
                .isEqualTo("<sip:[2001:db8::1]:5060;r2=on;lr>, <sip:192.0.2.1:5060;r2=on;lr>");
        assertThat(text(RecordRoute.of(tls.flow(), false), wss.flow()))
                .isEqualTo("<sip:192.0.2.1:443;transport=ws;r2=on;lr>, <sip:192.0.2.1:5061;transport=tls;r2=on;lr>");
    }

    /// Linphone writes the second value of a line twice into its answer, and then all later requests go astray.
    @Test
    @Rfc(number = 3261, section = "7.3.1")
    void eachUriHasALineOfItsOwn() {
        SipRequest copy = ForwardedRequest.of(invite("sip:b@b.example"), null, RecordRoute.of(udp.flow(), false), 0)
                .request();
        byte[] octets = MessageWriter.write(copy, slot -> ((FlowSlot) slot).text(tcp.flow()));

        assertThat(Text.decode(octets, 0, octets.length)).contains("""
                Record-Route: <sip:192.0.2.1:5060;transport=tcp;r2=on;lr>\r
                Record-Route: <sip:192.0.2.1:5060;r2=on;lr>\r
                """);
    }

    @Test
    void whatASocketAdvertisesStandsThere() {
        SentBy name = SentBy.of(Messages.uri("sip:edge.example").host(), 15060);

        assertThat(text(RecordRoute.of(udp.advertising(name).flow(), false), udp.flow()))
                .isEqualTo("<sip:192.0.2.1:5060;r2=on;lr>, <sip:edge.example:15060;r2=on;lr>");
    }

    @Test
    @Rfc(number = 5630, section = "3.1.4")
    void aRequestToSipsIsRecordedAsSips() {
        assertThat(ForwardedRequest.isSecure(invite("sips:b@b.example"))).isTrue();
        assertThat(ForwardedRequest.isSecure(invite("sip:b@b.example", "Route: <sips:p.example;lr>")))
                .isTrue();
        assertThat(ForwardedRequest.isSecure(invite("sip:b@b.example", "Route: <sip:p.example;lr>")))
                .isFalse();
        assertThat(text(RecordRoute.of(tls.flow(), true), tls.flow())).isEqualTo("<sips:192.0.2.1:5061;lr>");
        assertThat(text(RecordRoute.of(tls.flow(), true), wss.flow()))
                .isEqualTo("<sips:192.0.2.1:443;transport=ws;r2=on;lr>, <sips:192.0.2.1:5061;r2=on;lr>");
    }

    @Test
    void itsParametersComeBack() {
        RecordRoute route = RecordRoute.of(udp.flow(), false)
                .withParameter("ftag", "a;b>c \"d\"")
                .withParameter("did", "1.2")
                .withParameter("nat", null);

        assertThat(text(route, udp.flow())).isEqualTo("<sip:192.0.2.1:5060;lr;ftag=a%3Bb%3Ec%20%22d%22;did=1.2;nat>");
        SipUri own = Objects.requireNonNull(roundTrip(route, udp, udp).ownRoute());
        assertThat(own.parameter("ftag")).isEqualTo("a;b>c \"d\"");
        assertThat(own.hasParameter("nat")).isTrue();
    }

    @Test
    void aPlaceholderWithTheParametersIsReadUntilItIsSent() {
        RecordRoute route = RecordRoute.of(udp.flow(), false).withParameter("nat", "yes");
        SipRequest copy =
                ForwardedRequest.of(invite("sip:b@b.example"), null, route, 0).request();

        assertThat(copy.first(Headers.RECORD_ROUTE)).hasToString("<sip:record-route.invalid;lr;nat=yes>");
        assertThat(copy.hasSlots()).isTrue();
    }

    /// The callee sends a request in the dialog, by the routes that he has seen.
    private RoutedRequest roundTrip(RecordRoute route, FakeListener in, FakeListener out) {
        SipMessage seen = sent(invite("sip:b@b.example", "Record-Route: <sip:first.example;lr>"), route, out.flow());
        SipRequest.Builder bye = invite("sip:alice@a.example").edit();
        seen.all(Headers.RECORD_ROUTE).forEach(value -> bye.append(Headers.ROUTE, value));
        return process(bye.build(), in, out);
    }

    private static RoutedRequest process(SipRequest request, FakeListener in, FakeListener out) {
        return new RouteProcessing(new OwnAddresses(List.of(in, out), List.of(), List.of()))
                .process(request, out.flow());
    }

    @Test
    void bothSidesFindBackThroughUs() {
        List<FakeListener> all = List.of(udp, udp6, tcp, tls, ws, wss);
        for (FakeListener in : all) {
            for (FakeListener out : all) {
                RecordRoute route = RecordRoute.of(in.flow(), false);
                RoutedRequest fromCallee = roundTrip(route, in, out);
                assertThat(fromCallee.nextHop()).as(in + " " + out).hasToString("sip:first.example;lr");

                // The caller has them the other way round.
                List<NameAddress> seen = new ArrayList<>(
                        sent(invite("sip:b@b.example"), route, out.flow()).all(Headers.RECORD_ROUTE));
                Collections.reverse(seen);
                SipRequest.Builder bye = invite("sip:bob@b.example").edit();
                seen.forEach(value -> bye.append(Headers.ROUTE, value));
                RoutedRequest fromCaller = process(bye.build(), in, out);
                assertThat(fromCaller.nextHop()).as(in + " " + out).hasToString("sip:bob@b.example");
            }
        }
    }
}
