package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where scripts of Kamailio rely on something else than those of OpenSIPS.
class KamailioSemanticsTest extends TmCase {

    @BeforeEach
    void speakKamailio() {
        mark = "#!KAMAILIO\n";
    }

    @Test
    void dropInTheRouteForAllRepliesEndsFinalOnesToo() {
        start("""
                route { to("BOB"); t_relay(); }
                onreply_route { if ($rs == 486) drop; }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        test.pass(Duration.ofSeconds(1));
        assertThat(alice.received()).noneMatch(message -> message.toString().contains("486"));
    }

    @Test
    void aBranchRouteIsArmedForOneRelay() {
        start("""
                route { t_on_branch("b"); t_on_failure("f"); to("BOB"); t_relay(); }
                branch_route[b] { say("branch"); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        carol.expectRequest("INVITE");
        assertThat(targets.said()).containsExactly("branch");
    }

    @Test
    void aReplyRouteThatIsArmedLaterIsNotForBranchesThatWereSent() {
        start("""
                route { t_on_reply("one"); t_on_failure("f"); to("BOB"); t_relay(); t_on_reply("two"); }
                onreply_route[one] { say("one"); }
                onreply_route[two] { say("two"); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        carol.answer(carol.expectRequest("INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(targets.said()).containsExactly("one", "two");
    }

    @Test
    void whatABranchRouteArmsIsForTheBranchesBehindItToo() {
        start("""
                route { t_on_branch("b"); to("BOB"); also("CAROL"); t_relay(); }
                branch_route[b] { if ($T_branch_idx == 0) t_on_reply("r"); }
                onreply_route[r] { say($rs); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        carol.answer(carol.expectRequest("INVITE"), 486, "Busy Here");
        alice.expectResponse(404);
        assertThat(targets.said()).containsExactly("404", "486");
    }

    @Test
    void aFailureRouteRelaysOnlyToWhatItHasSet() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { append_branch("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        bob.expectRequest("ACK");
        assertThat(carol.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("carol", carol));
        assertThat(bob.received()).hasSize(2);
    }

    @Test
    void aFailureRouteThatHasSetNothingRelaysToNobody() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { say(t_relay()); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(targets.said()).containsExactly("-1");
    }

    @Test
    void afterA6xxAFailureRouteMayAskOthers() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 603, "Decline");
        carol.answer(carol.expectRequest("INVITE"), 200, "OK");
        assertThat(alice.expectResponse(200).statusCode()).isEqualTo(200);
    }
}
