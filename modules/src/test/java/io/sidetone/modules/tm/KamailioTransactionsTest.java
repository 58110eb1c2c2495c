package io.sidetone.modules.tm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Kamailio's scripts expect of transactions.
class KamailioTransactionsTest extends TmCase {

    @BeforeEach
    void kamailio() {
        mark = "#!KAMAILIO\n";
        settings = "loadmodule \"tmx.so\"\n";
    }

    @Test
    void timesAreMilliseconds() {
        settings += """
                modparam("tm", "fr_timer", 2000)
                modparam("tm", "fr_inv_timer", 9000)
                """;
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { if (t_branch_timeout() && t_any_timeout() && !t_branch_replied()) t_reply("480", "Nobody"); }""");
        test.forwarded(alice, bob, "INVITE");
        test.pass(Duration.ofMillis(2100));
        assertThat(alice.expectResponse(480).phrase()).isEqualTo("Nobody");
    }

    @Test
    void aScriptSetsTheTimesOfOneTransaction() {
        start("""
                route { t_set_fr("3000", "1000"); t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { if (t_branch_replied()) t_reply("480", "$T_fr_timeout"); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        test.pass(Duration.ofSeconds(3));
        SipRequest cancel = bob.expectRequest("CANCEL");
        bob.answer(cancel, 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        assertThat(alice.expectResponse(480).phrase()).isEqualTo("1");
    }

    @Test
    void noRequestTakesLongerThanItMay() {
        start("""
                route { t_set_max_lifetime(4000, 1000); t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { if (t_is_expired()) t_reply(480, "Expired"); }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        for (int i = 0; i < 3; i++) {
            bob.answer(invite, 180, "Ringing");
            alice.expectResponse(180);
            test.pass(Duration.ofMillis(1500));
        }
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        assertThat(alice.expectResponse(480).phrase()).isEqualTo("Expired");
    }

    @Test
    void theRepliesOfEarlierTargetsAreForgotten() {
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 302, "Moved");
        carol.answer(carol.expectRequest("INVITE"), 486, "Busy Here");
        assertThat(alice.expectResponse(486).phrase()).isEqualTo("Busy Here");
    }

    @Test
    void theRepliesOfEarlierTargetsCanBeKept() {
        settings += "modparam(\"tm\", \"failure_reply_mode\", 0)\n";
        start("""
                route { t_on_failure("f"); to("BOB"); t_relay(); }
                failure_route[f] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 302, "Moved");
        carol.answer(carol.expectRequest("INVITE"), 486, "Busy Here");
        assertThat(alice.expectResponse(302).phrase()).isEqualTo("Moved");
    }

    @Test
    void aRequestIsSentToAHostByATransport() {
        int port = 5999;
        start("route { to(\"BOB\"); if (!t_relay_to_udp(\"HOST\", PORT)) say(\"not\"); }"
                .replace("HOST", "127.0.0.1")
                .replace("PORT", Integer.toString(port)));
        int real = bob.address().getPort();
        test.reload("#!KAMAILIO\nloadmodule \"tm.so\"\nroute { t_relay_to_udp(\""
                + bob.address().getAddress().getHostAddress() + "\", \"" + real + "\"); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(invite.uriText()).isEqualTo("sip:bob@example.org");
    }

    @Test
    void copiesGoToAHost() {
        start("route { t_replicate(\"HOST\", 1); }".replace("HOST", "127.0.0.1"));
        test.reload("#!KAMAILIO\nloadmodule \"tm.so\"\nloadmodule \"sl.so\"\nroute { t_replicate(\""
                + bob.address().getAddress().getHostAddress() + "\", "
                + bob.address().getPort()
                + "); sl_send_reply(200, \"OK\"); }");
        SipRequest copy = test.forwarded(alice, bob, "MESSAGE");
        alice.expectResponse(200);
        assertThat(copy.uriText()).isEqualTo("sip:bob@example.org");
    }

    @Test
    void blocksAreKnownAndArmed() {
        start("""
                route {
                    if (t_is_request_route() && !t_is_set("failure_route") && !t_precheck_trans()) say("request");
                    t_on_failure("f");
                    t_on_branch("b");
                    t_on_reply("r");
                    if (t_is_set("failure_route") && t_is_set("branch_route") && t_is_set("onreply_route")) say("armed");
                    to("BOB");
                    t_relay();
                }
                branch_route[b] { if (t_is_branch_route()) say("branch $T_branch_idx"); }
                onreply_route[r] { if (t_is_reply_route() && t_check_trans()) say("reply $T_reply_code"); }
                failure_route[f] {
                    if (t_is_failure_route() && !t_is_set("branch_failure_route"))
                        say("failure $T_reply_reason $T(reply_type)");
                }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        alice.expectResponse(486);
        assertThat(targets.said())
                .isEqualTo(List.of("request", "armed", "branch 0", "reply 486", "failure Busy Here 0"));
    }

    @Test
    void whatWasTriedIsKnown() {
        start("""
                route { t_on_failure("f"); to("BOB"); also("CAROL"); t_relay(); }
                failure_route[f] {
                    if (t_grep_status(486) && t_grep_status(404) && t_any_replied() && !t_any_timeout()) say("both");
                    say("$T_reply_last");
                }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        bob.answer(first, 180, "Ringing");
        alice.expectResponse(180);
        bob.answer(first, 486, "Busy Here");
        carol.answer(carol.expectRequest("INVITE"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(targets.said()).isEqualTo(List.of("both", "180"));
    }

    @Test
    void theLessPreferredIsTriedLater() {
        start("""
                route { to("BOB"); also("CAROL"); t_load_contacts(); t_on_failure("f"); if (t_next_contacts()) t_relay(); }
                failure_route[f] {
                    if (t_next_contacts()) { t_on_failure("f"); t_relay(); } else t_reply(480, "All");
                }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        carol.answer(carol.expectRequest("INVITE"), 486, "Busy Here");
        assertThat(alice.expectResponse(480).phrase()).isEqualTo("All");
    }

    @Test
    void aBranchThatFailsIsSentOnWhileOthersRing() {
        start("""
                route { t_on_branch_failure("next"); to("BOB"); t_relay(); }
                event_route[tm:branch-failure:next] {
                    if (t_check_status("430")) { to("CAROL"); t_relay(); }
                }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 430, "Flow Failed");
        SipRequest second = carol.expectRequest("INVITE");
        carol.answer(second, 200, "OK");
        alice.expectResponse(200);
        assertThat(second.uriText()).isEqualTo(ScriptTest.uri("carol", carol));
    }

    @Test
    void aRequestWaitsUntilItIsGoneOnWith() {
        start("""
                route {
                    if (is_method("INVITE")) {
                        if (t_suspend()) say("$T(id_index) $T(id_label)");
                        exit;
                    }
                    if (t_continue("INDEX", "LABEL", "RESUME")) sl_send_reply(200, "OK");
                    else sl_send_reply(404, "None");
                }
                route[RESUME] { to("BOB"); t_relay(); }""".replace("is_method(\"INVITE\")", "$rm == \"INVITE\"")
                .replace("\"INDEX\"", "\"$hdr(X-Index)\"")
                .replace("\"LABEL\"", "\"$hdr(X-Label)\""));
        alice.send(test.request(alice, "INVITE"), test.address());
        test.pass(Duration.ofMillis(100));
        String[] names = targets.said().getFirst().split(" ", -1);
        test.ask(carol, 200, "MESSAGE", "X-Index: " + names[0], "X-Label: " + names[1]);
        bob.answer(bob.expectRequest("INVITE"), 486, "Busy Here");
        alice.expectResponse(486);
        assertThat(names).hasSize(2);
    }

    @Test
    void aCallIsAnsweredAndGivenUpByItsName() {
        start("""
                route {
                    if ($rm == "INVITE") { to("BOB"); t_relay(); exit; }
                    if (t_cancel_callid("$hdr(X-Call)", 1, "9", 480)) sl_send_reply(200, "OK");
                    else sl_send_reply(404, "None");
                }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        test.ask(carol, 200, "MESSAGE", "X-Call: " + invite.callId());
        alice.expectResponse(480);
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        test.ask(carol, 404, "MESSAGE", "X-Call: nobody");
        assertThat(test.statistic("tm:inuse_transactions")).isPositive();
    }

    @Test
    void aCancelRelaysItself() {
        start("route { if (!t_relay_cancel()) say(\"error\"); to(\"BOB\"); t_relay(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        alice.send(cancel(), test.address());
        alice.expectResponse(200);
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        alice.expectResponse(487);
        assertThat(targets.said()).isEmpty();
    }

    @Test
    void anAcknowledgementOfASuccessIsNobodys() {
        start("route { say(t_check_trans()); }");
        alice.send(test.request(alice, "ACK", "To: <sip:bob@example.org>;tag=b"), test.address());
        test.pass(Duration.ofMillis(100));
        assertThat(targets.said()).containsExactly("-1");
    }

    @Test
    void aRequestOfOursIsSent() {
        start("route { t_uac_send(\"OPTIONS\", \"BOB\", \"\", \"\", \"From: <sip:a@example.org>\\r\\n"
                + "To: <sip:bob@example.org>\\r\\nX-Test: 1\\r\\n\", \"\"); }");
        SipRequest sent = test.forwarded(alice, bob, "OPTIONS");
        assertThat(field(sent, "X-Test")).isEqualTo("1");
    }
}
