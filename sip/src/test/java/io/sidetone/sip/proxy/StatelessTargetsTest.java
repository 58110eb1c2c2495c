package io.sidetone.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.DnsSettings;
import io.sidetone.sip.resolve.ScriptedDns;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A proxy that keeps nothing, in front of several servers of one weight.
@Tag("wire")
@Rfc(number = 3263, section = "4.4")
class StatelessTargetsTest {

    private static final int CALLS = 30;

    private final ScriptedDns dns = new ScriptedDns();
    private final ProxyStand stand = new ProxyStand(
            TestBed.simulated(1),
            Transport.UDP,
            TransactionSettings.DEFAULT,
            DnsSettings.of(List.of(dns.address())),
            site -> new StatelessProxy(site.layer(), site.myself(), false, (_, _) -> site.verdict()));

    @AfterEach
    void close() {
        stand.close();
        dns.close();
    }

    /// Each question is answered by a real server, on the thread of the test.
    private void send(String method, String branch) {
        stand.send(method, branch);
        stand.run(10);
        while (!stand.questions.isEmpty()) {
            stand.questions.remove().run();
            stand.run(10);
        }
    }

    @Test
    @Rfc(number = 3261, section = "16.11")
    void allOfOneTransactionGoesToOneServer() {
        List<ScriptedPeer> servers = new ArrayList<>();
        for (int i = 2; i <= 5; i++) {
            dns.add("_sip._udp.far.example", "SRV", "0 10 5060 host" + i + ".far.example")
                    .add("host" + i + ".far.example", "A", "127.0.0." + i);
            servers.add(stand.peer(Transport.UDP, i));
        }
        stand.targets.add(Target.of(Messages.uri("sip:bob@far.example;transport=udp")));
        for (int call = 0; call < CALLS; call++) {
            for (String method : List.of("INVITE", "INVITE", "CANCEL", "ACK")) {
                send(method, "z9hG4bKcall" + call);
            }
        }
        for (ScriptedPeer server : servers) {
            long calls = ProxyStand.count(server, "ACK");
            assertThat(calls).isBetween(1L, (long) CALLS - servers.size() + 1);
            assertThat(ProxyStand.count(server, "INVITE")).isEqualTo(2 * calls);
            assertThat(ProxyStand.count(server, "CANCEL")).isEqualTo(calls);
            assertThat(server.received().stream().map(ProxyStand::branch).distinct())
                    .hasSize((int) calls);
        }
    }
}
