package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Resolution.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rule by rule, where a response goes that can not go back the way its request came.
@Rfc(number = 3263, section = "5")
class ResponseTest extends ResolverCase {

    private List<String> hops(String via) {
        return hops(await(resolver(IPV4).resolve(via(via))));
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void anAddressIsUsedWithItsPortOrTheDefaultOfTheTransport() {
        assertThat(hops("SIP/2.0/UDP 192.0.2.1:5099;branch=z9hG4bK1")).containsExactly("UDP 192.0.2.1:5099");
        assertThat(hops("SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1")).containsExactly("TCP 192.0.2.1:5060");
        assertThat(hops("SIP/2.0/TLS 192.0.2.1;branch=z9hG4bK1")).containsExactly("TLS 192.0.2.1:5061");
        assertThat(server.queries()).isEmpty();
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void aNameWithAPortLeadsToItsAddresses() {
        server.add("pc.example.com", "A", "192.0.2.1").add("pc.example.com", "A", "192.0.2.2");
        assertThat(hops("SIP/2.0/TCP pc.example.com:5099;branch=z9hG4bK1"))
                .containsExactly("TCP 192.0.2.1:5099", "TCP 192.0.2.2:5099");
        assertThat(server.queries()).containsExactly("pc.example.com A");
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void aNameWithoutPortLeadsToTheSrvRecordsOfItsTransport() {
        server.add("_sip._udp.example.com", "SRV", "0 1 5070 a.example.com")
                .add("_sip._tcp.example.com", "SRV", "0 1 5071 a.example.com")
                .add("_sips._tcp.example.com", "SRV", "0 1 5072 a.example.com")
                .add("a.example.com", "A", "192.0.2.1");
        assertThat(hops("SIP/2.0/UDP example.com;branch=z9hG4bK1")).containsExactly("UDP 192.0.2.1:5070");
        assertThat(hops("SIP/2.0/TCP example.com;branch=z9hG4bK1")).containsExactly("TCP 192.0.2.1:5071");
        assertThat(hops("SIP/2.0/TLS example.com;branch=z9hG4bK1")).containsExactly("TLS 192.0.2.1:5072");
        assertThat(server.queries()).doesNotContain("example.com NAPTR");
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void aNameWithoutSrvRecordsLeadsToItsAddresses() {
        server.add("pc.example.com", "A", "192.0.2.1");
        assertThat(hops("SIP/2.0/UDP pc.example.com;branch=z9hG4bK1")).containsExactly("UDP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "5")
    void aTransportWithoutSocketLeadsNowhere() {
        assertThat(reason(resolver(IPV4).resolve(via("SIP/2.0/SCTP 192.0.2.1;branch=z9hG4bK1"))))
                .isEqualTo(Reason.NO_TRANSPORT);
        Reach udp = new Reach(List.of(Transport.UDP), List.of(AddressFamily.IPV4));
        assertThat(reason(resolver(udp).resolve(via("SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1"))))
                .isEqualTo(Reason.NO_TRANSPORT);
    }
}
