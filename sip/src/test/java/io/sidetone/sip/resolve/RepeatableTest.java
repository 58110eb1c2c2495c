package io.sidetone.sip.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Resolution.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who remembers nothing sends a retransmission where the request went.
@Rfc(number = 3263, section = "4.4")
class RepeatableTest extends ResolverCase {

    private static final int SERVERS = 20;

    private List<String> resolve(long seed) {
        return hops(await(resolver(IPV4).repeatable(seed).resolve(uri("sip:example.com"))));
    }

    private void addServers(Random random) {
        List<String> servers = new ArrayList<>();
        for (int i = 1; i <= SERVERS; i++) {
            servers.add("0 10 " + (5000 + i) + " a.example.com");
        }
        List<String> addresses = new ArrayList<>(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"));
        Collections.shuffle(servers, random);
        Collections.shuffle(addresses, random);
        servers.forEach(each -> server.add("_sip._udp.example.com", "SRV", each));
        addresses.forEach(each -> server.add("a.example.com", "A", each));
    }

    private void removeAll() {
        server.remove("_sip._udp.example.com", "SRV");
        server.remove("a.example.com", "A");
    }

    @Test
    void oneSeedGivesOneOrder() {
        addServers(new Random(1));
        List<String> first = resolve(1);
        assertThat(resolve(1)).isEqualTo(first);
        assertThat(resolve(2)).isNotEqualTo(first).hasSameElementsAs(first);
    }

    @Test
    void inWhateverOrderTheAnswersOfTheDnsAre() {
        addServers(new Random(1));
        List<String> first = resolve(1);
        for (int i = 2; i < 10; i++) {
            removeAll();
            addServers(new Random(i));
            dns = dns(settings());
            assertThat(resolve(1)).isEqualTo(first);
        }
    }

    @Test
    void whateverIsCachedAlready() {
        addServers(new Random(1));
        List<String> first = resolve(1);
        dns = dns(settings());
        await(resolver(IPV4).resolve(uri("sip:a.example.com:5060")));
        assertThat(resolve(1)).isEqualTo(first);
    }

    @Test
    void whateverIsDeadMeanwhile() {
        addServers(new Random(1));
        List<String> first = resolve(1);
        Found found = (Found) await(resolver(IPV4).repeatable(1).resolve(uri("sip:example.com")));
        found.hops().subList(0, 10).forEach(dead::markDead);
        assertThat(resolve(1)).isEqualTo(first);
    }

    @Test
    void theAddressesOfAHostTakeTurns() {
        addServers(new Random(1));
        Set<String> first = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            first.add(hops(await(resolver(IPV4).repeatable(seed).resolve(uri("sip:a.example.com:5060"))))
                    .getFirst());
        }
        assertThat(first).containsExactlyInAnyOrder("UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060", "UDP 192.0.2.3:5060");
    }

    @Test
    @Rfc(number = 2782)
    void serversAreChosenAsOftenAsTheirWeightsSay() {
        server.add("_sip._udp.example.com", "SRV", "0 10 5001 a.example.com")
                .add("_sip._udp.example.com", "SRV", "0 30 5003 a.example.com")
                .add("_sip._udp.example.com", "SRV", "1 99 5099 a.example.com")
                .add("a.example.com", "A", "192.0.2.1");
        Map<String, Integer> first = new HashMap<>();
        for (int seed = 0; seed < 4000; seed++) {
            List<String> hops = resolve(Integer.toString(seed).hashCode());
            first.merge(hops.getFirst(), 1, Integer::sum);
            assertThat(hops.getLast()).endsWith(":5099");
        }
        assertThat(first).containsOnlyKeys("UDP 192.0.2.1:5001", "UDP 192.0.2.1:5003");
        assertThat(first.get("UDP 192.0.2.1:5001")).isBetween(900, 1150);
    }
}
