package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

class DnsSettingsTest {

    @Test
    void readsServersAndOptions() {
        ResolvConf conf = ResolvConf.parse(List.of(
                "# made by hand",
                "search example.com",
                "nameserver 192.0.2.1",
                "  nameserver\t2001:db8::1 ; the other",
                "nameserver dns.example",
                "nameserver",
                "options ndots:3 timeout:4 rotate",
                "options attempts:99 timeout:x timeout:0",
                "nameserver 192.0.2.3",
                "nameserver 192.0.2.4"));
        assertThat(conf.servers()).containsExactly(server("192.0.2.1"), server("2001:db8::1"), server("192.0.2.3"));
        assertThat(conf.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(conf.attempts()).isEqualTo(5);
    }

    @Test
    void asksThisMachineIfNobodyIsNamed(@TempDir Path folder) throws Exception {
        DnsSettings settings = DnsSettings.read(folder.resolve("missing"), null);
        assertThat(settings.servers()).containsExactly(server("127.0.0.1"));
        assertThat(settings.timeout()).isEqualTo(DnsSettings.DEFAULT_TIMEOUT);
        Path file = Files.writeString(folder.resolve("resolv.conf"), "nameserver 192.0.2.1\n");
        assertThat(DnsSettings.read(file, null).servers()).containsExactly(server("192.0.2.1"));
    }

    @Test
    void takesWhatTheSystemSays() throws Exception {
        DnsSettings settings = DnsSettings.ofSystem();
        assertThat(settings.servers()).isNotEmpty();
        assertThat(settings.hosts()).isEqualTo(Path.of("/etc/hosts"));
    }

    @Test
    void refusesToAskNobody() {
        assertThatThrownBy(() -> DnsSettings.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsHostsAndPassesOverWhatMakesNoSense() {
        Map<Name, List<InetAddress>> names = HostsFile.parse(List.of(
                "127.0.0.1 localhost",
                "",
                "# 192.0.2.9 gone",
                "192.0.2.1\tgw.example  gw # main",
                "2001:db8::1 GW",
                "nonsense gw",
                "192.0.2.2",
                "192.0.2.3 " + "a".repeat(70)));
        assertThat(names.keySet())
                .extracting(Name::toString)
                .containsExactlyInAnyOrder("localhost.", "gw.example.", "gw.");
        assertThat(names.get(Name.fromConstantString("gw.")))
                .containsExactly(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));
    }

    private static InetSocketAddress server(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 53);
    }
}
