package io.sidetone.modules.sl;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Replies that leave nothing behind.
class SlModuleTest {

    private static final String MODULES = "loadmodule \"tm.so\"\nloadmodule \"sl.so\"\nloadmodule \"signaling.so\"\n";

    private final Targets targets = new Targets();
    private ScriptTest test;
    private ScriptedPeer alice;

    private void start(String script) {
        test = ScriptTest.of(
                MODULES + script, new CoreModule(), targets, new TmModule(), new SlModule(), new SignalingModule());
        alice = test.peer();
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void codeAndPhraseAreThoseOfTheScript() {
        start("""
                route {
                    if (method("INFO")) { send_reply(100, "Trying"); exit; }
                    $var(code) = 480 + 6;
                    sl_send_reply($var(code), "No $rm for $fU"); say("$rc");
                    sl_send_reply(404, "Again"); say("$rc");
                    exit;
                }""");
        SipResponse response = test.ask(alice, 486, "OPTIONS");
        assertThat(response.phrase()).isEqualTo("No OPTIONS for alice");
        assertThat(response.to().tag()).isNotEmpty();
        assertThat(targets.said()).containsExactly("1", "-1");
        assertThat(test.ask(alice, 100, "INFO").to().tag()).isNull();
        assertThat(test.statistic("sl:4xx_replies")).isOne();
        assertThat(test.statistic("sl:1xx_replies")).isOne();
        assertThat(test.statistic("sl:sent_replies")).isEqualTo(2);
    }

    @Test
    @Rfc(number = 3581, section = "4")
    void aReplySaysInItsViaWhereTheRequestCameFrom() {
        start("route { if (method(\"INVITE\")) t_newtran(); send_reply(404, \"Not Found\"); exit; }");
        for (String method : List.of("OPTIONS", "INVITE")) {
            Via via = test.ask(
                            alice, 404, method, "Via: SIP/2.0/UDP 203.0.113.9:5070;branch=z9hG4bK" + method + ";rport")
                    .topVia();
            assertThat(via.received()).isEqualTo("127.0.0.1");
            assertThat(via.rport()).isEqualTo(alice.address().getPort());
        }
    }

    @Test
    void aRetransmissionIsANewRequestAndGetsTheSameTag() {
        start("route { say(\"asked\"); sl_send_reply(404, \"Not Found\"); }");
        String request = test.request(alice, "OPTIONS");
        alice.send(request, test.address());
        String tag = alice.expectResponse(404).to().tag();
        alice.send(request, test.address());
        assertThat(alice.expectResponse(404).to().tag()).isEqualTo(tag);
        assertThat(targets.said()).hasSize(2);
    }

    @Test
    @Rfc(number = 3261, section = "8.2.7")
    void theAckToSuchAReplyRunsNoScriptAndAnotherDoes() {
        start("route { say(\"$rm\"); if (method(\"INVITE\")) sl_send_reply(486, \"Busy Here\"); exit; }");
        SipResponse busy = test.ask(alice, 486, "INVITE");
        alice.send(
                test.request(
                        alice,
                        "ACK",
                        "Via: SIP/2.0/UDP {local};branch=z9hG4bKtest1;rport",
                        "From: " + busy.from(),
                        "To: " + busy.to(),
                        "Call-ID: " + busy.callId()),
                test.address());
        test.pass(Duration.ofMillis(100));
        assertThat(targets.said()).containsExactly("INVITE");
        assertThat(test.statistic("sl:received_ACKs")).isOne();
        alice.send(test.request(alice, "ACK", "To: <sip:bob@example.org>;tag=other"), test.address());
        test.pass(Duration.ofMillis(100));
        assertThat(targets.said()).containsExactly("INVITE", "ACK");
        assertThat(test.statistic("sl:received_ACKs")).isOne();
        // Nothing is sent again: nobody keeps it.
        alice.expectNothing(Duration.ofSeconds(5));
    }

    @Test
    void anErrorOfOurOwnIsA500() {
        start("route { sl_reply_error(); say(\"$rc\"); sl_reply_error(); say(\"$rc\"); exit; }");
        assertThat(test.ask(alice, 500, "OPTIONS").phrase()).startsWith("Server error occurred");
        assertThat(targets.said()).containsExactly("1", "-1");
        assertThat(test.statistic("sl:sent_err_replies")).isOne();
    }

    @Test
    void whatIsATransactionIsAnsweredByIt() {
        start("""
                route { t_newtran(); sl_send_reply(404, "No"); say("$rc"); send_reply(488, "Not Acceptable Here");
                    say("$rc"); exit; }""");
        test.ask(alice, 488, "OPTIONS");
        assertThat(targets.said()).containsExactly("-1", "1");
    }
}
