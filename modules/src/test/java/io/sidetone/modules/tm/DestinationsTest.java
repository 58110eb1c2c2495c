package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.rr.RrModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where requests may go, and what they say of us then.
class DestinationsTest {

    private static final String HEAD = """
            dst_blacklist = usual/default,expire:{}
            dst_blacklist = chosen/expire:{}
            dst_blacklist = fixed:{(udp, 203.0.113.0/255.255.255.0, 5060, ""), !(any, 192.0.2.1, 0, "")}
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            """;

    private final Targets targets = new Targets();
    private ScriptTest test;
    private ScriptedPeer alice;
    private ScriptedPeer bob;
    private ScriptedPeer carol;

    private void start(String routes) {
        test = ScriptTest.of(
                HEAD + "route { exit; }", new CoreModule(), targets, new TmModule(), new SlModule(), new RrModule());
        alice = test.peer();
        bob = test.peer();
        carol = test.peer();
        test.reload(HEAD
                + routes.replace("BOB", ScriptTest.uri("bob", bob))
                        .replace("CAROL", ScriptTest.uri("carol", carol))
                        .replace("PORT", "" + bob.address().getPort()));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void nothingGoesWhereAListForbidsIt() {
        start("""
                route {
                    add_blacklist_rule("usual", "127.0.0.1", PORT, "udp");
                    to("BOB"); t_on_failure("f");
                    say("it is " + t_relay());
                }
                failure_route[f] { say("failure route"); }""");
        assertThat(test.ask(alice, 473, "INVITE").phrase()).isEqualTo("Filtered Destination");
        assertThat(targets.said()).containsExactly("it is -5");
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void aScriptChoosesTheListsThatCount() {
        start("""
                route {
                    add_blacklist_rule("usual", "127.0.0.1", PORT);
                    add_blacklist_rule("chosen", "127.0.0.0/8", PORT, "udp", "INVITE *");
                    if (method("INVITE")) use_blacklist("chosen");
                    unuse_blacklist("usual");
                    to("BOB");
                    t_relay();
                }""");
        assertThat(test.forwarded(alice, bob, "OPTIONS").uriText()).isEqualTo(ScriptTest.uri("bob", bob));
        test.ask(alice, 473, "INVITE");
    }

    @Test
    void theOtherBranchesGoOn() {
        start("""
                route {
                    add_blacklist_rule("usual", "127.0.0.1", PORT);
                    to("BOB"); also("CAROL");
                    say("it is " + t_relay());
                }""");
        SipRequest request = test.forwarded(alice, carol, "INVITE");
        carol.answer(request, 200, "OK");
        alice.expectResponse(200);
        assertThat(targets.said()).containsExactly("it is 1");
    }

    @Test
    void scriptsAskListsAndTakeRulesAway() {
        start("""
                route {
                    say(check_blacklist_rule("fixed", "203.0.113.7", 5060, "udp"));
                    say(check_blacklist_rule("fixed", "192.0.2.1", 5060, "udp"));
                    say(add_blacklist_rule("fixed", "192.0.2.0/24"));
                    say(check_blacklist_rule("all", "192.0.2.9"));
                    say(add_blacklist_rule("usual", "192.0.2.0/24"));
                    say(check_blacklist_rule("all", "192.0.2.9"));
                    say(del_blacklist_rule("usual", "192.0.2.0/24"));
                    say(del_blacklist_rule("usual", "192.0.2.0/24"));
                    sl_send_reply(200, "OK");
                }""");
        test.ask(alice, 200, "OPTIONS");
        assertThat(targets.said()).containsExactly("1", "-1", "-1", "-1", "1", "1", "1", "-1");
    }

    @Test
    void operatorsSeeAndChangeLists() {
        start("route { exit; }");
        assertThat(test.command("blacklists:add_rule", "usual", "udp,192.0.2.0/24,5060", 60))
                .isEqualTo("OK");
        assertThat(test.command("blacklists:check_all", "192.0.2.3", 5060, "udp"))
                .isEqualTo(List.of("usual", "fixed"));
        assertThat(test.command("blacklists:check", "usual", "192.0.2.3", 5060, "udp"))
                .isEqualTo("udp,192.0.2.0/24,5060,");
        assertThat(test.command("blacklists:list", "usual"))
                .isEqualTo(Map.of(
                        "name",
                        "usual",
                        "default",
                        true,
                        "readonly",
                        false,
                        "rules",
                        List.of("udp,192.0.2.0/24,5060,")));
        test.pass(Duration.ofSeconds(61));
        assertThat(test.command("blacklists:check_all", "192.0.2.3", 5060, "tcp"))
                .isEqualTo(List.of("fixed"));
        assertThat(test.command("blacklists:add_rule", "usual", "192.0.2.0/24")).isEqualTo("OK");
        assertThat(test.command("blacklists:del_rule", "usual", "192.0.2.0/24")).isEqualTo("OK");
    }

    @Test
    @Rfc(number = 3261, section = "18.1.1")
    void aRequestSaysOfUsWhatTheScriptWants() {
        start("""
                route {
                    set_advertised_address("proxy.example.net");
                    if (method("INVITE")) { set_advertised_port(5099); record_route(); }
                    to("BOB"); t_relay();
                }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(invite.topVia().toString()).contains("proxy.example.net:5099;");
        assertThat(invite.all(Headers.RECORD_ROUTE))
                .singleElement()
                .asString()
                .contains("sip:proxy.example.net" + ":5099;");
        SipRequest options = test.forwarded(alice, bob, "OPTIONS");
        assertThat(options.topVia().toString())
                .contains("proxy.example.net:" + test.address().getPort());
        bob.answer(options, 200, "OK");
        alice.expectResponse(200);
    }
}
