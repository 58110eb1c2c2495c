package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Parameters;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ViaTest {

    @Test
    @Rfc(number = 3261, section = "20.42")
    void readsAllParts() throws SyntaxException {
        Via via = read(
                Headers.VIA,
                "SIP/2.0/UDP erlang.bell-telephone.com:5060;branch=z9hG4bK87asdks7;ttl=16;maddr=224.2.0.1");
        assertThat(via.protocolName()).isEqualTo("SIP");
        assertThat(via.protocolVersion()).isEqualTo("2.0");
        assertThat(via.transport()).isEqualTo("UDP");
        assertThat(via.host()).isEqualTo(Host.parse("erlang.bell-telephone.com"));
        assertThat(via.port()).isEqualTo(5060);
        assertThat(via.branch()).isEqualTo("z9hG4bK87asdks7");
        assertThat(via.ttl()).isEqualTo(16);
        assertThat(via.maddr()).isEqualTo("224.2.0.1");
        assertThat(via.received()).isNull();
        assertThat(via.hasAlias()).isFalse();
        assertThat(via.hasKeep()).isFalse();
    }

    @Test
    void readsWhiteSpaceAroundSeparators() {
        String spread = "SIP  /\t2.0\r\n /  TCP \t spindle.example.com\r\n  : 5070 ;\r\n branch  =   z9hG4bK9ikj8 ; x";
        assertThat(canonical(Headers.VIA, spread))
                .isEqualTo("SIP/2.0/TCP spindle.example.com:5070;branch=z9hG4bK9ikj8;x");
    }

    @Test
    void keepsTransportsAsWritten() {
        for (String transport : new String[] {"UDP", "udp", "TLS", "SCTP", "WS", "WSS", "UNKNOWN", "TLS-SCTP", "Tcp"}) {
            Via via = read(Headers.VIA, "SIP/2.0/" + transport + " h");
            assertThat(via.transport()).isEqualTo(transport);
            assertThat(via.isTransport(transport.toLowerCase(Locale.ROOT))).isTrue();
        }
        assertThat(read(Headers.VIA, "sip/2.1/UDP h").protocolVersion()).isEqualTo("2.1");
    }

    @Test
    void readsHostsOfEveryKind() {
        assertThat(read(Headers.VIA, "SIP/2.0/UDP [2001:db8::9:1]:5070").port()).isEqualTo(5070);
        assertThat(read(Headers.VIA, "SIP/2.0/UDP [2001:db8::9:1]").host().isIpv6())
                .isTrue();
        assertThat(read(Headers.VIA, "SIP/2.0/UDP 192.0.2.1").host().isIpv4()).isTrue();
        assertThat(read(Headers.VIA, "SIP/2.0/WSS df7jal23ls0d.invalid").port()).isEqualTo(Via.NO_PORT);
    }

    @Test
    @Rfc(number = 3261, section = "8.1.1.7")
    void tellsUniqueBranchesFromOldOnes() {
        assertThat(via(";branch=z9hG4bKx").hasMagicCookie()).isTrue();
        assertThat(via(";branch=z9hG4bK").hasMagicCookie()).isFalse();
        assertThat(via(";branch=390skdjuw").hasMagicCookie()).isFalse();
        assertThat(via("").hasMagicCookie()).isFalse();
        assertThat(via("").branch()).isNull();
        assertThat(via(";Branch=a").branch()).isEqualTo("a");
    }

    @Test
    @Rfc(number = 3581, section = "3")
    @Rfc(number = 3581, section = "4")
    void tellsThreeStatesOfRport() {
        assertThat(via("").rport()).isEqualTo(Via.RPORT_ABSENT);
        assertThat(via(";rport").rport()).isEqualTo(Via.RPORT_EMPTY);
        assertThat(via(";rport=9988").rport()).isEqualTo(9988);
        assertThat(via(";rport;branch=1").withRport(5061)).hasToString("SIP/2.0/UDP h;rport=5061;branch=1");
        refuses(Headers.VIA, "SIP/2.0/UDP h;rport=", "SIP/2.0/UDP h;rport=x", "SIP/2.0/UDP h;rport=65536");
    }

    @Test
    @Rfc(number = 5118, section = "4.5")
    @Rfc(number = 3261, section = "18.2.1")
    @Rfc(number = 3261, section = "18.2.2")
    void takesReceivedWithBracketsAndWritesItWithout() {
        assertThat(via(";received=[2001:db8::9:255]").received()).isEqualTo("2001:db8::9:255");
        assertThat(via(";received=2001:db8::9:255").received()).isEqualTo("2001:db8::9:255");
        assertThat(canonical(Headers.VIA, "SIP/2.0/UDP h;received=[::1];x")).isEqualTo("SIP/2.0/UDP h;received=::1;x");
        assertThat(via("").withReceived("[2001:db8::1]").received()).isEqualTo("2001:db8::1");
        assertThat(via("").withReceived("192.0.2.1")).hasToString("SIP/2.0/UDP h;received=192.0.2.1");
        assertThat(via("").maddr()).isNull();
    }

    @Test
    @Rfc(number = 5923)
    @Rfc(number = 6223)
    void tellsAliasAndKeep() {
        assertThat(via(";alias").hasAlias()).isTrue();
        assertThat(via(";keep").hasKeep()).isTrue();
        assertThat(via(";keep=30").hasKeep()).isTrue();
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.VIA,
                "",
                "SIP",
                "SIP/2.0",
                "SIP/2.0/",
                "SIP/2.0/UDP",
                "SIP/2.0/UDP ",
                "SIP/2.0/UDP;x",
                "SIP//UDP h");
        refuses(
                Headers.VIA,
                "SIP/2.0/UDP h;;",
                "SIP/2.0/UDP h,,",
                "SIP/2.0/UDP h;,;",
                "SIP/2.0/UDP h;=1",
                "SIP/2.0/UDP h x");
        refuses(
                Headers.VIA,
                "SIP/2.0/UDP h:",
                "SIP/2.0/UDP h:0",
                "SIP/2.0/UDP h:65536",
                "SIP/2.0/UDP h:x",
                "SIP/2.0/UDP h:1:2");
        refuses(
                Headers.VIA,
                "SIP/2.0/UDP [::1",
                "SIP/2.0/UDP ::1",
                "SIP/2.0/UDP [x]",
                "SIP/2.0/UDP h\u0000",
                "SIP/2.0/UDP \u00e9");
        refuses(
                Headers.VIA,
                "SIP/2.0/UDP h;ttl=256",
                "SIP/2.0/UDP h;ttl=x",
                "SIP/2.0/UDP h;ttl",
                "SIP/2.0/UDP h;branch=\"x");
    }

    @Test
    void isMadeOfItsParts() throws SyntaxException {
        Via via = Via.of("TLS", Host.parse("example.com"), 5061, "z9hG4bK1");
        assertThat(via).hasToString("SIP/2.0/TLS example.com:5061;branch=z9hG4bK1");
        assertThat(via.with(Parameters.NONE)).hasToString("SIP/2.0/TLS example.com:5061");
        assertThat(via).isEqualTo(read(Headers.VIA, via.text()));
        assertThatThrownBy(() -> Via.of("TLS", Host.parse("example.com"), 0, "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Via via(String parameters) {
        return read(Headers.VIA, "SIP/2.0/UDP h" + parameters);
    }
}
