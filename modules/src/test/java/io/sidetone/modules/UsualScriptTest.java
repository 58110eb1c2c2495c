package io.sidetone.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.LogCapture;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A script with the modules, parameters and functions of the one that OpenSIPS is installed with.
class UsualScriptTest {

    private static final String SCRIPT = """
            log_level=3
            xlog_level=3
            stderror_enabled=no
            syslog_enabled=yes
            syslog_facility=LOG_LOCAL0
            udp_workers=4
            socket=udp:127.0.0.1:5060
            mpath="/usr/lib/modules/"
            loadmodule "signaling.so"
            loadmodule "sl.so"
            loadmodule "tm.so"
            modparam("tm", "fr_timeout", 5)
            modparam("tm", "fr_inv_timeout", 30)
            modparam("tm", "restart_fr_on_each_reply", 0)
            modparam("tm", "onreply_avp_mode", 1)
            loadmodule "rr.so"
            modparam("rr", "append_fromtag", 0)
            loadmodule "maxfwd.so"
            loadmodule "sipmsgops.so"
            loadmodule "mi_fifo.so"
            modparam("mi_fifo", "fifo_name", "FOLDER/fifo")
            modparam("mi_fifo", "fifo_mode", 0666)
            loadmodule "usrloc.so"
            modparam("usrloc", "nat_bflag", "NAT")
            modparam("usrloc", "working_mode_preset", "single-instance-no-db")
            loadmodule "registrar.so"
            modparam("registrar", "tcp_persistent_flag", "TCP_PERSISTENT")
            loadmodule "acc.so"
            modparam("acc", "early_media", 0)
            modparam("acc", "report_cancels", 0)
            modparam("acc", "detect_direction", 0)
            loadmodule "proto_udp.so"

            route {
                if (!mf_process_maxfwd_header(10)) { send_reply(483, "Too Many Hops"); exit; }
                if (has_totag()) {
                    if (is_method("ACK") && t_check_trans()) { t_relay(); exit; }
                    if (!loose_route()) { send_reply(404, "Not Here"); exit; }
                    if (is_method("BYE")) do_accounting("log", "failed");
                    route(relay);
                    exit;
                }
                if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
                t_check_trans();
                if (!(is_method("REGISTER")) && !is_myself("$fd") && !is_myself("$rd")) {
                    send_reply(403, "Relay Forbidden");
                    exit;
                }
                if (loose_route()) {
                    xlog("L_ERR", "preloaded route [$fu/$tu/$ru/$ci]");
                    if (!is_method("ACK")) send_reply(403, "Preload Route Denied");
                    exit;
                }
                if (!is_method("REGISTER|MESSAGE")) record_route();
                if (is_method("INVITE")) do_accounting("log");
                if (!is_myself("$rd")) { append_hf("P-hint: outbound\\r\\n"); route(relay); }
                if (is_method("PUBLISH|SUBSCRIBE")) { send_reply(503, "Service Unavailable"); exit; }
                if (is_method("REGISTER")) { if (!save("location")) xlog("no registration of $tu"); exit; }
                if ($rU == NULL) { send_reply(484, "Address Incomplete"); exit; }
                if (!lookup("location", "method-filtering")) { t_reply(404, "Not Found"); exit; }
                do_accounting("log", "missed");
                route(relay);
            }

            route[relay] {
                if (is_method("INVITE")) {
                    t_on_branch("each"); t_on_reply("back"); t_on_failure("missed");
                }
                if (!t_relay()) send_reply(500, "Internal Error");
                exit;
            }

            branch_route[each] { xlog("new branch at $ru"); }
            onreply_route[back] { xlog("a reply"); }
            failure_route[missed] { if (t_was_cancelled()) exit; }
            """;

    @TempDir
    private Path folder;

    private final LogCapture accounts = new LogCapture("io.sidetone.modules.acc.LogLines");
    private ScriptTest test;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    @BeforeEach
    void start() {
        test = ScriptTest.of(
                SCRIPT.replace("FOLDER", folder.toString()), Bundled.modules().toArray(Module[]::new));
        alice = test.peer();
        bob = test.peer();
    }

    @AfterEach
    void stop() {
        accounts.close();
        test.close();
    }

    private void register() {
        SipResponse response = test.ask(
                bob,
                200,
                "REGISTER",
                "uri sip:example.org",
                "From: <sip:bob@example.org>;tag=r",
                "Contact: <" + ScriptTest.uri("bob", bob) + ">",
                "Expires: 600");
        assertThat(response.has(HeaderName.CONTACT)).isTrue();
    }

    @Test
    void aCallIsRoutedAndAccounted() {
        register();
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(invite.uriText()).isEqualTo(ScriptTest.uri("bob", bob));
        bob.answer(invite, 180, "Ringing");
        alice.expectResponse(180);
        bob.answer(invite, 200, "OK");
        SipResponse answer = alice.expectResponse(200);
        String dialog = "Route: " + invite.first(Headers.RECORD_ROUTE);
        String to = "To: " + answer.to();
        String call = "Call-ID: " + invite.callId();
        String uri = "uri " + ScriptTest.uri("bob", bob);
        String from = "From: " + invite.from();
        alice.send(test.request(alice, "ACK", uri, dialog, to, call, from), test.address());
        bob.expectRequest("ACK");
        bob.answer(test.forwarded(alice, bob, "BYE", uri, dialog, to, call, from, "CSeq: 2 BYE"), 200, "OK");
        alice.expectResponse(200);
        assertThat(accounts.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("ACC: transaction answered: ")
                                .contains("method=INVITE")
                                .contains("code=200"),
                        line -> assertThat(line)
                                .startsWith("ACC: transaction answered: ")
                                .contains("method=BYE"));
    }

    @Test
    void aCallThatNobodyTakesIsMissed() {
        register();
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        bob.answer(invite, 486, "Busy Here");
        alice.expectResponse(486);
        assertThat(accounts.lines())
                .singleElement()
                .asString()
                .startsWith("ACC: call missed: ")
                .contains("code=486");
    }

    @Test
    void strangersAndUnknownUsersAreRefused() {
        test.ask(alice, 404, "INVITE");
        test.ask(alice, 403, "INVITE", "From: <sip:eve@else.example>;tag=e", "uri sip:bob@far.example");
        test.ask(alice, 483, "OPTIONS", "Max-Forwards: 0");
        test.ask(alice, 404, "BYE", "To: <sip:bob@example.org>;tag=x");
        test.ask(alice, 503, "SUBSCRIBE", "Event: presence");
        test.ask(alice, 484, "OPTIONS", "uri sip:example.org");
        assertThat(accounts.lines()).isEmpty();
    }
}
