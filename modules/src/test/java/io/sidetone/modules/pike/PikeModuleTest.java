package io.sidetone.modules.pike;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PikeModuleTest {

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static int hitsUntilBlocked(AddressTree tree, InetAddress address, int allowed) {
        int hits = 1;
        while (tree.hit(address, allowed, 0) == AddressTree.Verdict.FINE) {
            hits++;
            assertThat(hits).isLessThan(100 * allowed);
        }
        return hits;
    }

    @Test
    void anAddressIsBlockedAfterOneToThreeTimesItsRequests() {
        assertThat(hitsUntilBlocked(new AddressTree(4), address("192.0.2.1"), 30))
                .isBetween(30, 90);
        assertThat(hitsUntilBlocked(new AddressTree(16), address("2001:db8::1"), 30))
                .isBetween(30, 270);
    }

    @Test
    void aNeighbourIsNotBlockedWithIt() {
        AddressTree tree = new AddressTree(4);
        hitsUntilBlocked(tree, address("192.0.2.1"), 30);
        assertThat(tree.hit(address("192.0.2.1"), 30, 0)).isEqualTo(AddressTree.Verdict.BLOCKED);
        assertThat(tree.hit(address("192.0.2.2"), 30, 0)).isEqualTo(AddressTree.Verdict.FINE);
    }

    @Test
    void aCalmAddressIsSetFreeAndForgotten() {
        AddressTree tree = new AddressTree(4);
        hitsUntilBlocked(tree, address("192.0.2.1"), 30);
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(tree.tick(30, second, 10 * second)).isEmpty();
        assertThat(tree.tick(30, 2 * second, 10 * second)).containsExactly("192.0.2.1");
        assertThat(tree.hit(address("192.0.2.1"), 30, 2 * second)).isEqualTo(AddressTree.Verdict.FINE);
        for (int i = 0; i < 4; i++) {
            tree.tick(30, 100 * second, 10 * second);
        }
        assertThat(tree.size()).isZero();
    }

    @Test
    void aFloodFromManyAddressesDoesNotGrowTheTreeWithoutEnd() {
        AddressTree tree = new AddressTree(16);
        Random random = new Random(1);
        byte[] octets = new byte[16];
        for (int i = 0; i < 300_000; i++) {
            random.nextBytes(octets);
            try {
                tree.hit(InetAddress.getByAddress(octets), 30, 0);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(tree.size()).isLessThan(AddressTree.MOST);
        assertThat(tree.list(10)).hasSize(10);
    }

    @Test
    void aScriptSeesWhoFloods() {
        Targets targets = new Targets();
        PikeModule pike = new PikeModule();
        try (ScriptTest test = ScriptTest.of("""
                loadmodule "signaling.so"
                loadmodule "tm.so"
                loadmodule "pike.so"
                modparam("pike", "reqs_density_per_unit", 3)
                route { pike_check_req(); say("$rc"); send_reply(200, "OK"); }
                event_route[E_PIKE_BLOCKED] { say("blocked $param(ip)"); }
                """, targets, pike, new SignalingModule(), new TmModule())) {
            ScriptedPeer alice = test.peer();
            for (int i = 0; i < 12; i++) {
                test.ask(alice, 200, "MESSAGE");
            }
            String ip = alice.address().getAddress().getHostAddress();
            assertThat(targets.said()).startsWith("1").contains("-2", "-1", "blocked " + ip);
            assertThat(test.statistic("pike:blocked_ips")).isEqualTo(1);
            assertThat((List<?>) test.command("pike:list")).hasSize(4);
            test.command("pike:rm", ip);
            targets.said().clear();
            test.ask(alice, 200, "MESSAGE");
            assertThat(targets.said()).containsExactly("1");
        }
    }

    @Test
    void aRouteSaysWhoIsLookedAtAndWhoFloodsIsNotAnswered() {
        Targets targets = new Targets();
        try (ScriptTest test = ScriptTest.of(
                """
                loadmodule "signaling.so"
                loadmodule "tm.so"
                loadmodule "pike.so"
                modparam("pike", "reqs_density_per_unit", 3)
                modparam("pike", "check_route", "watch")
                route { say("run"); send_reply(200, "OK"); }
                route[watch] { if ($rm == "OPTIONS") drop; }
                """, targets, new PikeModule(), new SignalingModule(), new TmModule(), new CoreModule())) {
            ScriptedPeer alice = test.peer();
            for (int i = 0; i < 12; i++) {
                alice.send(test.request(alice, "MESSAGE"), test.address());
            }
            test.ask(alice, 200, "OPTIONS");
            assertThat(targets.said()).hasSizeBetween(4, 12);
            assertThat(test.statistic("pike:blocked_ips")).isEqualTo(1);
        }
    }

    @Test
    void aRouteThatIsNotThereIsSaidAtTheStart() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ScriptTest.of("""
                loadmodule "pike.so"
                modparam("pike", "check_route", "watch")
                route { exit; }
                """, new PikeModule())))
                .hasMessageContaining("route[watch]");
    }
}
