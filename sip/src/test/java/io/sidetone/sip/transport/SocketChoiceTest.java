package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.hop;
import static io.sidetone.sip.transport.Addressing.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketChoiceTest {

    private static final NextHop FAR = hop(Transport.UDP, "198.51.100.7:5060");

    private final FakeListener first = udp("192.0.2.1:5060");
    private final FakeListener second = udp("192.0.2.2:5060");
    private final FakeListener loopback = udp("127.0.0.1:5060");
    private final FakeListener all = udp("0.0.0.0:5060");

    private static FakeListener udp(String address) {
        return FakeListener.of(Transport.UDP, address);
    }

    @Test
    void theFirstThatFitsIsTaken() {
        assertThat(SocketChoice.choose(List.of(first, second), FAR, null)).isSameAs(first);
        assertThat(SocketChoice.choose(List.of(second, first), FAR, null)).isSameAs(second);
        assertThat(SocketChoice.choose(List.of(), FAR, null)).isNull();
    }

    @Test
    void aBondHasOneForEachTransportAndFamily() {
        FakeListener tcp = FakeListener.of(Transport.TCP, "192.0.2.1:5060");
        FakeListener udp6 = udp("2001:db8::1:5060");
        List<Listener> bond = List.of(tcp, udp6, first);

        assertThat(SocketChoice.choose(bond, FAR, null)).isSameAs(first);
        assertThat(SocketChoice.choose(bond, hop(Transport.TCP, "198.51.100.7:5060"), null))
                .isSameAs(tcp);
        assertThat(SocketChoice.choose(bond, hop(Transport.UDP, "2001:db8::7:5060"), null))
                .isSameAs(udp6);
        assertThat(SocketChoice.choose(bond, hop(Transport.TCP, "2001:db8::7:5060"), null))
                .isNull();
        assertThat(SocketChoice.choose(bond, hop(Transport.TLS, "198.51.100.7:5060"), null))
                .isNull();
    }

    @Test
    void theLoopbackLeadsToItselfAndElsewhereOnlyIfThereIsNoOther() {
        NextHop here = hop(Transport.UDP, "127.0.0.1:5070");

        assertThat(SocketChoice.choose(List.of(loopback, first), here, null)).isSameAs(loopback);
        assertThat(SocketChoice.choose(List.of(loopback, first), FAR, null)).isSameAs(first);
        assertThat(SocketChoice.choose(List.of(loopback), FAR, null)).isSameAs(loopback);
    }

    @Test
    void theAddressOfALinkIsForThoseOnIt() {
        FakeListener link = udp("fe80::1:5060");
        FakeListener world = udp("2001:db8::1:5060");

        assertThat(SocketChoice.choose(List.of(link, world), hop(Transport.UDP, "2001:db8::7:5060"), null))
                .isSameAs(world);
        assertThat(SocketChoice.choose(List.of(link, world), hop(Transport.UDP, "fe80::7:5060"), null))
                .isSameAs(link);
        assertThat(SocketChoice.choose(List.of(link), hop(Transport.UDP, "2001:db8::7:5060"), null))
                .isSameAs(link);
    }

    @Test
    void theRoutesOfTheSystemChooseIfTheyAreAsked() {
        assertThat(SocketChoice.choose(List.of(first, second), FAR, ip("192.0.2.2")))
                .isSameAs(second);
        assertThat(SocketChoice.choose(List.of(first, all), FAR, ip("192.0.2.2")))
                .isSameAs(all);
        assertThat(SocketChoice.choose(List.of(first, second), FAR, ip("192.0.2.3")))
                .isSameAs(first);
        assertThat(SocketChoice.choose(List.of(loopback, first), FAR, ip("192.0.2.3")))
                .isSameAs(first);
    }
}
