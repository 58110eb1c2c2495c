package io.sidetone.sip.proxy;

import static io.sidetone.sip.proxy.FakeFlow.listener;
import static io.sidetone.sip.proxy.Messages.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.proxy.FakeFlow.FakeListener;
import io.sidetone.sip.proxy.OwnAddresses.Alias;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.SentBy;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

@Rfc(number = 3261, section = "16.4")
class OwnAddressesTest {

    private static Host host(String text) {
        return uri("sip:" + text).host();
    }

    private static OwnAddresses of(FakeListener... listeners) {
        return new OwnAddresses(List.of(listeners), List.of(), List.of());
    }

    private static OwnAddresses of(Alias alias, FakeListener... listeners) {
        return new OwnAddresses(List.of(listeners), List.of(), List.of(alias));
    }

    private static void assertMine(OwnAddresses myself, String... uris) {
        for (String text : uris) {
            assertThat(myself.isMyself(uri(text))).as(text).isTrue();
        }
    }

    private static void assertOthers(OwnAddresses myself, String... uris) {
        for (String text : uris) {
            assertThat(myself.isMyself(uri(text))).as(text).isFalse();
        }
    }

    @Test
    void theAddressOfASocketIsOurs() {
        OwnAddresses udp = of(listener(Transport.UDP, "192.0.2.1:5060"));

        assertMine(udp, "sip:192.0.2.1", "sip:192.0.2.1:5060", "sip:u@192.0.2.1;lr", "sip:192.0.2.1;transport=udp");
        assertOthers(
                udp,
                "sip:192.0.2.2",
                "sip:192.0.2.1:5061",
                "sip:192.0.2.1;transport=tcp",
                "sip:192.0.2.1;transport=sctp",
                "sip:192.0.2.1;transport",
                "sips:192.0.2.1:5060",
                "sip:sip.example");
        assertMine(of(listener(Transport.UDP, "2001:db8::1:5060")), "sip:[2001:DB8:0::1]");
    }

    @Test
    void aSocketOnAnotherPortIsMeantOnlyWithThatPort() {
        OwnAddresses udp = of(listener(Transport.UDP, "127.0.0.1:5070"));

        assertMine(udp, "sip:127.0.0.1:5070");
        assertOthers(udp, "sip:127.0.0.1", "sip:127.0.0.1:5060", "sip:127.0.0.1:40000");
    }

    @Test
    void eachTransportHasItsDefaultPort() {
        OwnAddresses all = of(
                listener(Transport.TCP, "192.0.2.1:5060"),
                listener(Transport.TLS, "192.0.2.1:5061"),
                listener(Transport.WS, "192.0.2.1:80"),
                listener(Transport.WSS, "192.0.2.1:443"));

        assertMine(
                all,
                "sip:192.0.2.1;transport=TCP",
                "sips:192.0.2.1",
                "sips:192.0.2.1;transport=tcp",
                "sip:192.0.2.1;transport=tls",
                "sip:192.0.2.1;transport=ws",
                "sip:192.0.2.1:443;transport=ws",
                "sips:192.0.2.1:443;transport=ws",
                "sip:192.0.2.1;transport=wss");
        assertOthers(all, "sip:192.0.2.1:5061;transport=tcp", "sip:192.0.2.1:80;transport=tcp", "sips:192.0.2.1:5060");
    }

    @Test
    void aSocketOnAllAddressesHasThoseOfTheMachine() {
        OwnAddresses any = new OwnAddresses(
                List.of(listener(Transport.UDP, "0.0.0.0:5060")),
                List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
                List.of());

        assertMine(any, "sip:192.0.2.1");
        assertOthers(any, "sip:0.0.0.0", "sip:[2001:db8::1]", "sip:192.0.2.2");
    }

    @Test
    void whatASocketAdvertisesIsOurs() {
        OwnAddresses behindNat =
                of(listener(Transport.UDP, "10.0.0.1:5060").advertising(SentBy.of(host("Sip.Example.com"), 15060)));

        assertMine(behindNat, "sip:sip.example.com:15060", "sip:10.0.0.1");
        assertOthers(behindNat, "sip:sip.example.com", "sip:sip.example.com:5060");
    }

    @Test
    void aDomainIsOursOnOurPortsOnly() {
        OwnAddresses myself = of(Alias.of(host("example.com")), listener(Transport.UDP, "10.0.0.1:5070"));

        assertMine(myself, "sip:bob@EXAMPLE.com", "sips:bob@example.com", "sip:example.com:5070");
        assertOthers(myself, "sip:bob@example.com:5060", "sip:bob@example.com:6000", "sip:other.example.com");
    }

    @Test
    void anAliasMayNameItsPortAndTransport() {
        OwnAddresses myself = of(new Alias(host("example.com"), 7000, Transport.TCP));

        assertMine(myself, "sip:example.com:7000", "sip:example.com:7000;transport=tcp");
        assertOthers(myself, "sip:example.com", "sip:example.com:7000;transport=udp", "sips:example.com:7000");
        assertMine(of(new Alias(host("example.com"), Alias.ANY_PORT, null)), "sip:example.com:1", "sips:example.com");
    }

    @Test
    void anAddressWithoutPortClaimsNoPortsOfOthers() {
        OwnAddresses myself = of(Alias.of(host("127.0.0.1")), listener(Transport.UDP, "127.0.0.1:5070"));

        assertMine(myself, "sip:127.0.0.1", "sip:127.0.0.1:5070");
        assertOthers(myself, "sip:bob@127.0.0.1:40000");
        assertThatThrownBy(() -> new Alias(host("127.0.0.1"), Alias.ANY_PORT, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Alias(host("a.example"), 65_536, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void maddrStandsForTheHost() {
        OwnAddresses myself = of(listener(Transport.UDP, "192.0.2.1:5060"), listener(Transport.UDP, "::1:5060"));

        assertMine(myself, "sip:example.com;maddr=192.0.2.1", "sip:example.com;maddr=::1");
        assertOthers(myself, "sip:192.0.2.1;maddr=192.0.2.2", "sip:192.0.2.1;maddr=a..b", "sip:192.0.2.1;maddr");
    }

    @Test
    @Rfc(number = 3261, section = "16.11")
    void aViaIsOursByItsSentBy() {
        OwnAddresses myself = of(listener(Transport.UDP, "192.0.2.1:5060"));

        assertThat(myself.isMyself(Via.of("UDP", host("192.0.2.1"), Via.NO_PORT, "z9hG4bK1")))
                .isTrue();
        assertThat(myself.isMyself(Via.of("UDP", host("192.0.2.1"), 5060, "z9hG4bK1")))
                .isTrue();
        assertThat(myself.isMyself(Via.of("TCP", host("192.0.2.1"), 5060, "z9hG4bK1")))
                .isFalse();
        assertThat(myself.isMyself(Via.of("SCTP", host("192.0.2.1"), 5060, "z9hG4bK1")))
                .isFalse();
        assertThat(myself.isMyself(Via.of("UDP", host("192.0.2.1"), 5061, "z9hG4bK1")))
                .isFalse();
    }
}
