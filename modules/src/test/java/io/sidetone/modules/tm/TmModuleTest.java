package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import io.sidetone.sip.testing.TestBed;
import io.sidetone.sip.transaction.TransactionLimits;
import io.sidetone.sip.transaction.TransactionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TmModuleTest extends TmCase {

    @Test
    @Rfc(number = 3261, section = "16.6")
    void aCallGoesThroughAndBack() {
        start("route { record_route(); to(\"BOB\"); if (!t_relay()) sl_reply_error(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(invite.uriText()).isEqualTo(ScriptTest.uri("bob", bob));
        assertThat(invite.all(Headers.VIA)).hasSize(2);
        assertThat(invite.first(Headers.MAX_FORWARDS)).isEqualTo(69);
        assertThat(invite.first(Headers.RECORD_ROUTE).uri().toString())
                .contains(";ftag=a1")
                .contains(";lr");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        bob.answer(invite, 200, "OK");
        SipResponse answer = alice.expectResponse(200);
        assertThat(answer.all(Headers.VIA)).hasSize(1);
    }

    @Test
    void withoutTransactionNothingIsLeftBehind() {
        start("route { send_reply(404, \"Not Found\"); }");
        test.ask(alice, 404, "OPTIONS");
        assertThat(test.server().core().layer().servers()).isZero();
        assertThat(test.statistic("sl:4xx_replies")).isEqualTo(1);
    }

    @Test
    void whatIsNotHandledIsLetGo() {
        start("route { say(\"seen\"); }");
        alice.send(test.request(alice, "OPTIONS"), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(targets.said()).containsExactly("seen");
        assertThat(test.server().core().layer().servers()).isZero();
    }

    @Test
    void allTargetsRingAndTheFirstAnswerCancelsTheOthers() {
        start("route { to(\"BOB\"); also(\"CAROL\"); t_relay(); }");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        SipRequest second = carol.expectRequest("INVITE");
        carol.answer(second, 180, "Ringing");
        bob.answer(first, 200, "OK");
        alice.expectResponse(200);
        carol.answer(carol.expectRequest("CANCEL"), 200, "OK");
        carol.answer(second, 487, "Request Terminated");
        test.pass(Duration.ofSeconds(1));
        assertThat(test.server().router().open()).isZero();
    }

    @Test
    void theFailureRouteTriesAnother() {
        start("""
                route { t_on_failure("next"); to("BOB"); t_relay(); }
                failure_route[next] {
                    say("$T_reply_code");
                    if (t_check_status("486")) { to("CAROL"); t_relay(); }
                }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        bob.answer(first, 486, "Busy Here");
        SipRequest second = carol.expectRequest("INVITE");
        assertThat(second.uriText()).isEqualTo(ScriptTest.uri("carol", carol));
        assertThat(targets.said()).containsExactly("486");
        carol.answer(second, 200, "OK");
        alice.expectResponse(200);
    }

    @Test
    void theFailureRouteSeesTheRequestUriOfTheRequestRoute() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_on_branch("b"); t_relay(); }
                branch_route[b] { to("CAROL"); }
                failure_route[f] { t_reply(410, "$(ru)"); }""".replace("$(ru)", "Gone"));
        SipRequest request = test.forwarded(alice, carol, "INVITE");
        carol.answer(request, 404, "Not Found");
        assertThat(alice.expectResponse(410).phrase()).isEqualTo("Gone");
    }

    @Test
    void aTimeoutIsAFailureToo() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { if (t_local_replied("all")) t_reply(480, "Nobody"); }""");
        test.forwarded(alice, bob, "INVITE");
        test.pass(Duration.ofSeconds(6));
        assertThat(alice.expectResponse(480).phrase()).isEqualTo("Nobody");
    }

    @Test
    void repliesAreSeenInOrderAndProvisionalOnesCanBeDropped() {
        start("""
                onreply_route { say("global $T_reply_code"); }
                route { t_on_reply("all"); t_on_branch("b"); to("BOB"); t_relay(); }
                branch_route[b] { t_on_reply("one"); }
                onreply_route[one] { say("one $T_reply_code"); }
                onreply_route[all] { say("all $T_reply_code"); if (t_check_status("183")) drop; }""");
        SipRequest request = test.forwarded(alice, bob, "INVITE");
        bob.answer(request, 183, "Session Progress");
        bob.answer(request, 200, "OK");
        alice.expectResponse(200);
        assertThat(targets.said())
                .containsExactly("global 183", "one 183", "all 183", "global 200", "one 200", "all 200");
        assertThat(alice.received()).noneMatch(message -> message.toString().contains("183"));
    }

    @Test
    @Rfc(number = 3261, section = "16.10")
    void aCancelRunsTheScriptAndEndsTheBranches() {
        start("""
                route {
                    if (method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
                    t_on_failure("f"); to("BOB"); t_relay();
                }
                failure_route[f] { if (t_was_cancelled()) say("cancelled"); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        alice.send(cancel(), test.address());
        alice.expectResponse(200);
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        alice.expectResponse(487);
        assertThat(targets.said()).containsExactly("cancelled");
    }

    @Test
    void aCancelBeforeTheRelayMeansThatNothingIsSent() {
        live("""
                route {
                    if (method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
                    to("BOB"); pause(); if (!t_relay()) say("not sent"); }""");
        alice.send(test.request(alice, "INVITE"), test.address());
        // The CANCEL of an INVITE that nobody knows yet would find nothing.
        assertThat(test.bed().await(() -> test.server().router().waited().value() > 0, ScriptedPeer.LIMIT))
                .isTrue();
        alice.send(cancel(), test.address());
        alice.expectResponse(200);
        targets.resume();
        alice.expectResponse(487);
        assertThat(test.bed().await(() -> targets.said().contains("not sent"), ScriptedPeer.LIMIT))
                .isTrue();
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void whoWouldWaitBesideTooManyIsToldToComeLater() {
        TransactionLimits one = new TransactionLimits(1, Duration.ofSeconds(32), 10, 10);
        test = ScriptTest.on(
                TestBed.simulated(1),
                List.of(Transport.UDP),
                "loadmodule \"tm.so\"\nroute { pause(); }",
                List.of(new CoreModule(), targets, new TmModule()),
                _ -> {},
                TransactionSettings.DEFAULT.withLimits(one));
        alice = test.peer();
        alice.send(test.request(alice, "OPTIONS"), test.address());

        SipResponse refusal = test.ask(alice, 503, "OPTIONS");

        assertThat(refusal.first(Headers.RETRY_AFTER)).hasToString("5");
        assertThat(test.statistic("tm:refused_requests")).isOne();
    }

    @Test
    @Rfc(number = 3261, section = "16.12")
    void requestsOfADialogFollowTheirRoute() {
        start("""
                route {
                    if (in_dialog()) { if (loose_route()) { say("$rr_params"); t_relay(); } exit; }
                    record_route(); add_rr_param(";nat=yes"); to("BOB"); t_relay(); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 200, "OK");
        SipResponse answer = alice.expectResponse(200);
        String route = invite.first(Headers.RECORD_ROUTE).toString();
        String to = answer.to().toString();
        alice.send(
                test.request(
                        alice,
                        "ACK",
                        "uri " + ScriptTest.uri("bob", bob),
                        "Route: " + route,
                        "To: " + to,
                        "Call-ID: call1"),
                test.address());
        SipRequest ack = bob.expectRequest("ACK");
        assertThat(ack.has(io.sidetone.sip.header.HeaderName.ROUTE)).isFalse();
        assertThat(targets.said())
                .singleElement()
                .asString()
                .contains("nat=yes")
                .contains("ftag=a1");
    }
}
