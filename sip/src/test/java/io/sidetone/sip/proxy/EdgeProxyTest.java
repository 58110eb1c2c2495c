package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.Messages.invite;
import static io.sidetone.sip.proxy.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.Malformed;
import io.sidetone.sip.message.MessageWriter;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.proxy.EdgeProxy.Way;
import io.sidetone.sip.proxy.FakeFlow.FakeListener;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.strand.PoolLimits;
import io.sidetone.sip.strand.StrandPool;
import io.sidetone.sip.strand.TimerWheel;
import io.sidetone.sip.testing.ManualClock;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.FlowSlot;
import io.sidetone.sip.transport.FlowTokens;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.transport.TransportSettings;
import io.sidetone.sip.transport.TransportUser;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Rfc(number = 5626, section = "5")
class EdgeProxyTest {

    /// Opens sockets that nothing comes to, and hears nothing.
    private static final class Silence implements Network, TransportUser {

        @Override
        public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) {
            return new FakeListener(settings);
        }

        @Override
        public @Nullable InetAddress source(InetAddress destination) {
            return null;
        }

        @Override
        public void received(SipMessage message, Flow flow) {}

        @Override
        public void malformed(Malformed malformed, Flow flow) {}

        @Override
        public void closed(Flow flow, ClosingReason reason) {}

        @Override
        public void close() {}
    }

    private final ManualClock clock = new ManualClock();
    private final StrandPool pool = new StrandPool(PoolLimits.ofWorkers(1), clock);
    private final Silence silence = new Silence();
    private final TransportLayer layer =
            new TransportLayer(silence, pool, new TimerWheel(pool, clock), clock, TransportSettings.DEFAULT, silence);
    private final FakeListener outside = listen("192.0.2.1:5060");
    private final FakeListener inside = listen("10.0.0.1:5060");
    private final FlowTokens tokens = new FlowTokens(layer, Text.encode("twenty octets at least"));
    private final EdgeProxy edge = new EdgeProxy(tokens);
    private final RouteProcessing routes =
            new RouteProcessing(new OwnAddresses(List.of(outside, inside), List.of(), List.of()));
    private final Flow alice = outside.flow("198.51.100.7:40000");
    private final Flow bob = outside.flow("198.51.100.8:40000");
    private final Flow core = inside.flow("10.0.0.9:5060");

    private FakeListener listen(String address) {
        try {
            return (FakeListener) layer.listen(ListenerSettings.of(Transport.UDP, FakeFlow.at(address)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        layer.close();
        pool.close();
    }

    private static SipMessage sent(SipRequest request, RecordRoute route, Flow out) {
        SipRequest copy = ForwardedRequest.of(request, null, route, 0).request();
        byte[] octets = MessageWriter.write(copy, slot -> ((FlowSlot) slot).text(out));
        return Messages.parse(Text.decode(octets, 0, octets.length));
    }

    private RoutedRequest routed(String route, Flow from) {
        return routes.process(invite("sip:alice@10.9.9.9", "Route: " + route), from);
    }

    /// Where a request with these routes goes that comes from there.
    private Way way(String route, Flow from) {
        return edge.way(routed(route, from), from);
    }

    @Test
    @Rfc(number = 5626, section = "5.1")
    void thePathOfADeviceLeadsBackToItsFlow() {
        SipRequest register = request(
                "REGISTER", "sip:example.com", "Contact: <sip:alice@10.9.9.9>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"");
        SipMessage seen = sent(register, edge.path(register, alice), core);
        String path = Messages.valuesOf(seen, HeaderName.PATH);

        assertThat(Messages.valuesOf(seen, HeaderName.RECORD_ROUTE)).isEmpty();
        assertThat(PathVector.keepsFlow(seen.all(Headers.PATH))).isTrue();
        assertThat(path)
                .isEqualTo("<sip:10.0.0.1:5060;r2=on;lr;ob>, <sip:" + tokens.token(alice)
                        + "@192.0.2.1:5060;r2=on;lr;ob>");
        assertThat(way(path, core)).isEqualTo(new Way.ByFlow(alice));
    }

    @Test
    @Rfc(number = 5626, section = "5.1")
    @Rfc(number = 5626, section = "6")
    void onlyTheNeighbourOfADevicePromisesToKeepItsFlow() {
        SipRequest plain = request("REGISTER", "sip:example.com", "Contact: <sip:alice@10.9.9.9>");
        SipRequest behind = request(
                "REGISTER",
                "sip:example.com",
                "Via: SIP/2.0/UDP p.example, SIP/2.0/UDP c.example",
                "Contact: <sip:alice@10.9.9.9>;reg-id=1");

        for (SipRequest register : List.of(plain, behind)) {
            SipMessage seen = sent(register, edge.path(register, alice), core);
            assertThat(PathVector.keepsFlow(seen.all(Headers.PATH))).isFalse();
        }
        assertThat(PathVector.keepsFlow(List.of())).isFalse();
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    @Rfc(number = 5626, section = "5.3.1")
    void aRequestGoesByTheFlowOfItsToken() {
        assertThat(way("<sip:" + tokens.token(alice) + "@192.0.2.1;lr>", core)).isEqualTo(new Way.ByFlow(alice));
        assertThat(way("<sip:192.0.2.1;lr>", core)).isEqualTo(new Way.AsUsual());
        assertThat(way("<sip:other.example;lr>", core)).isEqualTo(new Way.AsUsual());
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    @Rfc(number = 5626, section = "5.3.2")
    void aRequestOfTheDeviceItselfGoesAsUsual() {
        assertThat(way("<sip:" + tokens.token(alice) + "@192.0.2.1;lr>", alice)).isEqualTo(new Way.AsUsual());
    }

    @Test
    @Rfc(number = 5626, section = "5.3")
    void aTokenThatIsForgedOrWhoseFlowIsGoneIsRefused() {
        String token = tokens.token(alice);

        assertThat(way("<sip:A" + token.substring(1) + "x@192.0.2.1;lr>", core))
                .isEqualTo(new Way.Refused(EdgeProxy.FORBIDDEN));
        assertThat(way("<sip:anything%41@192.0.2.1;lr>", core)).isEqualTo(new Way.Refused(EdgeProxy.FORBIDDEN));
        layer.close(outside);
        assertThat(way("<sip:" + token + "@192.0.2.1;lr>", core)).isEqualTo(new Way.Refused(EdgeProxy.FLOW_FAILED));
    }

    /// The Record-Route that an INVITE gets, as the routes of the side that is called.
    private String recordRoute(Way way, Flow from, Flow to, String... lines) {
        SipRequest invite = invite("sip:bob@example.com", lines);
        RecordRoute route = edge.recordRoute(routes.process(invite, from), from, way instanceof Way.ByFlow);
        return Messages.valuesOf(sent(invite, route, to), HeaderName.RECORD_ROUTE);
    }

    private static String reversed(String routes) {
        String[] both = routes.split(", ", -1);
        return both[1] + ", " + both[0];
    }

    @Test
    @Rfc(number = 5626, section = "5.3.2")
    void aDialogOfADeviceThatAsksForItFindsItsFlow() {
        String routes = recordRoute(new Way.AsUsual(), alice, core, "Contact: <sip:alice@10.9.9.9;ob>");

        assertThat(way(routes, core)).isEqualTo(new Way.ByFlow(alice));
        assertThat(way(reversed(routes), alice)).isEqualTo(new Way.AsUsual());
    }

    @Test
    @Rfc(number = 5626, section = "5.3.1")
    void aDialogWithADeviceThatIsCalledFindsItsFlow() {
        String routes = recordRoute(new Way.ByFlow(alice), core, alice);

        assertThat(way(routes, alice)).isEqualTo(new Way.AsUsual());
        assertThat(way(reversed(routes), core)).isEqualTo(new Way.ByFlow(alice));
    }

    @Test
    void twoDevicesOfOneEdgeFindEachOther() {
        String routes = recordRoute(new Way.ByFlow(bob), alice, bob, "Contact: <sip:alice@10.9.9.9;ob>");

        assertThat(way(routes, bob)).isEqualTo(new Way.ByFlow(alice));
        assertThat(way(reversed(routes), alice)).isEqualTo(new Way.ByFlow(bob));
    }

    @Test
    @Rfc(number = 5626, section = "5.3.2")
    void whoDoesNotAskForHisFlowHasNoToken() {
        assertThat(recordRoute(new Way.AsUsual(), alice, bob)).isEqualTo("<sip:192.0.2.1:5060;lr>");
        assertThat(recordRoute(new Way.AsUsual(), alice, bob, "Contact: <<")).isEqualTo("<sip:192.0.2.1:5060;lr>");
        assertThat(recordRoute(new Way.AsUsual(), alice, bob, "Route: <sip:192.0.2.1;lr;ob>"))
                .isEqualTo("<sip:" + tokens.token(alice) + "@192.0.2.1:5060;lr>");
    }
}
