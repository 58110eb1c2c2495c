package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What scripts rely on: claims, scopes, the order of replies, failures.
class SemanticsTest extends TmCase {

    // ---- A claim is not a transaction

    @Test
    void untilSomethingIsDoneThereIsNoTransaction() {
        start("route { say(t_check_trans()); say($T_id == NULL); t_newtran(); say($T_id == NULL); t_reply(404,"
                + " \"No\"); }");
        test.ask(alice, 404, "OPTIONS");
        assertThat(targets.said()).containsExactly("-1", "true", "false");
    }

    @Test
    void aStatelessReplyLetsTheNextRetransmissionRunTheScript() {
        start("route { say(\"run\"); send_reply(404, \"No\"); }");
        String request = test.request(alice, "OPTIONS");
        alice.send(request, test.address());
        alice.expectResponse(404);
        alice.send(request, test.address());
        alice.expectResponse(404);
        assertThat(targets.said()).containsExactly("run", "run");
    }

    @Test
    @Rfc(number = 3261, section = "17.2.1")
    void anAckToAFailureIsNotForTheScript() {
        start("route { say($rm); if (method(\"INVITE\")) { to(\"BOB\"); t_relay(); } }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        SipResponse refusal = alice.expectResponse(486);
        alice.send(hopByHop(refusal), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(targets.said()).containsExactly("INVITE");
        // Only the ACK of our own: hop by hop.
        assertThat(bob.expectRequest("ACK").all(Headers.VIA)).hasSize(1);
        assertThat(bob.received()).hasSize(2);
    }

    @Test
    void anAckToAStatelessFailureIsNotForTheScript() {
        start("route { say($rm); send_reply(404, \"No\"); }");
        SipResponse refusal = test.ask(alice, 404, "INVITE");
        alice.send(hopByHop(refusal), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(targets.said()).containsExactly("INVITE");
    }

    private String hopByHop(SipResponse refusal) {
        return test.request(
                alice,
                "ACK",
                "Via: SIP/2.0/UDP {local};branch=z9hG4bKtest1;rport",
                "Call-ID: call1",
                "From: <sip:alice@example.org>;tag=a1",
                "To: " + refusal.to());
    }

    @Test
    @Rfc(number = 3261, section = "13.2.2.4")
    void anAckToASuccessIsNobodysTransaction() {
        start("route { if (method(\"ACK\")) say(t_check_trans()); to(\"BOB\"); t_relay(); }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        SipResponse answer = alice.expectResponse(200);
        alice.send(test.request(alice, "ACK", "Call-ID: call1", "To: " + answer.to()), test.address());
        bob.expectRequest("ACK");
        assertThat(targets.said()).containsExactly("-2");
    }

    // ---- Replies

    @Test
    void theGlobalReplyRouteDropsOnlyProvisionalReplies() {
        start("onreply_route { drop; } route { to(\"BOB\"); t_relay(); }");
        SipRequest request = test.forwarded(alice, bob, "INVITE");
        bob.answer(request, 180, "Ringing");
        bob.answer(request, 486, "Busy Here");
        alice.expectResponse(486);
        assertThat(alice.received()).noneMatch(message -> message.toString().contains("180"));
    }

    @Test
    void aReplyRouteOfTheTransactionDropsNoFinalReply() {
        start("route { t_on_reply(\"r\"); to(\"BOB\"); t_relay(); } onreply_route[r] { drop; }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(test.server().router().open()).isZero();
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void aLateSuccessStillRunsTheReplyRoute() {
        start("""
                route { t_on_reply("r"); to("BOB"); also("CAROL"); t_relay(); }
                onreply_route[r] { say("$rs $avp(x)"); $avp(x) = "seen"; }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        SipRequest second = carol.expectRequest("INVITE");
        bob.answer(first, 200, "OK");
        alice.expectResponse(200);
        carol.answer(second, 200, "Me Too");
        test.pass(Duration.ofSeconds(1));
        assertThat(targets.said()).hasSize(2).last().asString().isEqualTo("200 seen");
        assertThat(alice.received()).last().asString().contains("Me Too");
    }

    @Test
    void avpsOfReplyRoutesCanBeTheirOwn() {
        settings = "modparam(\"tm\", \"onreply_avp_mode\", 0)\n";
        start("""
                route { $avp(x) = "kept"; t_on_reply("r"); t_on_failure("f"); to("BOB"); t_relay(); }
                onreply_route[r] { say($avp(x) == NULL); $avp(x) = "lost"; }
                failure_route[f] { say($avp(x)); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(targets.said()).last().isEqualTo("kept");
        assertThat(targets.said().getFirst()).isIn("1", "true");
    }

    // ---- Scopes

    @Test
    void theBranchRouteRunsBeforeNamesAreResolved() {
        start("route { to(\"sip:bob@nowhere.invalid\"); t_on_branch(\"b\"); t_relay(); } branch_route[b] { "
                + "to(\"BOB\"); }");
        assertThat(test.forwarded(alice, bob, "INVITE").uriText()).isEqualTo(ScriptTest.uri("bob", bob));
    }

    @Test
    void editsAreOfTheRequestOfTheBranchOrOfTheFailure() {
        start("""
                route {
                    $hdr(X-All) = "all"; $var(v) = "shared"; setflag("F"); setbflag("B");
                    t_on_branch("b"); t_on_failure("f"); to("BOB"); t_relay();
                }
                branch_route[b] { $hdr(X-Branch) = "$rU $var(v)"; resetbflag("B"); }
                failure_route[f] {
                    say(isflagset("F"));
                    $hdr(X-Failure) = "again"; to("CAROL"); t_relay();
                }""".replace("\"$rU $var(v)\"", "$rU + \" \" + $var(v)"));
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        assertThat(field(first, "X-All")).isEqualTo("all");
        assertThat(field(first, "X-Branch")).isEqualTo("bob shared");
        assertThat(field(first, "X-Failure")).isNull();
        bob.answer(first, 404, "Not Found");
        SipRequest second = carol.expectRequest("INVITE");
        assertThat(field(second, "X-All")).isEqualTo("all");
        // The block for branches stays armed.
        assertThat(field(second, "X-Branch")).startsWith("carol");
        assertThat(new String(second.toByteArray(), StandardCharsets.UTF_8)).containsOnlyOnce("X-Branch");
        assertThat(field(second, "X-Failure")).isEqualTo("again");
        assertThat(targets.said()).containsExactly("1");
    }

    @Test
    void aFailureRouteIsArmedForOneFailure() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { say("failed"); to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        carol.answer(carol.expectRequest("INVITE"), 480, "Away");
        alice.expectResponse(404);
        assertThat(targets.said()).containsExactly("failed");
    }

    @Test
    void aRelayInAFailureRouteTakesTheUriAndTheBranches() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { append_branch("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        bob.expectRequest("ACK");
        assertThat(carol.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("carol", carol));
        assertThat(bob.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("bob", bob));
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void afterA6xxNobodyElseIsAsked() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); say("it is " + t_relay()); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 603, "Decline");
        alice.expectResponse(603);
        assertThat(targets.said()).containsExactly("it is -3");
        assertThat(carol.received()).isEmpty();
    }

    @Test
    void afterA6xxOthersAreAskedIfTheScriptWantsIt() {
        settings = "modparam(\"tm\", \"disable_6xx_block\", 1)\n";
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 603, "Decline");
        carol.answer(carol.expectRequest("INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(test.statistic("tm:2xx_transactions")).isEqualTo(1);
    }

    // ---- Timers and failures

    @Test
    @Rfc(number = 3261, section = "16.8")
    void howLongACalleeRingsCanBeSaidWhileHeDoes() {
        start("""
                route { t_on_reply("r"); t_on_failure("f"); to("BOB"); t_relay(); }
                onreply_route[r] { if ($rs == 180) $T_fr_inv_timeout = 3; }
                failure_route[f] { say("$T_reply_code"); t_reply(480, "Nobody"); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        test.pass(Duration.ofSeconds(4));
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        alice.expectResponse(480);
        assertThat(targets.said()).containsExactly("408");
    }

    @Test
    @Rfc(number = 3261, section = "16.7")
    void a503IsA500ForTheCaller() {
        start("route { to(\"BOB\"); t_relay(\"no-dns-failover\"); }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 503, "Overloaded");
        alice.expectResponse(500);
        assertThat(test.server().router().open()).isZero();
    }

    @Test
    void aReplyInAFailureRouteWins() {
        start("""
                route { t_on_failure("f"); to("BOB"); also("CAROL"); t_relay(); }
                failure_route[f] { t_reply(410, "Gone"); }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        SipRequest second = carol.expectRequest("INVITE");
        bob.answer(first, 486, "Busy Here");
        carol.answer(second, 404, "Not Found");
        assertThat(alice.expectResponse(410).phrase()).isEqualTo("Gone");
    }

    @Test
    @Rfc(number = 3261, section = "16.10")
    void aCancelWhileAFailureRouteWaitsEndsTheCall() {
        live("""
                route {
                    if (method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
                    t_on_failure("f"); to("BOB"); t_relay();
                }
                failure_route[f] { say("waits"); pause(); to("CAROL"); say("it is " + t_relay()); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 404, "Not Found");
        assertThat(test.bed().await(() -> targets.said().contains("waits"), ScriptedPeer.LIMIT))
                .isTrue();
        alice.send(cancel(), test.address());
        alice.expectResponse(200);
        targets.resume();
        alice.expectResponse(487);
        assertThat(carol.received()).isEmpty();
    }
}
