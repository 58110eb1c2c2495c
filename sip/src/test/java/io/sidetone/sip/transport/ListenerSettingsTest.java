package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.at;
import static io.sidetone.sip.transport.Addressing.host;
import static io.sidetone.sip.transport.Addressing.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenerSettingsTest {

    private static final InetSocketAddress ADDRESS = at("192.0.2.1:0");

    private final ListenerSettings tcp = ListenerSettings.of(Transport.TCP, ADDRESS);

    @Test
    void changesOneThingAtATime() {
        SentBy outside = SentBy.of(host("sip.example.com"), 5060);
        SocketOptions options = new SocketOptions(1, 1, 255, true);
        WebSocketRules rules = new WebSocketRules(Set.of("/sip"), Set.of());
        List<AddressBlock> proxies = List.of(AddressBlock.parse("203.0.113.0/24"));

        assertThat(tcp.withAdvertised(outside)
                        .withTags("a", "b")
                        .withOptions(options)
                        .withWebSocket(rules)
                        .withProxies(proxies))
                .isEqualTo(new ListenerSettings(
                        Transport.TCP, ADDRESS, outside, List.of("a", "b"), options, null, rules, proxies));
    }

    @Test
    void needsAnAddressAndCertificatesWhereTheyAreUsed() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("example.com", 5060);
        assertThatThrownBy(() -> ListenerSettings.of(Transport.UDP, name)).hasMessageContaining("example.com");
        for (Transport transport : Transport.values()) {
            if (transport.isSecure()) {
                assertThat(ListenerSettings.of(transport, ADDRESS, Proven.context())
                                .tls())
                        .isNotNull();
                assertThatThrownBy(() -> ListenerSettings.of(transport, ADDRESS))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(transport + " without certificates");
            } else {
                assertThatThrownBy(() -> ListenerSettings.of(transport, ADDRESS, Proven.context()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(transport + " with certificates");
            }
        }
    }

    @Test
    void saysWhatIsAdvertisedElseItsAddressElseNothing() {
        InetSocketAddress bound = at("192.0.2.1:5070");
        SentBy outside = SentBy.of(host("sip.example.com"), 5060);

        assertThat(tcp.sentBy(bound)).isEqualTo(SentBy.of(bound));
        assertThat(tcp.sentBy(at("0.0.0.0:5070"))).isNull();
        assertThat(tcp.sentBy(at("::0:5070"))).isNull();
        assertThat(tcp.withAdvertised(outside).sentBy(at("0.0.0.0:5070"))).isEqualTo(outside);
    }

    @Test
    void trustsTheProxiesItKnows() {
        ListenerSettings behind =
                tcp.withProxies(List.of(AddressBlock.parse("203.0.113.0/24"), AddressBlock.parse("2001:db8::/32")));

        assertThat(behind.isProxy(ip("203.0.113.9"))).isTrue();
        assertThat(behind.isProxy(ip("2001:db8::9"))).isTrue();
        assertThat(behind.isProxy(ip("203.0.114.9"))).isFalse();
        assertThat(tcp.isProxy(ip("203.0.113.9"))).isFalse();
    }

    @Test
    @Rfc(number = 6455, section = "10.2")
    void keepsItsOwnCopies() {
        List<String> tags = new ArrayList<>(List.of("a"));
        ListenerSettings settings = new ListenerSettings(
                Transport.WS, ADDRESS, null, tags, SocketOptions.DEFAULT, null, WebSocketRules.ANY, List.of());
        tags.add("b");

        assertThat(settings.tags()).containsExactly("a");
        assertThat(settings.webSocket().origins()).isEmpty();
        assertThat(settings.webSocket().paths()).isEmpty();
    }
}
