package io.sidetone.modules.rr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Record-Route and Route, as scripts see them and as they go over the wire.
class RrModuleTest {

    private static final String MODULES = "loadmodule \"tm.so\"\nloadmodule \"sl.so\"\nloadmodule \"rr.so\"\n";
    private static final String TO = "To: <sip:bob@example.org>;tag=b";

    private final Targets targets = new Targets();
    private ScriptTest test;
    private ScriptedPeer alice;
    private ScriptedPeer bob;
    private ScriptedPeer carol;

    /// BOB and CAROL stand for their URIs.
    private void start(String script) {
        start(List.of(Transport.UDP), Transport.UDP, script);
    }

    private void start(List<Transport> transports, Transport ofBob, String script) {
        test = ScriptTest.of(
                transports,
                MODULES + "route { exit; }",
                new CoreModule(),
                targets,
                new TmModule(),
                new SlModule(),
                new RrModule());
        alice = test.peer();
        bob = test.peer(ofBob);
        carol = test.peer();
        String transport =
                ofBob == Transport.UDP ? "" : ";transport=" + ofBob.name().toLowerCase(Locale.ROOT);
        test.reload(MODULES
                + script.replace("BOB", ScriptTest.uri("bob", bob) + transport)
                        .replace("CAROL", ScriptTest.uri("carol", carol)));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private String own() {
        return own(Transport.UDP);
    }

    private String own(Transport transport) {
        return test.address(transport).getAddress().getHostAddress() + ":"
                + test.address(transport).getPort();
    }

    private static List<String> recorded(SipRequest request) {
        return request.all(Headers.RECORD_ROUTE).stream()
                .map(NameAddress::toString)
                .toList();
    }

    private static List<String> routes(SipRequest request) {
        return request.all(Headers.ROUTE).stream().map(NameAddress::toString).toList();
    }

    private SipRequest answered(String method, String... lines) {
        SipRequest request = test.forwarded(alice, bob, method, lines);
        bob.answer(request, 200, "OK");
        alice.expectResponse(200);
        return request;
    }

    @Test
    @Rfc(number = 3261, section = "16.6")
    void aRecordRouteSaysWhereWeAreAndWhoHasCalled() {
        start("""
                route { add_rr_param(";a=1;b"); record_route(";c=2"); add_rr_param(";d"); to("BOB"); t_relay(); }""");
        assertThat(recorded(test.forwarded(alice, bob, "INVITE")))
                .containsExactly("<sip:" + own() + ";lr;ftag=a1;a=1;b;c=2;d>");
    }

    @Test
    void whoHasCalledIsLeftOutIfWanted() {
        start("""
                modparam("rr", "append_fromtag", 0)
                modparam("rr", "enable_double_rr", 0)
                route { record_route(); to("BOB"); t_relay(); }""");
        assertThat(recorded(test.forwarded(alice, bob, "INVITE"))).containsExactly("<sip:" + own() + ";lr>");
    }

    @Test
    void whatIsAddedForOneBranchIsInNoOther() {
        start("""
                route { add_rr_param(";all"); to("BOB"); also("CAROL"); t_on_branch("each"); t_relay(); }
                branch_route[each] {
                    if ($T_branch_idx == 0) add_rr_param(";first");
                    record_route();
                }""");
        assertThat(List.of(recorded(test.forwarded(alice, bob, "INVITE")), recorded(carol.expectRequest("INVITE"))))
                .containsExactly(
                        List.of("<sip:" + own() + ";lr;ftag=a1;all;first>"),
                        List.of("<sip:" + own() + ";lr;ftag=a1;all>"));
    }

    @Test
    @Rfc(number = 5658, section = "5")
    void twoAreWrittenBetweenTwoTransportsAndTakenOffTogether() {
        start(List.of(Transport.UDP, Transport.TCP), Transport.TCP, """
                route {
                    if (in_dialog()) { loose_route(); say("$rr_params"); t_relay(); exit; }
                    record_route(); to("BOB"); t_relay();
                }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(recorded(invite))
                .containsExactly(
                        "<sip:" + own(Transport.TCP) + ";transport=tcp;r2=on;lr;ftag=a1>",
                        "<sip:" + own() + ";r2=on;lr;ftag=a1>");
        String routes = "Route: " + String.join(", ", recorded(invite).reversed());
        String target = "uri " + ScriptTest.uri("bob", bob) + ";transport=tcp";
        SipRequest bye = test.forwarded(alice, bob, "BYE", TO, target, routes, "From: " + invite.from());
        assertThat(routes(bye)).isEmpty();
        assertThat(targets.said()).singleElement().asString().contains(";ftag=a1");
    }

    @Test
    void presetAddressesCarryTheSameParameters() {
        start("""
                route { add_rr_param(";a=1"); record_route_preset("192.0.2.1:5070", "10.0.0.1;r2=on");
                    add_rr_param(";b"); to("BOB"); t_on_branch("each"); t_relay(); }
                branch_route[each] { add_rr_param(";c"); }""");
        assertThat(recorded(test.forwarded(alice, bob, "INVITE", "Record-Route: <sip:before.example.com;lr>")))
                .containsExactly(
                        "<sip:192.0.2.1:5070;r2=on;lr;ftag=a1;a=1;b;c>",
                        "<sip:10.0.0.1;r2=on;lr;ftag=a1;a=1;b;c>",
                        "<sip:before.example.com;lr>");
    }

    @Test
    void onePresetAddressIsNoHalf() {
        start("route { record_route_preset(\"192.0.2.1\"); to(\"BOB\"); t_relay(); }");
        assertThat(recorded(test.forwarded(alice, bob, "INVITE"))).containsExactly("<sip:192.0.2.1;lr;ftag=a1>");
    }

    @Test
    void whereARequestGoesIsKnownByTheTagInItsRoute() {
        start("""
                route { loose_route(); is_direction("downstream"); say("$rc"); is_direction("upstream"); say("$rc");
                    check_route_param("nat=yes"); say("$rc");
                    t_on_branch("each"); t_on_failure("none"); t_relay(); }
                branch_route[each] { is_direction("upstream"); say("$rc"); }
                failure_route[none] { check_route_param("nat=yes"); say("$rc"); }""");
        String target = "uri " + ScriptTest.uri("bob", bob);
        for (String tag : List.of(";ftag=t;nat=yes", ";ftag=other", ";nat=no")) {
            String route = "Route: <sip:" + own() + ";lr" + tag + ">";
            SipRequest bye =
                    test.forwarded(alice, bob, "BYE", TO, target, route, "From: <sip:alice@example.org>;tag=t");
            bob.answer(bye, 481, "No");
            alice.expectResponse(481);
        }
        assertThat(targets.said())
                .containsExactly("1", "-1", "1", "-1", "1", "-1", "1", "-1", "1", "-1", "1", "-1", "-1", "-1", "-1");
    }

    @Test
    void aFirstRequestGoesDownstream() {
        start("route { is_direction(\"downstream\"); say(\"$rc\"); check_route_param(\"lr\"); say(\"$rc\"); exit; }");
        alice.send(test.request(alice, "INVITE"), test.address());
        test.pass(Duration.ofMillis(100));
        assertThat(targets.said()).containsExactly("1", "-1");
    }

    @Test
    @Rfc(number = 3261, section = "16.12")
    void aStrictRouterThatFollowsGetsTheRequestInItsName() {
        start("route { loose_route(); say(\"$rc\"); t_relay(); }");
        String strict = ScriptTest.uri("next", bob);
        SipRequest bye = test.forwarded(
                alice,
                bob,
                "BYE",
                TO,
                "uri sip:bob@192.0.2.7",
                "Route: <sip:" + own() + ";lr>, <" + strict + ">, <sip:last.example.com;lr>");
        assertThat(targets.said()).containsExactly("1");
        assertThat(bye.uriText()).isEqualTo(strict);
        assertThat(routes(bye)).containsExactly("<sip:last.example.com;lr>", "<sip:bob@192.0.2.7>");
    }

    @Test
    @Rfc(number = 3261, section = "16.4")
    void whatAStrictRouterHasMovedIsMovedBack() {
        start("route { loose_route(); say(\"$rc $ru\"); t_relay(); }");
        String target = ScriptTest.uri("bob", bob);
        SipRequest bye =
                test.forwarded(alice, bob, "BYE", TO, "uri sip:" + own() + ";lr;ftag=x", "Route: <" + target + ">");
        assertThat(targets.said()).containsExactly("1 " + target);
        assertThat(bye.uriText()).isEqualTo(target);
        assertThat(bye.has(HeaderName.ROUTE)).isFalse();
    }

    @Test
    void aFirstRequestWithARouteBeyondOursIsRoutedAndOneWithOursAloneIsNot() {
        start("""
                route { loose_route(); $var(code) = $rc; say("$var(code) $du");
                    if ($var(code) < 0) to("BOB");
                    t_relay(); }""");
        String next = "<" + ScriptTest.uri("next", bob) + ";lr>";
        assertThat(routes(answered("INVITE", "Route: <sip:" + own() + ";lr>, " + next)))
                .containsExactly(next);
        assertThat(routes(answered("INVITE", "Route: " + next))).containsExactly(next);
        assertThat(routes(answered("INVITE", "Route: <sip:" + own() + ";lr>"))).isEmpty();
        assertThat(routes(answered("INVITE"))).isEmpty();
        String destination = next.substring(1, next.length() - 1);
        assertThat(targets.said())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("1 " + destination),
                        line -> assertThat(line).isEqualTo("1 " + destination),
                        line -> assertThat(line).startsWith("-1 "),
                        line -> assertThat(line).startsWith("-1 "));
    }

    @Test
    void aRequestOfADialogWithOurRouteAloneGoesToItsTarget() {
        start("route { if (!loose_route()) { sl_send_reply(404, \"Not Here\"); exit; } t_relay(); }");
        String target = "uri " + ScriptTest.uri("bob", bob);
        SipRequest bye = test.forwarded(alice, bob, "BYE", TO, target, "Route: <sip:" + own() + ";lr>");
        assertThat(routes(bye)).isEmpty();
        test.ask(alice, 404, "BYE", TO, target);
    }
}
