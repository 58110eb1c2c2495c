package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.hop;
import static io.sidetone.sip.transport.Addressing.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.ParseResult;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.message.Slot;
import io.sidetone.sip.resolve.AddressFamily;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Reach;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is sent: which way, as which octets.
class OutgoingTest {

    private static final NextHop UDP_HOP = hop(Transport.UDP, "198.51.100.7:5070");
    private static final NextHop TCP_HOP = hop(Transport.TCP, "198.51.100.7:5070");
    private static final SipRequest OPTIONS = Sip.outgoing("a", "sip:far@example.com");
    private static final SipRequest SECURE = Sip.outgoing("a", "SIPS:far@example.com");

    private final Element element = new Element(settings(1300, true));
    private final TransportLayer layer = element.layer;

    @AfterEach
    void close() {
        element.close();
    }

    private static TransportSettings settings(int largestByUdp, boolean multihomed) {
        return new TransportSettings(
                ParserLimits.DEFAULT, ConnectionLimits.DEFAULT, ConnectionTimes.DEFAULT, largestByUdp, multihomed);
    }

    private Flow flow(NextHop hop) {
        return Objects.requireNonNull(layer.flow(hop));
    }

    @Test
    void aWiretapSeesWhatIsSentAndWhatComes() {
        List<String> seen = new ArrayList<>();
        layer.tap(new Wiretap() {
            @Override
            public void sent(byte[] octets, Flow flow) {
                seen.add("sent " + Text.decode(octets, 0, 7) + " to " + flow.source());
            }

            @Override
            public void received(ParseResult result, Flow flow) {
                seen.add(result.getClass().getSimpleName() + " from " + flow.source());
            }
        });
        FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");

        layer.send(OPTIONS, flow(UDP_HOP), Unsent.IGNORED);
        udp.receive(Text.encode(Sip.request("a", "SIP/2.0/UDP far.example.com;branch=z9hG4bKa")), "198.51.100.8:5060");
        udp.receive(Text.encode("no message of any kind"), "198.51.100.8:5060");
        udp.receive(Text.encode("\r\n\r\n"), "198.51.100.8:5060");
        layer.tap(Wiretap.NONE);
        layer.send(OPTIONS, flow(UDP_HOP), Unsent.IGNORED);

        assertThat(seen)
                .containsExactly(
                        "sent OPTIONS to 198.51.100.7", "Parsed from 198.51.100.8", "Malformed from 198.51.100.8");
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void slotsAreFilledForTheFlow() {
        FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
        FakeListener udp6 = element.listen(Transport.UDP, "2001:db8::1:5066");
        FakeListener tcp = element.listen(FakeListener.settings(Transport.TCP, "192.0.2.1:5060")
                .withAdvertised(SentBy.of(Addressing.host("sip.example.com"), 5099)));

        Sending sending = layer.send(OPTIONS, flow(UDP_HOP), Unsent.IGNORED);
        layer.send(OPTIONS, flow(hop(Transport.UDP, "2001:db8::7:5060")), Unsent.IGNORED);
        layer.send(OPTIONS, flow(TCP_HOP), Unsent.IGNORED);
        tcp.opened.getFirst().established(null);

        assertThat(udp.datagrams.getFirst().text()).contains("\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa;");
        assertThat(udp6.datagrams.getFirst().text()).contains("\r\nVia: SIP/2.0/UDP [2001:db8::1]:5066;branch");
        assertThat(tcp.wires.getFirst().sent().getFirst()).contains("\r\nVia: SIP/2.0/TCP sip.example.com:5099;");
        assertThat(sending.result()).isEqualTo(SendResult.SENT);
        assertThat(sending.flow()).isEqualTo(flow(UDP_HOP));
        assertThat(sending.again(Unsent.IGNORED)).isEqualTo(SendResult.SENT);
        assertThat(udp.datagrams.getFirst()).isEqualTo(udp.datagrams.getLast());
        assertThat(udp.datagrams.getFirst().text()).hasSize(sending.octets().length);
        assertThat(layer.sent(SendResult.SENT)).isEqualTo(4);
    }

    @Test
    void aSlotThatNobodyKnowsIsAFaultOfOurs() {
        element.listen(Transport.UDP, "192.0.2.1:5060");
        Slot strange = () -> "x";
        SipRequest request = OPTIONS.edit()
                .append(new FieldTemplate(HeaderName.SUBJECT).slot(strange))
                .build();

        assertThatThrownBy(() -> layer.send(request, flow(UDP_HOP), Unsent.IGNORED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 5630, section = "5.3")
    void aSecureRequestDoesNotGoWithoutTls() {
        FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
        FakeListener tls = element.listen(Transport.TLS, "192.0.2.1:5061");

        Sending refused = layer.send(SECURE, flow(UDP_HOP), Unsent.IGNORED);
        assertThat(refused.result()).isEqualTo(SendResult.INSECURE);
        assertThat(refused.again(Unsent.IGNORED)).isEqualTo(SendResult.INSECURE);
        assertThat(udp.datagrams).isEmpty();
        assertThat(layer.sent(SendResult.INSECURE)).isEqualTo(1);

        Flow secure = flow(hop(Transport.TLS, "198.51.100.7:5061"));
        assertThat(layer.send(SECURE, secure, Unsent.IGNORED).result()).isEqualTo(SendResult.SENT);
        assertThat(tls.opened).containsExactly((Connection) secure);
        SipResponse response = SipResponse.answer(SECURE, 200, "OK").build();
        assertThat(layer.send(response, flow(UDP_HOP), Unsent.IGNORED).result()).isEqualTo(SendResult.SENT);
    }

    @Test
    @Rfc(number = 3261, section = "18.3")
    void aStreamSaysWhereTheMessageEnds() {
        element.listen(Transport.UDP, "192.0.2.1:5060");
        FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");
        FakeListener ws = element.listen(Transport.WS, "192.0.2.1:80");
        SipRequest came = Sip.read(
                Sip.request("a", "SIP/2.0/UDP h;branch=z9hG4bKa").replace("Content-Length: 0\r\n\r\n", "\r\nbody"));
        Flow webSocket = flow(hop(Transport.WS, "198.51.100.7:80"));

        assertThat(layer.send(came, flow(UDP_HOP), Unsent.IGNORED).octets()).isEqualTo(came.toByteArray());
        assertThat(layer.send(came, webSocket, Unsent.IGNORED).octets()).isEqualTo(came.toByteArray());
        layer.send(came, flow(TCP_HOP), Unsent.IGNORED);
        layer.send(SipResponse.answer(came, 200, "OK").build(), flow(TCP_HOP), Unsent.IGNORED);
        tcp.opened.getFirst().established(null);

        assertThat(tcp.wires.getFirst().sent()).hasSize(2).allMatch(text -> text.contains("Content-Length: "));
        assertThat(tcp.wires.getFirst().sent().getFirst())
                .contains("Content-Length: 4\r\n")
                .endsWith("\r\n\r\nbody");
        assertThat(ws.opened).hasSize(1);
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void aRequestThatIsTooLargeForOneDatagramTriesTcpFirst() {
        SipRequest large = OPTIONS.edit().append("Subject", "x".repeat(1100)).build();
        FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");

        assertThat(layer.hops(large, UDP_HOP)).containsExactly(UDP_HOP);
        element.listen(Transport.TCP, "192.0.2.1:5060");
        assertThat(layer.hops(large, UDP_HOP)).containsExactly(TCP_HOP, UDP_HOP);
        assertThat(layer.hops(OPTIONS, UDP_HOP)).containsExactly(UDP_HOP);
        assertThat(layer.hops(large, TCP_HOP)).containsExactly(TCP_HOP);
        layer.close(udp);
        assertThat(layer.hops(large, UDP_HOP)).containsExactly(UDP_HOP);
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void theLimitIsExact() {
        element.listen(Transport.UDP, "192.0.2.1:5060");
        element.listen(Transport.TCP, "192.0.2.1:5060");
        int rest = 1300 - layer.send(OPTIONS, flow(UDP_HOP), Unsent.IGNORED).octets().length - "Subject: \r\n".length();

        assertThat(layer.hops(OPTIONS.edit().append("Subject", "x".repeat(rest)).build(), UDP_HOP))
                .hasSize(1);
        assertThat(layer.hops(
                        OPTIONS.edit().append("Subject", "x".repeat(rest + 1)).build(), UDP_HOP))
                .hasSize(2);
        assertThatThrownBy(() -> settings(-1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestsOfAnySizeGoByUdpIfNobodyMinds() {
        try (Element other = new Element(TransportSettings.DEFAULT)) {
            other.listen(Transport.UDP, "192.0.2.1:5060");
            other.listen(Transport.TCP, "192.0.2.1:5060");
            SipRequest large =
                    OPTIONS.edit().append("Subject", "x".repeat(9000)).build();

            assertThat(other.layer.hops(large, UDP_HOP)).containsExactly(UDP_HOP);
        }
    }

    @Test
    void oneConnectionServesAllWhoSendToTheSameHop() {
        FakeListener tcp = element.listen(Transport.TCP, "192.0.2.1:5060");

        Flow flow = flow(TCP_HOP);
        assertThat(flow(TCP_HOP)).isSameAs(flow);
        flow.close(ClosingReason.BY_US);
        assertThat(flow(TCP_HOP)).isNotSameAs(flow);

        assertThat(tcp.opened).hasSize(2);
    }

    @Test
    void aBondTakesOnlyConnectionsOfItsOwnSockets() {
        FakeListener first = element.listen(Transport.TCP, "192.0.2.1:5060");
        FakeListener second = element.listen(
                FakeListener.settings(Transport.TCP, "192.0.2.2:5060").withTags("b"));
        FakeListener third = element.listen(
                FakeListener.settings(Transport.TCP, "192.0.2.3:5060").withTags("b", "c"));
        Flow byFirst = flow(TCP_HOP);
        assertThat(first.opened).hasSize(1);

        Flow byThird = Objects.requireNonNull(layer.flow(TCP_HOP, layer.listeners("c"), null));
        assertThat(byThird).isNotSameAs(byFirst);
        assertThat(third.opened).hasSize(1);
        assertThat(layer.flow(TCP_HOP, layer.listeners("b"), null)).isSameAs(byThird);
        assertThat(second.opened).isEmpty();
        assertThat(layer.listeners("b")).containsExactly(second, third);
        assertThat(layer.flow(TCP_HOP, layer.listeners("d"), null)).isNull();
        assertThat(layer.listeners()).containsExactly(first, second, third);
    }

    @Test
    void theRoutesOfTheSystemChooseAmongSeveralAddresses() {
        element.listen(Transport.UDP, "192.0.2.1:5060");
        FakeListener second = element.listen(Transport.UDP, "192.0.2.2:5060");
        assertThat(flow(UDP_HOP).local()).isEqualTo(at("192.0.2.1:5060"));

        element.source = ip("192.0.2.2");
        assertThat(flow(UDP_HOP).listener()).isSameAs(second);
    }

    @Test
    void reachIsWhatThereAreSocketsFor() {
        assertThatThrownBy(layer::reach).isInstanceOf(IllegalArgumentException.class);
        FakeListener udp = element.listen(Transport.UDP, "192.0.2.1:5060");
        element.listen(Transport.TLS, "192.0.2.1:5061");
        assertThat(layer.reach())
                .isEqualTo(new Reach(List.of(Transport.UDP, Transport.TLS), List.of(AddressFamily.IPV4)));

        element.listen(Transport.TCP, "2001:db8::1:5060");
        layer.close(udp);
        assertThat(layer.reach())
                .isEqualTo(new Reach(
                        List.of(Transport.TCP, Transport.TLS), List.of(AddressFamily.IPV6, AddressFamily.IPV4)));
    }
}
