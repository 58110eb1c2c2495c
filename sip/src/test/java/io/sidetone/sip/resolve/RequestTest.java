package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Resolution.Found;
import io.sidetone.sip.resolve.Resolution.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/// Rule by rule, where a request goes.
class RequestTest extends ResolverCase {

    private static final Reach UDP_AND_TCP =
            new Reach(List.of(Transport.UDP, Transport.TCP), List.of(AddressFamily.IPV4));

    @Test
    @Rfc(number = 3263, section = "4")
    void maddrStandsForTheHost() {
        assertThat(hops(ALL, "sip:example.com;maddr=192.0.2.9")).containsExactly("UDP 192.0.2.9:5060");
        assertThat(hops(ALL, "sip:example.com:5070;maddr=[2001:db8::1]"))
                .containsExactly("UDP 2001:db8:0:0:0:0:0:1:5070");
        server.add("other.example", "A", "192.0.2.8");
        assertThat(hops(IPV4, "sip:192.0.2.1;maddr=other.example")).containsExactly("UDP 192.0.2.8:5060");
        assertThat(server.queries()).noneMatch(query -> query.startsWith("example.com"));
    }

    @Test
    @Rfc(number = 3263, section = "4")
    void refusesAMaddrThatIsNoHost() {
        assertThat(reason(ALL, "sip:example.com;maddr=")).isEqualTo(Reason.MALFORMED);
        assertThat(reason(ALL, "sip:example.com;maddr=1.2.3")).isEqualTo(Reason.MALFORMED);
        assertThat(reason(ALL, "sip:example.com;maddr=a%20b")).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+12025550123", "urn:service:sos", "http://example.com/"})
    @Rfc(number = 3263, section = "4")
    void otherUrisLeadNowhere(String uri) {
        assertThat(reason(ALL, uri)).isEqualTo(Reason.UNSUPPORTED_SCHEME);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:192.0.2.1;transport=udp,       UDP 192.0.2.1:5060",
        "sip:192.0.2.1;transport=TCP,       TCP 192.0.2.1:5060",
        "sip:192.0.2.1;transport=tls,       TLS 192.0.2.1:5061",
        "sip:192.0.2.1:99;transport=tls,    TLS 192.0.2.1:99",
        "sips:192.0.2.1;transport=tcp,      TLS 192.0.2.1:5061",
        "sips:192.0.2.1;transport=tls,      TLS 192.0.2.1:5061",
        "sip:192.0.2.1;transport=ws,        WS 192.0.2.1:80",
        "sips:192.0.2.1;transport=ws,       WSS 192.0.2.1:443",
        "sips:192.0.2.1;transport=wss,      WSS 192.0.2.1:443",
    })
    @Rfc(number = 3263, section = "4.1")
    @Rfc(number = 7118, section = "5.5")
    void theUriSaysTheTransport(String uri, String hop) {
        assertThat(hops(ALL, uri)).containsExactly(hop);
        assertThat(server.queries()).isEmpty();
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void sipsNeverGoesInTheClear() {
        assertThat(reason(ALL, "sips:192.0.2.1;transport=udp")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(UDP_AND_TCP, "sips:192.0.2.1")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(UDP_AND_TCP, "sips:192.0.2.1:5061;transport=tcp")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(UDP_AND_TCP, "sips:example.com")).isEqualTo(Reason.NO_TRANSPORT);
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void transportsWithoutSocketAreRefused() {
        assertThat(reason(UDP_AND_TCP, "sip:192.0.2.1;transport=tls")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(UDP_AND_TCP, "sip:example.com;transport=sctp")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(UDP_AND_TCP, "sip:example.com;transport")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(server.queries()).isEmpty();
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void anAddressOrAPortWithoutTransportMeansUdpAndForSipsTls() {
        server.add("example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:192.0.2.7")).containsExactly("UDP 192.0.2.7:5060");
        assertThat(hops(IPV4, "sips:192.0.2.7")).containsExactly("TLS 192.0.2.7:5061");
        assertThat(hops(IPV4, "sip:example.com:5080")).containsExactly("UDP 192.0.2.1:5080");
        assertThat(hops(IPV4, "sips:example.com:5081")).containsExactly("TLS 192.0.2.1:5081");
        assertThat(server.queries()).containsOnly("example.com A");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void withoutUdpTheFirstOtherTransportServes() {
        Reach streams = new Reach(List.of(Transport.WS, Transport.TCP, Transport.TLS), List.of(AddressFamily.IPV4));
        assertThat(hops(streams, "sip:192.0.2.7")).containsExactly("TCP 192.0.2.7:5060");
        Reach webOnly = new Reach(List.of(Transport.WS), List.of(AddressFamily.IPV4));
        assertThat(reason(webOnly, "sip:192.0.2.7")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(webOnly, "sip:example.com")).isEqualTo(Reason.NO_TRANSPORT);
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    @Rfc(number = 3403, section = "4.1")
    void naptrSaysTheTransportByOrderAndPreference() {
        server.add("example.com", "NAPTR", "20 10 \"s\" \"SIP+D2W\" \"\" _ws.example.com")
                .add("example.com", "NAPTR", "10 60 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.com")
                .add("example.com", "NAPTR", "10 50 \"S\" \"sip+d2t\" \"\" _sip._tcp.example.com")
                .add("_sip._udp.example.com", "SRV", "0 1 5070 host.example.com")
                .add("_sip._tcp.example.com", "SRV", "0 1 5071 host.example.com")
                .add("_ws.example.com", "SRV", "0 1 8080 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TCP 192.0.2.1:5071", "UDP 192.0.2.1:5070");
        assertThat(server.queries()).doesNotContain("_ws.example.com SRV");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    @Rfc(number = 7118, section = "5.5")
    void naptrLeadsToWebSockets() {
        server.add("example.com", "NAPTR", "10 50 \"s\" \"SIP+D2W\" \"\" _ws.example.com")
                .add("example.com", "NAPTR", "10 40 \"s\" \"SIPS+D2W\" \"\" _wss.example.com")
                .add("_ws.example.com", "SRV", "0 1 8080 host.example.com")
                .add("_wss.example.com", "SRV", "0 1 8443 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("WSS 192.0.2.1:8443", "WS 192.0.2.1:8080");
        assertThat(hops(IPV4, "sips:example.com")).containsExactly("WSS 192.0.2.1:8443");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void sipsTakesSecureServicesOnlyAndSipTakesThemToo() {
        server.add("example.com", "NAPTR", "10 10 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.example.com")
                .add("example.com", "NAPTR", "10 20 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.com")
                .add("_sips._tcp.example.com", "SRV", "0 1 5061 host.example.com")
                .add("_sip._udp.example.com", "SRV", "0 1 5060 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sips:example.com")).containsExactly("TLS 192.0.2.1:5061");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TLS 192.0.2.1:5061", "UDP 192.0.2.1:5060");
        assertThat(hops(UDP_AND_TCP, "sip:example.com")).containsExactly("UDP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void servicesThatAreNotOursLeaveNothingToUse() {
        server.add("example.com", "NAPTR", "10 10 \"s\" \"SIP+D2S\" \"\" _sip._sctp.example.com")
                .add("example.com", "A", "192.0.2.1");
        assertThat(reason(IPV4, "sip:example.com")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(server.queries()).containsExactly("example.com NAPTR");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void naptrRecordsForOtherEndsAreAsIfThereWereNone() {
        server.add("example.com", "NAPTR", "1 1 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" .")
                .add("example.com", "NAPTR", "1 1 \"\" \"SIP+D2U\" \"\" example.com")
                .add("example.com", "NAPTR", "1 1 \"a\" \"SIP+D2U\" \"\" host.example.com")
                .add("example.com", "NAPTR", "1 1 \"s\" \"SIP+D2U\" \"!a!b!\" .")
                .add("_sip._tcp.example.com", "SRV", "0 1 5071 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TCP 192.0.2.1:5071");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void withoutNaptrTheSrvRecordsSayTheTransportInOurOrder() {
        server.add("_sips._tcp.example.com", "SRV", "0 1 5061 host.example.com")
                .add("_sip._tcp.example.com", "SRV", "0 1 5060 host.example.com")
                .add("_sip._udp.example.com", "SRV", "9 1 5060 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com"))
                .containsExactly("UDP 192.0.2.1:5060", "TCP 192.0.2.1:5060", "TLS 192.0.2.1:5061");
        assertThat(hops(IPV4, "sips:example.com")).containsExactly("TLS 192.0.2.1:5061");
        Reach tcpFirst = new Reach(List.of(Transport.TCP, Transport.UDP), List.of(AddressFamily.IPV4));
        assertThat(hops(tcpFirst, "sip:example.com")).containsExactly("TCP 192.0.2.1:5060", "UDP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.1")
    void aServerThatDoesNotKnowNaptrIsAskedForSrv() {
        server.fail("example.com", "NAPTR", Rcode.NOTIMP)
                .add("_sip._tcp.example.com", "SRV", "0 1 5060 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TCP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void anAddressIsUsedAsItIs() {
        assertThat(hops(ALL, "sip:[2001:db8::5]:5090;transport=tcp")).containsExactly("TCP 2001:db8:0:0:0:0:0:5:5090");
        assertThat(hops(ALL, "sip:[::ffff:192.0.2.3]")).containsExactly("UDP 192.0.2.3:5060");
        assertThat(reason(IPV4, "sip:[2001:db8::5]")).isEqualTo(Reason.NO_TRANSPORT);
        assertThat(reason(ALL, "sip:0.0.0.0")).isEqualTo(Reason.MALFORMED);
        assertThat(reason(ALL, "sip:192.0.2.1:0")).isEqualTo(Reason.MALFORMED);
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void aPortLeadsToAddressesAtOnce() {
        server.add("example.com", "A", "192.0.2.1")
                .add("example.com", "A", "192.0.2.2")
                .add("_sip._tcp.example.com", "SRV", "0 1 5060 host.example.com");
        assertThat(hops(IPV4, "sip:example.com:5090;transport=tcp"))
                .containsExactly("TCP 192.0.2.1:5090", "TCP 192.0.2.2:5090");
        assertThat(server.queries()).containsExactly("example.com A");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void aTransportLeadsToItsSrvRecordsAtOnce() {
        server.add("_sip._tcp.example.com", "SRV", "0 1 5070 host.example.com")
                .add("_sips._tcp.example.com", "SRV", "0 1 5071 host.example.com")
                .add("host.example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com;transport=tcp")).containsExactly("TCP 192.0.2.1:5070");
        assertThat(hops(IPV4, "sip:example.com;transport=tls")).containsExactly("TLS 192.0.2.1:5071");
        assertThat(hops(IPV4, "sips:example.com;transport=tcp")).containsExactly("TLS 192.0.2.1:5071");
        assertThat(server.queries()).doesNotContain("example.com NAPTR");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void withoutSrvTheHostItselfServesAtTheDefaultPort() {
        server.add("example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("UDP 192.0.2.1:5060");
        assertThat(hops(IPV4, "sips:example.com")).containsExactly("TLS 192.0.2.1:5061");
        assertThat(hops(IPV4, "sip:example.com;transport=tcp")).containsExactly("TCP 192.0.2.1:5060");
        assertThat(hops(IPV4, "sip:example.com;transport=ws")).containsExactly("WS 192.0.2.1:80");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void aServiceWithoutServersIsTheHostItself() {
        server.add("example.com", "NAPTR", "10 10 \"s\" \"SIP+D2T\" \"\" _sip._tcp.example.com")
                .add("example.com", "A", "192.0.2.1");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TCP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    @Rfc(number = 2782)
    void serversComeByPriorityWithAllTheirAddresses() {
        server.add("_sip._udp.example.com", "SRV", "20 1 5060 b.example.com")
                .add("_sip._udp.example.com", "SRV", "10 1 5060 a.example.com")
                .add("_sip._udp.example.com", "SRV", "5 1 0 a.example.com")
                .add("a.example.com", "A", "192.0.2.1")
                .add("a.example.com", "A", "192.0.2.2")
                .add("b.example.com", "A", "192.0.2.2")
                .add("b.example.com", "A", "192.0.2.3");
        assertThat(hops(IPV4, "sip:example.com;transport=udp"))
                .containsExactly("UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060", "UDP 192.0.2.3:5060");
    }

    @Test
    @Rfc(number = 2782)
    void aRootAsTargetDeclinesTheService() {
        server.add("_sip._udp.example.com", "SRV", "0 0 0 .").add("example.com", "A", "192.0.2.1");
        assertThat(reason(IPV4, "sip:example.com;transport=udp")).isEqualTo(Reason.NO_TRANSPORT);
        server.add("_sip._tcp.example.com", "SRV", "0 0 5060 example.com");
        assertThat(hops(IPV4, "sip:example.com")).containsExactly("TCP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void serversThatDoNotAnswerForSrvDoNotMakeTheHostOne() {
        server.fail("_sip._udp.example.com", "SRV", Rcode.SERVFAIL).add("example.com", "A", "192.0.2.1");
        assertThat(reason(IPV4, "sip:example.com")).isEqualTo(Reason.DNS_FAILED);
        server.add("_sip._tcp.example.org", "SRV", "0 1 5060 example.com")
                .fail("_sip._udp.example.org", "SRV", Rcode.SERVFAIL);
        assertThat(hops(IPV4, "sip:example.org")).containsExactly("TCP 192.0.2.1:5060");
    }

    @Test
    @Rfc(number = 3263, section = "4.2")
    void nothingIsFoundWhereThereIsNothing() {
        server.add("_sip._udp.example.com", "SRV", "0 1 5060 gone.example.com").add("other.example", "A", "0.0.0.0");
        assertThat(reason(ALL, "sip:nobody.example")).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(ALL, "sip:example.com")).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(ALL, "sip:other.example:5060")).isEqualTo(Reason.NOT_FOUND);
        server.fail("failing.example", "A", Rcode.SERVFAIL);
        assertThat(reason(IPV4, "sip:failing.example:5060")).isEqualTo(Reason.DNS_FAILED);
    }

    @Test
    void refusesNamesThatTheDnsCanNotHold() {
        String label = "a".repeat(64);
        assertThat(reason(ALL, "sip:" + label + ".example")).isEqualTo(Reason.MALFORMED);
        String name = "a.".repeat(124) + "abcde";
        assertThat(reason(ALL, "sip:" + name + ";transport=udp")).isEqualTo(Reason.MALFORMED);
        assertThat(server.queries()).isEmpty();
    }

    @Test
    @Rfc(number = 7984, section = "3.1")
    @Rfc(number = 7984, section = "4")
    void bothFamiliesAreAskedForAndComeInOurOrderWithinEachServer() {
        server.add("_sip._udp.example.com", "SRV", "10 1 5060 a.example.com")
                .add("_sip._udp.example.com", "SRV", "20 1 5060 b.example.com")
                .add("a.example.com", "A", "192.0.2.1")
                .add("a.example.com", "AAAA", "2001:db8::1")
                .add("b.example.com", "A", "192.0.2.2")
                .add("b.example.com", "AAAA", "2001:db8::2");
        assertThat(hops(Reach.DEFAULT, "sip:example.com"))
                .containsExactly(
                        "UDP 2001:db8:0:0:0:0:0:1:5060",
                        "UDP 192.0.2.1:5060",
                        "UDP 2001:db8:0:0:0:0:0:2:5060",
                        "UDP 192.0.2.2:5060");
        Reach old = new Reach(List.of(Transport.UDP), List.of(AddressFamily.IPV4, AddressFamily.IPV6));
        assertThat(hops(old, "sip:a.example.com:5060"))
                .containsExactly("UDP 192.0.2.1:5060", "UDP 2001:db8:0:0:0:0:0:1:5060");
    }

    @Test
    @Rfc(number = 7984, section = "3.1")
    void aFamilyWithoutSocketIsNotAskedFor() {
        server.add("example.com", "AAAA", "2001:db8::1");
        assertThat(reason(IPV4, "sip:example.com:5060")).isEqualTo(Reason.NOT_FOUND);
        assertThat(server.queries()).containsExactly("example.com A");
    }

    @Test
    @Rfc(number = 5922, section = "4")
    void theDomainThatWasAskedForStaysWithEachHop() {
        server.add("example.com", "NAPTR", "10 10 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.provider.example")
                .add("_sips._tcp.provider.example", "SRV", "0 1 5061 host.provider.example")
                .add("host.provider.example", "A", "192.0.2.1");
        Resolution found = await(resolver(IPV4).resolve(uri("sips:bob@Example.COM")));
        assertThat(((Found) found).hops())
                .extracting(hop -> hop.domain().text())
                .containsExactly("example.com");
        Resolution routed = await(resolver(IPV4).resolve(uri("sips:example.com;maddr=192.0.2.4")));
        assertThat(((Found) routed).hops())
                .extracting(hop -> hop.domain().text())
                .containsExactly("example.com");
    }

    @Test
    void theFileOfHostsDecidesAlone(@TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "192.0.2.66 gateway.example gw\n2001:db8::6 gw\n");
        dns = dns(settings(CacheSettings.DEFAULT, hosts));
        server.add("gateway.example", "NAPTR", "10 10 \"s\" \"SIP+D2T\" \"\" _sip._tcp.gateway.example")
                .add("_sip._udp.example.com", "SRV", "0 1 5070 Gateway.example");
        assertThat(hops(IPV4, "sip:GATEWAY.example")).containsExactly("UDP 192.0.2.66:5060");
        assertThat(hops(ALL, "sips:gw:99")).containsExactly("TLS 2001:db8:0:0:0:0:0:6:99", "TLS 192.0.2.66:99");
        assertThat(server.queries()).isEmpty();
        assertThat(hops(IPV4, "sip:example.com;transport=udp")).containsExactly("UDP 192.0.2.66:5070");
    }

    @Test
    void deadDestinationsComeLast() {
        server.add("example.com", "A", "192.0.2.1").add("example.com", "A", "192.0.2.2");
        Found found = (Found) await(resolver(IPV4).resolve(uri("sip:example.com:5060")));
        dead.markDead(found.hops().getFirst());
        assertThat(hops(IPV4, "sip:example.com:5060")).containsExactly("UDP 192.0.2.2:5060", "UDP 192.0.2.1:5060");
    }
}
