package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.context.Blacklist;
import io.sidetone.server.module.AliasSetting;
import io.sidetone.server.module.BlacklistSetting;
import io.sidetone.server.module.BondSetting;
import io.sidetone.server.module.CoreParameters;
import io.sidetone.server.module.SocketSetting;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.AddressBlock;
import io.sidetone.sip.resolve.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreParametersTest {

    private static String errors(String settings) {
        return ScriptTest.errors(settings + "\nroute { exit; }", new CoreModule());
    }

    private static CoreParameters of(String settings) {
        try (ScriptTest test = ScriptTest.of(settings + "\nroute { exit; }", new CoreModule())) {
            return test.server().modules().parameters();
        }
    }

    @Test
    void socketsAreRead() {
        CoreParameters parameters = of("""
                        socket = udp:127.0.0.1:5060 as 203.0.113.1:5070 use_workers 4 tag inside tos 0x10 anycast
                        socket = tcp:[2001:db8::1]:5062-5064 accept_subdomain allow_proxy_protocol frag reuse_port
                        socket = tls:*
                        socket = bond:outside {"udp:127.0.0.1:5060", "tcp:127.0.0.1:5062"}
                        """);
        assertThat(parameters.sockets.value())
                .containsExactly(
                        new SocketSetting(
                                Transport.UDP,
                                "127.0.0.1",
                                5060,
                                5060,
                                "203.0.113.1:5070",
                                "inside",
                                16,
                                true,
                                false,
                                false),
                        new SocketSetting(Transport.TCP, "2001:db8::1", 5062, 5064, null, null, -1, false, true, true),
                        new SocketSetting(Transport.TLS, "*", 5061, 5061, null, null, -1, false, false, false),
                        new BondSetting("outside", List.of("udp:127.0.0.1:5060", "tcp:127.0.0.1:5062")));
    }

    @Test
    void placesAreThoseOfAllPorts() throws IOException {
        SocketSetting socket = SocketSetting.parse(List.of("udp:127.0.0.1:5060-5062"));
        assertThat(socket.places()).hasSize(3);
        assertThat(SocketSetting.parse(List.of("ws:*")).places().getFirst().getPort())
                .isEqualTo(80);
    }

    @Test
    void whatIsNoSocketSaysWhy() {
        assertThat(errors("socket = sctp:127.0.0.1:5060"))
                .contains("a socket begins with udp:, tcp:, tls:, ws: or wss:, not with 'sctp'");
        assertThat(errors("socket = \"udp:127.0.0.1:99999\"")).contains("'99999' is no port of a socket");
        assertThat(errors("socket = \"udp:127.0.0.1:5062-5060\"")).contains("have to rise");
        assertThat(errors("socket = \"udp::5060\"")).contains("needs an address, a name or '*'");
        assertThat(errors("socket = \"udp:127.0.0.1 tag\"")).contains("something has to stand behind 'tag'");
        assertThat(errors("socket = \"udp:127.0.0.1 shiny\"")).contains("a socket has no option 'shiny'");
        assertThat(errors("socket = udp:127.0.0.1:5060 allow-proxy")).contains("of connections only, not of udp");
        assertThat(errors("socket = tcp:127.0.0.1:5060 proxy_protocol")).contains("taken, but not sent");
        assertThat(errors("proxy_protocol_from = \"192.0.2.1/33\""))
                .contains("'192.0.2.1/33' is no block of addresses");
        assertThat(errors("socket = \"bond:x\"")).contains("a group of sockets is written bond:name");
        assertThat(errors("tos = \"300\"")).contains("'300' is no traffic class");
    }

    @Test
    void aliasesAreRead() {
        CoreParameters parameters = of("""
                alias = udp:other.example.com:5060
                alias = example.net accept_subdomain
                alias = "tcp:192.0.2.7"
                """);
        assertThat(parameters.aliases.value())
                .extracting(
                        AliasSetting::transport,
                        alias -> alias.host().text(),
                        AliasSetting::port,
                        AliasSetting::subdomains)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Transport.UDP, "other.example.com", 5060, false),
                        org.assertj.core.groups.Tuple.tuple(null, "example.net", 0, true),
                        org.assertj.core.groups.Tuple.tuple(Transport.TCP, "192.0.2.7", 0, false));
        assertThat(of("alias = \"udp:a b accept_subdomain\"").aliases.value())
                .extracting(alias -> alias.host().text(), AliasSetting::subdomains)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", false),
                        org.assertj.core.groups.Tuple.tuple("b", true));
        assertThat(errors("alias = \"udp:x:99999\"")).contains("is no alias");
    }

    @Test
    void blacklistsAreRead() {
        CoreParameters parameters = of("""
                        dst_blacklist = gw:{(udp, 192.0.2.0/24, 5060, ""), !(any, 198.51.100.1, 0, "x*")}
                        dst_blacklist = more/expire,default
                        """);
        assertThat(parameters.blacklists.value())
                .containsExactly(
                        new BlacklistSetting(
                                "gw",
                                false,
                                true,
                                false,
                                List.of(
                                        new Blacklist.Rule(
                                                false, Transport.UDP, AddressBlock.parse("192.0.2.0/24"), 5060, ""),
                                        new Blacklist.Rule(true, null, AddressBlock.parse("198.51.100.1"), 0, "x*"))),
                        new BlacklistSetting("more", true, false, true, List.of()));
    }

    @Test
    void numbersAndTextsAreRead() {
        CoreParameters parameters = of("""
                        log_level = -1
                        server_header = "Server: me"
                        tos = IPTOS_LOWDELAY
                        mhomed = yes
                        advertised_address = "example.org"
                        advertised_port = 5080
                        """);
        assertThat(parameters.logLevel.value()).isEqualTo(-1);
        assertThat(parameters.serverHeader.value()).isEqualTo("Server: me");
        assertThat(parameters.tos.value()).isEqualTo(16);
        assertThat(parameters.mhomed.value()).isTrue();
        assertThat(parameters.advertisedPort.value()).isEqualTo(5080);
        assertThat(errors("log_level = 7")).contains("`log_level` is 7, but has to be from -3 to 4");
        assertThat(errors("log_lvl = 3")).contains("did you mean `log_level`?");
    }

    @Test
    void whatDoesNothingSaysWhyOnce() {
        assertThat(errors("""
                                udp_workers = 4 use_auto_scaling_profile P
                                mpath = "/a"
                                mpath = "/b"
                                mem-group = "x": "core" "tm"
                                auto_scaling_profile = P
                                    scale up to 6 on 70% for 4 cycles within 5
                                    scale down to 2 on 18% for 10 cycles
                                syslog_facility = LOG_LOCAL0
                                chroot = "/x"
                                poll_method = select
                                """))
                .contains("`udp_workers` does nothing here: there are no processes to share out")
                .containsOnlyOnce("`mpath` does nothing here")
                .contains("`chroot` does nothing here")
                .contains("0 errors");
    }

    @Test
    void everyParameterIsDescribed() {
        assertThat(new CoreParameters().all())
                .allSatisfy(parameter -> assertThat(parameter.description()).endsWith("."))
                .extracting(parameter -> parameter.name() + parameter.dialects())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(90);
    }
}
