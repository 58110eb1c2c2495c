package io.sidetone.modules.nathelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.Bundled;
import io.sidetone.server.module.Module;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.LocationService;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingsTest {

    private static final String MODULES = """
            loadmodule "signaling.so"
            loadmodule "sl.so"
            loadmodule "tm.so"
            loadmodule "usrloc.so"
            modparam("usrloc", "nat_bflag", "NAT")
            modparam("usrloc", "working_mode_preset", "single-instance-no-db")
            loadmodule "registrar.so"
            modparam("registrar", "received_avp", "$avp(rcv)")
            loadmodule "nathelper.so"
            modparam("nathelper", "received_avp", "$avp(rcv)")
            modparam("nathelper", "natping_interval", 5)
            modparam("nathelper", "ping_nated_only", 1)
            modparam("nathelper", "sipping_bflag", "SIPPING")
            modparam("nathelper", "remove_on_timeout_bflag", "REMOVE")
            modparam("nathelper", "sipping_from", "sip:pinger@example.org")
            modparam("nathelper", "max_pings_lost", 2)
            modparam("nathelper", "ping_threshold", 3)
            """;

    private ScriptTest test;
    private ScriptedPeer bob;

    /// The device registers with an address that nobody can reach.
    private void start(String flags) {
        test = ScriptTest.of(
                MODULES + "route { " + flags + " fix_nated_register(); save(\"location\"); }",
                Bundled.modules().toArray(Module[]::new));
        bob = test.peer();
        test.ask(
                bob,
                200,
                "REGISTER",
                "From: <sip:bob@example.org>;tag=r",
                "Contact: <sip:bob@10.0.0.9:7>",
                "Expires: 600");
    }

    private List<Binding> bindings() {
        LocationService locations = test.server().modules().services().find(LocationService.class);
        return locations.table("location").bindings(locations.usesDomain() ? "bob@example.org" : "bob");
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    void aDeviceBehindANatIsPingedWhereItWasSeen() {
        start("setbflag(\"NAT\"); setbflag(\"SIPPING\");");
        assertThat(bindings())
                .singleElement()
                .satisfies(binding -> assertThat(binding.received())
                        .isEqualTo("sip:" + bob.address().getAddress().getHostAddress() + ":"
                                + bob.address().getPort()));
        SipRequest ping = bob.expectRequest("OPTIONS");
        assertThat(ping.uriText()).isEqualTo("sip:bob@10.0.0.9:7");
        assertThat(ping.from().uri().toString()).isEqualTo("sip:pinger@example.org");
        assertThat(ping.first(Headers.MAX_FORWARDS)).isEqualTo(70);
        bob.answer(ping, 200, "OK");
        long before = test.statistic("nathelper:pings_sent");
        test.pass(Duration.ofSeconds(11));
        assertThat(test.statistic("nathelper:pings_sent") - before).isBetween(2L, 3L);
    }

    @Test
    void withoutTheFlagItIsFourOctets() {
        start("setbflag(\"NAT\");");
        test.pass(Duration.ofSeconds(6));
        assertThat(test.statistic("nathelper:pings_sent")).isPositive();
        assertThat(bob.received()).noneMatch(message -> message instanceof SipRequest);
    }

    @Test
    void whoIsNotBehindANatIsLeftAlone() {
        start("");
        test.pass(Duration.ofSeconds(12));
        assertThat(test.statistic("nathelper:pings_sent")).isZero();
    }

    @Test
    void whoDoesNotAnswerIsForgotten() {
        start("setbflag(\"NAT\"); setbflag(\"SIPPING\"); setbflag(\"REMOVE\");");
        test.pass(Duration.ofSeconds(7));
        assertThat(bindings()).hasSize(1);
        test.pass(Duration.ofSeconds(12));
        assertThat(test.statistic("nathelper:pings_missed")).isGreaterThanOrEqualTo(2);
        assertThat(bindings()).isEmpty();
        assertThat(test.statistic("nathelper:contacts_removed")).isEqualTo(1);
    }

    @Test
    void anOperatorCanStopIt() {
        start("setbflag(\"NAT\");");
        assertThat(test.command("nh_enable_ping").toString()).contains("1");
        assertThat(test.command("nathelper:enable_ping", 0L).toString()).contains("0");
        long before = test.statistic("nathelper:pings_sent");
        test.pass(Duration.ofSeconds(12));
        assertThat(test.statistic("nathelper:pings_sent")).isEqualTo(before);
    }

    @Test
    void withoutContactsThereIsNothingToBePinged() {
        assertThatThrownBy(() -> ScriptTest.of("""
                        loadmodule "nathelper.so"
                        modparam("nathelper", "natping_interval", 5)
                        route { exit; }""", new NathelperModule()))
                .hasMessageContaining("Load the module usrloc");
    }
}
