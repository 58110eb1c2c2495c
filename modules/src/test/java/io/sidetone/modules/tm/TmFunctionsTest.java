package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.context.RoutedTransaction;
import io.sidetone.server.context.TransactionWatcher;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TmFunctionsTest extends TmCase {

    private static final String CANCEL = "if (method(\"CANCEL\")) { if (t_check_trans()) t_relay(); exit; }";

    // ---- Branches that come late

    @Test
    void branchesJoinThoseThatRing() {
        start("""
                route { t_on_reply("r"); to("BOB"); t_relay(); }
                onreply_route[r] {
                    if ($rs == 180) { also("CAROL"); say("sent " + t_inject_branches("msg")); }
                }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        bob.answer(first, 180, "Ringing");
        SipRequest second = carol.expectRequest("INVITE");
        carol.answer(second, 200, "OK");
        alice.expectResponse(200);
        bob.expectRequest("CANCEL");
        assertThat(targets.said()).containsExactly("sent 1");
    }

    @Test
    void branchesTakeThePlaceOfThoseThatRing() {
        start("""
                route { t_on_reply("r"); to("BOB"); t_relay(); }
                onreply_route[r] { if ($rs == 180) { also("CAROL"); t_inject_branches("msg", "cancel"); } }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 180, "Ringing");
        bob.expectRequest("CANCEL");
        assertThat(carol.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("carol", carol));
    }

    @Test
    void aTransactionWaitsForBranchesAndNotForEver() {
        start("""
                route { t_newtran(); t_wait_for_new_branches(); t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { say("failed $T_reply_code"); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        test.pass(Duration.ofSeconds(10));
        assertThat(targets.said()).isEmpty();
        test.pass(Duration.ofSeconds(11));
        alice.expectResponse(486);
        assertThat(targets.said()).containsExactly("failed 486");
    }

    @Test
    void aTransactionStopsWaitingWhenItIsTold() {
        start("""
                route { t_newtran(); t_wait_for_new_branches(3); t_on_reply("r"); to("BOB"); t_relay(); }
                onreply_route[r] { if ($rs == 486) t_wait_no_more_branches(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        alice.expectResponse(486);
        assertThat(test.server().router().open()).isZero();
    }

    @Test
    void aParkedCallIsAnsweredByItsCallId() {
        start("""
                route {
                    if (method("INVITE")) { t_reply(180, "Ringing"); t_wait_for_new_branches(); exit; }
                    if (t_reply_by_callid(487, "Request Terminated")) send_reply(200, "OK");
                    else send_reply(481, "Call Leg/Transaction Does Not Exist");
                }""");
        test.ask(alice, 180, "INVITE");
        alice.send(cancel(), test.address());
        alice.expectResponse(487);
        alice.expectResponse(200);
        alice.send(cancel().replace("z9hG4bKtest1", "z9hG4bKother"), test.address());
        alice.expectResponse(481);
        assertThat(test.statistic("tm:4xx_transactions")).isEqualTo(1);
    }

    @Test
    void othersAreGivenUp() {
        start("""
                route { t_on_reply("r"); to("BOB"); also("CAROL"); t_relay(); }
                onreply_route[r] { if ($rs == 183) t_cancel_branch("o"); }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        carol.answer(carol.expectRequest("INVITE"), 180, "Ringing");
        bob.answer(first, 183, "Session Progress");
        carol.expectRequest("CANCEL");
        bob.answer(first, 200, "OK");
        assertThat(alice.expectResponse(200).statusCode()).isEqualTo(200);
    }

    // ---- What is known of branches

    @Test
    void branchesHaveValuesOfTheirOwn() {
        start("""
                route { t_on_branch("b"); t_on_reply("r"); t_on_failure("f"); to("BOB"); also("CAROL"); t_relay(); }
                branch_route[b] {
                    $bavp(who) = $rU; $tm.branch.attr(kind) = "of " + $rU; $tm.branch.flag(seen) = 1;
                }
                onreply_route[r] { say("$rs $bavp(who) $tm.branch.attr(kind) $tm.branch.flags"); }
                failure_route[f] {
                    t_get_branch_idx_by_attr("kind", "of carol", , $var(i));
                    say("$var(i) $(tm.branch.uri[0]) $(tm.branch.last_received[1]) $T_branch_idx");
                }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        SipRequest second = carol.expectRequest("INVITE");
        bob.answer(first, 486, "Busy Here");
        carol.answer(second, 480, "Away");
        alice.expectResponse(480);
        assertThat(targets.said())
                .containsExactly(
                        "486 bob of bob SEEN", "480 carol of carol SEEN", "1 " + ScriptTest.uri("bob", bob) + " 480 1");
    }

    // ---- What goes beside the request

    @Test
    void aScriptSendsRequestsOfItsOwn() {
        start("""
                route {
                    t_new_request("MESSAGE", "BOB", "Ada sip:ada@example.org", "sip:bob@example.org",
                            "text/plain Hello Bob", "note");
                    send_reply(200, "OK");
                }
                local_route { say("$rm $avp(uac_ctx) $rb"); $hdr(X-Local) = "yes"; }""");
        test.ask(alice, 200, "OPTIONS");
        SipRequest message = bob.expectRequest("MESSAGE");
        bob.answer(message, 200, "OK");
        assertThat(targets.said()).containsExactly("MESSAGE note Hello Bob");
        assertThat(message.from().toString()).startsWith("\"Ada\" <sip:ada@example.org>;tag=");
        assertThat(field(message, "X-Local")).isEqualTo("yes");
        test.pass(Duration.ofSeconds(40));
        assertThat(test.server().core().layer().clients()).isZero();
    }

    @Test
    void copiesGoElsewhereAndNobodyHearsOfThem() {
        start("route { t_replicate(\"CAROL\"); to(\"BOB\"); t_relay(); }");
        SipRequest request = test.forwarded(alice, bob, "OPTIONS");
        SipRequest copy = carol.expectRequest("OPTIONS");
        carol.answer(copy, 404, "Not Found");
        bob.answer(request, 200, "OK");
        alice.expectResponse(200);
        assertThat(copy.all(Headers.VIA)).hasSize(2);
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void headerFieldsGoToAllBranches() {
        start("route { t_newtran(); t_add_hdrs(\"X-Origin: here\\r\\n\"); to(\"BOB\"); also(\"CAROL\"); "
                + "t_relay(); }");
        assertThat(field(test.forwarded(alice, bob, "INVITE"), "X-Origin")).isEqualTo("here");
        assertThat(field(carol.expectRequest("INVITE"), "X-Origin")).isEqualTo("here");
    }

    @Test
    @Rfc(number = 3326, section = "2")
    void aScriptSaysWhyACallIsGivenUp() {
        start("""
                route {
                    if (method("CANCEL")) { t_add_cancel_reason("Reason: SIP;cause=200\\r\\n"); t_relay(); exit; }
                    to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 180, "Ringing");
        alice.send(cancel(), test.address());
        assertThat(field(bob.expectRequest("CANCEL"), "Reason")).isEqualTo("SIP;cause=200");
    }

    // ---- What t_relay returns

    @Test
    void whatCannotBeSentIsAnsweredAndTold() {
        start("""
                route {
                    t_on_failure("f"); to("sip:bob@127.0.0.1;transport=sctp");
                    say("it is " + t_relay());
                }
                failure_route[f] { say("failure route"); }""");
        alice.send(test.request(alice, "INVITE"), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(targets.said()).containsExactly("it is -6");
        assertThat(alice.received()).last().asString().contains("SIP/2.0 500");
    }

    @Test
    void aScriptMayAnswerItselfForWhatCannotBeSent() {
        start("""
                route {
                    to("sip:bob@127.0.0.1;transport=sctp");
                    if (!t_relay("no-auto-477")) t_reply(433, "No Way");
                }""");
        assertThat(test.ask(alice, 433, "INVITE").phrase()).isEqualTo("No Way");
        assertThat(test.server().router().open()).isZero();
    }

    // ---- What operators do

    @Test
    void theLocalRouteCanKeepARequestFromBeingSent() {
        start("route { exit; } local_route { say(\"$rm\"); drop; }");
        assertThat(test.command(
                        "tm:uac_dlg",
                        "OPTIONS",
                        ScriptTest.uri("bob", bob),
                        "From: <sip:op@example.org>\r\nTo: <sip:bob@example.org>"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("Status", "403 Dropped by the local route");
        assertThat(targets.said()).containsExactly("OPTIONS");
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void operatorsSendRequests() {
        live("route { exit; }");
        List<@Nullable Object> result = new ArrayList<>();
        Thread asking = Thread.ofVirtual()
                .start(() -> result.add(test.command(
                        "tm:uac_dlg",
                        "OPTIONS",
                        ScriptTest.uri("bob", bob),
                        "From: <sip:op@example.org>\r\nTo: <sip:bob@example.org>\r\nX-Kind: test")));
        SipRequest request = bob.expectRequest("OPTIONS");
        bob.answer(request, 200, "Fine");
        join(asking);
        assertThat(field(request, "X-Kind")).isEqualTo("test");
        assertThat(result)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("Status", "200 Fine");
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void operatorsAnswerRequests() {
        start("route { t_newtran(); say($T_id); t_reply(180, \"Ringing\"); t_wait_for_new_branches(); }");
        test.ask(alice, 180, "INVITE");
        assertThat(test.command("tm:reply", 403, "Not You", targets.said().getFirst(), "op1", "X-Why: policy"))
                .isEqualTo("OK");
        SipResponse answer = alice.expectResponse(403);
        assertThat(answer.to().tag()).isEqualTo("op1");
        assertThat(answer.topVia().rport()).isEqualTo(alice.address().getPort());
        assertThat(field(answer, "X-Why")).isEqualTo("policy");
        assertThat(test.command("tm:hash"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("servers", "clients");
    }

    // ---- What modules see

    private static final class Seen implements TransactionWatcher {

        private final List<String> events = new ArrayList<>();

        @Override
        public void failed(RoutedTransaction transaction, int status, @Nullable SipResponse response) {
            events.add("failed " + status + " " + (response == null ? "" : response.phrase()));
        }
    }

    @Test
    void modulesSeeTheBestResponseOfAFailure() {
        Seen seen = new Seen();
        targets.watching(seen);
        start("route { watched(); to(\"BOB\"); t_relay(); }");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy as a Bee");
        alice.expectResponse(486);
        assertThat(seen.events).containsExactly("failed 486 Busy as a Bee");
    }

    @Test
    void flagsOfTheOldKindAreUnderstood() {
        start("route { " + CANCEL + " to(\"BOB\"); t_relay(\"0x04\"); say(t_write_req(\"a\", \"b\")); }");
        test.forwarded(alice, bob, "INVITE");
        assertThat(targets.said()).containsExactly("-1");
        assertThat(test.statistic("tm:relayed_requests")).isEqualTo(1);
    }
}
