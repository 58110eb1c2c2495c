package io.sidetone.sip.transport;

import static io.sidetone.sip.transport.Addressing.hop;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRouteTest {

    private static @Nullable NextHop direct(String text) {
        Via via = Sip.via(text);
        Transport transport = Transport.of(via.transport());
        return transport == null ? null : ResponseRoute.direct(via, transport);
    }

    @ParameterizedTest
    @CsvSource({
        // The address of the Via, its port, or the one of the transport.
        "UDP 198.51.100.7:5070, UDP, 198.51.100.7:5070",
        "UDP 198.51.100.7, UDP, 198.51.100.7:5060",
        "TLS 198.51.100.7, TLS, 198.51.100.7:5061",
        "UDP [2001:db8::7]:5070, UDP, 2001:db8::7:5070",
        // What was noted when the request came.
        "UDP 10.0.0.1:5070;received=198.51.100.7, UDP, 198.51.100.7:5070",
        "UDP 10.0.0.1;received=198.51.100.7, UDP, 198.51.100.7:5060",
        "TCP 10.0.0.1:5070;received=198.51.100.7, TCP, 198.51.100.7:5070",
        "UDP [2001:db8::1]:5070;received=2001:db8::7, UDP, 2001:db8::7:5070",
        "UDP [2001:db8::1]:5070;received=[2001:db8::7], UDP, 2001:db8::7:5070",
        // maddr goes before, for datagrams, with the port of the sent-by.
        "UDP 10.0.0.1:5070;maddr=203.0.113.9;received=198.51.100.7, UDP, 203.0.113.9:5070",
        "UDP 10.0.0.1;maddr=[2001:db8::9];rport=40000;received=198.51.100.7, UDP, 2001:db8::9:5060",
        "TCP 10.0.0.1:5070;maddr=203.0.113.9;received=198.51.100.7, TCP, 198.51.100.7:5070"
    })
    @Rfc(number = 3261, section = "18.2.2")
    void readsWhereTheResponseGoes(String via, Transport transport, String address) {
        NextHop hop = direct(via);

        assertThat(hop).isEqualTo(hop(transport, address, Sip.via(via).host().text()));
    }

    @ParameterizedTest
    @CsvSource({
        "UDP 10.0.0.1:5070;received=198.51.100.7;rport=40000, UDP, 198.51.100.7:40000",
        "UDP 10.0.0.1:5070;received=2001:db8::7;rport=40000, UDP, 2001:db8::7:40000",
        "UDP 198.51.100.7:5070;rport, UDP, 198.51.100.7:5070",
        "TCP 10.0.0.1:5070;received=198.51.100.7;rport=40000, TCP, 198.51.100.7:5070"
    })
    @Rfc(number = 3581, section = "4")
    void thePortThatTheRequestCameFromIsForDatagrams(String via, Transport transport, String address) {
        assertThat(direct(via))
                .isEqualTo(hop(transport, address, Sip.via(via).host().text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UDP far.example.com",
                "UDP far.example.com:5070;rport",
                "UDP 10.0.0.1;received=far.example.com",
                "UDP 10.0.0.1;received=256.1.1.1",
                "UDP 10.0.0.1;received=0.0.0.0",
                "UDP 10.0.0.1;received=::",
                "UDP 10.0.0.1;received=1:2:3",
                "UDP 10.0.0.1;received=fe80::1%25eth0",
                "UDP 10.0.0.1;maddr=far.example.com;received=198.51.100.7",
                "UDP 10.0.0.1;maddr=300.0.0.1;received=198.51.100.7",
                "UDP 10.0.0.1;maddr=0.0.0.0;received=198.51.100.7",
                "UDP 0.0.0.0:5060",
                "SCTP 198.51.100.7"
            })
    @Rfc(number = 3263, section = "5")
    void whatIsNoAddressHasToBeLookedUp(String via) {
        assertThat(direct(via)).isNull();
    }

    @Test
    void theConnectionOfARequestIsKnownByItsSource() {
        assertThat(ResponseRoute.source(
                        Sip.via("TLS far.example.com;received=198.51.100.7;rport=40000"), Transport.TLS))
                .isEqualTo(hop(Transport.TLS, "198.51.100.7:40000"));
        assertThat(ResponseRoute.source(Sip.via("TCP h;received=2001:db8::7;rport=40000"), Transport.TCP))
                .isEqualTo(hop(Transport.TCP, "2001:db8::7:40000"));
        for (String unknown : new String[] {
            "TCP h;received=198.51.100.7",
            "TCP h;rport=40000",
            "TCP h;received=h;rport=40000",
            "TCP h;received=1.2.3.4;rport"
        }) {
            assertThat(ResponseRoute.source(Sip.via(unknown), Transport.TCP))
                    .as(unknown)
                    .isNull();
        }
        assertThat(ResponseRoute.source(Sip.via("UDP h;received=198.51.100.7;rport=40000"), Transport.UDP))
                .isNull();
    }
}
