package io.sidetone.modules.acc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.modules.testing.LogCapture;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccModuleTest extends AccCase {

    @Test
    void anAnsweredCallIsOneLine() {
        start("", "route { do_accounting(\"log\"); to(\"BOB\"); t_relay(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        bob.answer(invite, 200, "Fine");
        SipResponse answer = alice.expectResponse(200);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ACC: transaction answered: timestamp=")
                .contains(";created=")
                .contains(";setuptime=0;")
                .endsWith(";method=INVITE;from_tag=a1;to_tag=" + answer.to().tag()
                        + ";call_id=call1;code=200;reason=Fine");
        assertThat(test.statistic("acc:log_records")).isEqualTo(1);
    }

    @Test
    void aFailureIsAccountedOnlyIfTheScriptSaysSo() {
        start("", """
                route { do_accounting("log"); if (method("MESSAGE")) do_accounting("log", "failed");
                    to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "OPTIONS"), 404, "Not Found");
        alice.expectResponse(404);
        assertThat(log.lines()).isEmpty();
        bob.answer(test.forwarded(alice, bob, "MESSAGE"), 403, "No");
        alice.expectResponse(403);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("method=MESSAGE")
                .endsWith("code=403;reason=No");
    }

    @Test
    void ofSeveralFailuresTheFirstIsMissedUnlessTheScriptAsksAgain() {
        start("", """
                route { do_accounting("log", "missed"); t_on_failure("next"); to("BOB"); t_relay(); }
                failure_route[next] { do_accounting("log", "missed"); to("CAROL"); t_relay(); }""");
        SipRequest first = test.forwarded(alice, bob, "INVITE");
        bob.answer(first, 486, "Busy Here");
        SipRequest second = carol.expectRequest("INVITE");
        carol.answer(second, 480, "Out");
        alice.expectResponse(480);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().getFirst()).startsWith("ACC: call missed: ").endsWith("code=486;reason=Busy Here");
        assertThat(log.lines().getLast()).startsWith("ACC: call missed: ").endsWith("code=480;reason=Out");
    }

    @Test
    void aCallThatIsTakenElsewhereIsMissedOnceAndAnsweredOnce() {
        start("", """
                route { do_accounting("log", "missed"); t_on_failure("next"); to("BOB"); t_relay(); }
                failure_route[next] { to("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        carol.answer(carol.expectRequest("INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ACC: call missed: ")
                                .contains("code=486"),
                        line -> assertThat(line)
                                .startsWith("ACC: transaction answered: ")
                                .contains("code=200"));
    }

    @Test
    void aTimeoutIsAMissedCall() {
        start("", "route { do_accounting(\"log\", \"missed|failed\"); to(\"BOB\"); t_relay(); }");
        test.forwarded(alice, bob, "INVITE");
        test.pass(Duration.ofSeconds(6));
        alice.expectResponse(408);
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ACC: call missed: ")
                                .contains("code=408;reason=Request Timeout"),
                        line -> assertThat(line)
                                .startsWith("ACC: transaction answered: ")
                                .contains("code=408"));
    }

    @Test
    void aCallerWhoGivesUpHasMissedToo() {
        start("modparam(\"acc\", \"report_cancels\", 1)\n", """
                route {
                    do_accounting("log", "missed");
                    if (method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
                    to("BOB"); t_relay();
                }""");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        alice.send(cancel(), test.address());
        bob.answer(bob.expectRequest("CANCEL"), 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        alice.expectResponse(487);
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("method=CANCEL").contains("code=200"),
                        line -> assertThat(line)
                                .startsWith("ACC: call missed: ")
                                .contains("method=INVITE")
                                .contains("code=487"));
    }

    @Test
    void aCancelIsNotAccountedByItself() {
        start("", """
                route {
                    do_accounting("log");
                    if (method("CANCEL")) { t_relay(); exit; }
                    to("BOB"); t_relay();
                }""");
        test.forwarded(alice, bob, "INVITE");
        alice.send(cancel(), test.address());
        alice.expectResponse(200);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void redirectionsAndRepliesOfOurOwnAreFailuresAndStatelessOnesAreNothing() {
        start("", """
                route { do_accounting("log", "failed");
                    if (method("OPTIONS")) { send_reply(404, "Nobody"); exit; }
                    if (method("INFO")) { t_reply(488, "Not Here"); exit; }
                    to("BOB"); t_relay(); }""");
        test.ask(alice, 404, "OPTIONS");
        assertThat(log.lines()).isEmpty();
        test.ask(alice, 488, "INFO");
        assertThat(log.lines().getLast()).contains("code=488;reason=Not Here");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 302, "Moved");
        alice.expectResponse(302);
        assertThat(log.lines().getLast()).contains("code=302;reason=Moved");
    }

    @Test
    void earlyMediaIsAccountedIfWanted() {
        start("modparam(\"acc\", \"early_media\", 1)\n", "route { do_accounting(\"log\"); to(\"BOB\"); t_relay(); }");
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 180, "Ringing");
        bob.send(
                SipResponse.answer(invite, 183, "Session Progress")
                        .body("application/sdp", "v=0\r\n".getBytes(StandardCharsets.US_ASCII))
                        .build(),
                test.address());
        alice.expectResponse(183);
        assertThat(log.lines()).singleElement().asString().contains("code=183");
    }

    @Test
    void anAckIsAccountedIfWanted() {
        start("modparam(\"acc\", \"report_ack\", 1)\n", "route { do_accounting(\"log\"); }");
        alice.send(test.request(alice, "ACK", "To: <sip:bob@example.org>;tag=b"), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ACC: request acknowledged: ")
                .contains("method=ACK;from_tag=a1;to_tag=b;call_id=call1;code=200");
    }

    @Test
    void aRequestFromTheCalleeKeepsTheDirectionOfTheCall() {
        start(
                "modparam(\"acc\", \"detect_direction\", 1)\n",
                "route { do_accounting(\"log\"); loose_route(); to(\"BOB\"); t_relay(); }");
        String host = test.address().getAddress().getHostAddress() + ":"
                + test.address().getPort();
        String to = "To: <sip:bob@example.org>;tag=b";
        bob.answer(test.forwarded(alice, bob, "BYE", to, "Route: <sip:" + host + ";lr;ftag=b>"), 200, "OK");
        alice.expectResponse(200);
        assertThat(log.lines().getLast()).contains("from_tag=b;to_tag=a1");
        bob.answer(test.forwarded(alice, bob, "BYE", to, "Route: <sip:" + host + ";lr;ftag=a2>"), 200, "OK");
        alice.expectResponse(200);
        assertThat(log.lines().getLast()).contains("from_tag=a2;to_tag=b");
    }

    @Test
    void extrasAndLegsGoWhereTheyAreDeclared() {
        start("""
                modparam("acc", "extra_fields", "log: who->caller; plain")
                modparam("acc", "leg_fields", "log: leg->via")
                """, """
                route { do_accounting("log");
                    $acc_extra(who) = "me"; $acc_leg(leg) = "one"; acc_new_leg(); $acc_leg(leg) = "two";
                    say("$acc_extra(who) $(acc_leg(leg)[0]) $(acc_leg(leg)[-1]) $acc_leg(leg) $acc_current_leg");
                    to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(targets.said()).containsExactly("me one two two 1");
        assertThat(log.lines()).singleElement().asString().endsWith(";caller=me;plain=;via=one;via=two");
    }

    @Test
    void valuesCannotBeginAnotherLine() {
        start(
                "modparam(\"acc\", \"extra_fields\", \"log: a\")\n",
                "route { $acc_extra(a) = \"x\\r\\nACC: forged\"; acc_log_request(\"404 No\"); send_reply(404, "
                        + "\"No\"); }");
        test.ask(alice, 404, "OPTIONS");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ACC: request accounted: ")
                .contains("code=404;reason=No")
                .doesNotContain("\n");
    }

    @Test
    void whatIsDroppedIsNotAccounted() {
        start("", """
                route { if (!drop_accounting()) say("nothing");
                    do_accounting("log", "missed|failed"); drop_accounting("log", "failed");
                    to("BOB"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy");
        alice.expectResponse(486);
        assertThat(targets.said()).containsExactly("nothing");
        assertThat(log.lines()).singleElement().asString().startsWith("ACC: call missed: ");
    }

    @Test
    void namesOfTablesAreNoPlaceForSql() {
        start("", "route { acc_db_request(\"404 No\", \"acc; DROP TABLE acc\"); send_reply(404, \"No\"); }");
        test.ask(alice, 404, "OPTIONS");
        assertThat(test.statistic("acc:db_waiting")).isZero();
        assertThatThrownBy(() -> ScriptTest.of(
                        MODULES + "modparam(\"acc\", \"extra_fields\", \"db: a->b c\")\nroute { exit; }", modules()))
                .hasMessageContaining("no name of a table or column");
    }

    @Test
    void eventsCarryTheSame() {
        start("modparam(\"acc\", \"extra_fields\", \"evi: who\")\n", """
                route { do_accounting("evi", "missed"); $acc_extra(who) = "me"; to("BOB"); t_relay(); }
                event_route[E_ACC_EVENT] { say("$param(method) $param(callid) $param(sip_code) $param(who)"); }
                event_route[E_ACC_MISSED_EVENT] { say("missed $param(sip_reason)"); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
        alice.expectResponse(200);
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy");
        alice.expectResponse(486);
        assertThat(targets.said()).containsExactly("INVITE call1 200 me", "missed Busy");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        start("", "route { do_accounting(\"paper\"); $acc_extra(none) = \"x\"; send_reply(200, \"OK\"); }");
        test.ask(alice, 200, "OPTIONS");
        assertThatThrownBy(() -> ScriptTest.of(
                        MODULES + "modparam(\"acc\", \"extra_fields\", \"a->b\")\nroute { exit; }", modules()))
                .hasMessageContaining("has to begin with 'log:', 'db:' or 'evi:'");
    }

    @Test
    void oneThatFailsInEveryBranchIsAccountedOnce() {
        start("", """
                route { do_accounting("log", "missed|failed"); to("BOB"); also("CAROL"); t_relay(); }""");
        bob.answer(test.forwarded(alice, bob, "INVITE"), 486, "Busy Here");
        carol.answer(carol.expectRequest("INVITE"), 486, "Busy Too");
        alice.expectResponse(486);
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ACC: call missed: ")
                                .contains("code=486"),
                        line -> assertThat(line)
                                .startsWith("ACC: transaction answered: ")
                                .contains("code=486"));
    }

    @Test
    void aLegIsAddedOnlyWhereLegsAreUsed() {
        start("", "route { say(\"$rc\"); acc_new_leg(); say(\"$rc\"); send_reply(200, \"OK\"); }");
        test.ask(alice, 200, "OPTIONS");
        assertThat(targets.said().getLast()).isEqualTo("-1");
    }

    @Test
    void whatCanBeChangedIsChangedByAReload() {
        String routes = "route { do_accounting(\"log\"); if (method(\"INVITE\")) { to(\"BOB\"); t_relay(); } }";
        String ack = "To: <sip:bob@example.org>;tag=b";
        start("", routes);
        alice.send(test.request(alice, "ACK", ack), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(log.lines()).isEmpty();
        reload("modparam(\"acc\", \"report_ack\", 1)\nmodparam(\"acc\", \"log_level\", 4)\n", routes);
        alice.send(test.request(alice, "ACK", ack), test.address());
        test.pass(Duration.ofSeconds(1));
        // At this level nobody listens, but it is counted.
        assertThat(log.lines()).isEmpty();
        assertThat(test.statistic("acc:log_records")).isOne();
        reload("modparam(\"acc\", \"report_ack\", 1)\n", routes);
        alice.send(test.request(alice, "ACK", ack), test.address());
        test.pass(Duration.ofSeconds(1));
        assertThat(log.lines()).singleElement().asString().contains("method=ACK");
    }

    @Test
    void aRequestIsAccountedWithWhatTheScriptSaysOfIt() {
        start("", """
                route { acc_log_request("Call barred"); acc_log_request("480 Nobody Home");
                    send_reply(404, "No"); }""");
        test.ask(alice, 404, "OPTIONS");
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(";code=;reason=Call barred"),
                        line -> assertThat(line).endsWith(";code=480;reason=Nobody Home"));
    }

    @Test
    void callsAsAWholeNeedDialogsAndThatIsSaidOnce() {
        try (LogCapture warnings = new LogCapture(AccModule.class.getName())) {
            start("", "route { do_accounting(\"log\", \"cdr|missed\"); to(\"BOB\"); t_relay(); }");
            for (int i = 0; i < 2; i++) {
                bob.answer(test.forwarded(alice, bob, "INVITE"), 200, "OK");
                alice.expectResponse(200);
            }
            assertThat(warnings.lines()).singleElement().asString().contains("'cdr' needs the module 'dialog'");
        }
        assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ACC: transaction answered: "));
    }
}
