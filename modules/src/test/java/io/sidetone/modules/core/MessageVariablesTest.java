package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class MessageVariablesTest {

    private static final String REPLY = UriVariablesTest.RESPONSE;

    @Test
    void aRequestIsDescribed() {
        assertThat(Script.of(
                        "say($rm); say($rs); say($rr); say($msg.is_request); say($msg.type); say($cs + 1); "
                                + "say($ci); say($ua);"
                                + "say($cl); say($mi == $mi); say($cT);",
                        "User-Agent: Phone 1"))
                .containsExactly(
                        "INVITE", "<null>", "<null>", "1", "request", "2", "call1", "Phone 1", "0", "true", "<null>");
    }

    @Test
    void aResponseIsDescribed() {
        assertThat(Script.ofReply(
                        "say($rm); say($rs + 0); say($rr); say($msg.is_request); say($msg.type); say($cs); "
                                + "say($ci); say($ua);"
                                + "say($fu); say($tt);",
                        REPLY))
                .containsExactly(
                        "INVITE",
                        "486",
                        "Busy Here",
                        "0",
                        "reply",
                        "7",
                        "reply-call",
                        "<null>",
                        "sip:alice@example.org",
                        "t");
    }

    @Test
    void theParties() {
        assertThat(Script.of(
                        "say($fu); say($from); say($fU); say($fd); say($fn); say($ft); say($from.user); "
                                + "say($from.domain);"
                                + "say($tu); say($to); say($tU); say($td); say($tn); say($tt); say($to.user); "
                                + "say($to.domain);",
                        "From: \"Al \\\"I\\\"\" <sip:alice@example.org:5062>;tag=x",
                        "To: <sip:bob@example.com>"))
                .containsExactly(
                        "sip:alice@example.org:5062",
                        "sip:alice@example.org:5062",
                        "alice",
                        "example.org",
                        "\"Al \\\"I\\\"\"",
                        "x",
                        "alice",
                        "example.org",
                        "sip:bob@example.com",
                        "sip:bob@example.com",
                        "bob",
                        "example.com",
                        "<null>",
                        "<null>",
                        "bob",
                        "example.com");
    }

    @Test
    void identitiesAndDiversions() {
        assertThat(Script.of(
                        "say($ai); say($pu); say($pU); say($pd); say($pn); say($re); say($rt); say($di); "
                                + "say($dir); say($dip);",
                        "P-Asserted-Identity: <sip:al@a.example>",
                        "P-Preferred-Identity: \"Al\" <sip:al2@b.example>",
                        "Remote-Party-ID: <sip:al3@c.example>;privacy=off",
                        "Refer-To: <sip:d@d.example>",
                        "Diversion: <sip:e@e.example>;reason=user-busy;privacy=full"))
                .containsExactly(
                        "sip:al@a.example",
                        "sip:al2@b.example",
                        "al2",
                        "b.example",
                        "\"Al\"",
                        "sip:al3@c.example",
                        "sip:d@d.example",
                        "sip:e@e.example",
                        "user-busy",
                        "full");
        assertThat(Script.of("say($ai); say($pu); say($pn); say($re); say($rt); say($di); say($dir);"))
                .containsOnly("<null>");
    }

    @Test
    void contactsAndTheirParts() {
        String contacts = "Contact: \"A\" <sip:a@x>;q=0.5;expires=60, <sip:b@y>;methods=\"INVITE\"";
        assertThat(Script.of(
                        "say($ct); say($(ct[1])); say($(ct[-1])); say($(ct[2])); say($(ct[*]{s.len}) > 0);"
                                + "say($ct.fields(uri)); say($(ct.fields(name)[0])); say($(ct.fields(q)[0]));"
                                + "say($(ct.fields(expires)[0]) + 1); say($(ct.fields(methods)[1])); "
                                + "say($(ct.fields(uri)[*]));"
                                + "say($ct.fields(params)); say($(ct.fields(q)[1]));",
                        contacts))
                .containsExactly(
                        "\"A\" <sip:a@x>;q=0.5;expires=60",
                        "<sip:b@y>;methods=\"INVITE\"",
                        "<sip:b@y>;methods=\"INVITE\"",
                        "<null>",
                        "true",
                        "sip:a@x",
                        "\"A\"",
                        "0.5",
                        "61",
                        "INVITE",
                        "[\"sip:a@x\",\"sip:b@y\"]",
                        "q=0.5;expires=60",
                        "<null>");
        assertThat(Script.of("say($ct.fields(nonsense));", contacts))
                .containsExactly("! a contact has no field 'nonsense', but name, uri, q, expires, methods, received "
                        + "and params");
        assertThat(Script.of("say($ct); say($(ct[*]));", "Contact:")).containsExactly("<null>", "[]");
    }

    @Test
    void theWholeMessageIsThatOfNow() {
        assertThat(Script.of("say($mb =~ \"X-New\"); $hdr(X-New) = \"1\"; say($mb =~ \"X-New: 1\"); $var(l) = $ml;"
                        + "$hdr(X-New) := \"123\"; say($ml - $var(l));"))
                .containsExactly("false", "true", "2");
    }

    @Test
    void whatAnErrorIsAbout() {
        try (Script script = Script.whole("route { $ru = \"x\"; say($err.info); }")) {
            script.send("OPTIONS");
            assertThat(script.said()).containsExactly("! 'x' is no URI: scheme and colon expected", "<null>");
        }
        try (Script script = Script.whole("route { $rp = -1; } error_route { say($err.class); say($err.level);"
                + " say($err.rcode); say($err.rreason); }")) {
            script.send("OPTIONS");
            assertThat(script.said()).containsExactly("1", "1", "500", "Server Internal Error");
        }
    }

    @Test
    void thePathOfTheFirstTarget() {
        assertThat(Script.of("say($path); $path = \"<sip:p1;lr>, <sip:p2;lr>\"; say($path); say($du); $path = "
                        + "\"nothing\"; $path = null;"
                        + "say($path);"))
                .containsExactly(
                        "<null>",
                        "<sip:p1;lr>, <sip:p2;lr>",
                        "sip:p1;lr",
                        "! 'nothing' is no path: '<' expected",
                        "<null>");
    }

    @Test
    void whereItHasComeFromAndTo() {
        try (Script script = Script.whole(
                "route { say($si); say($src_ip); say($sp); say($proto); say($Ri); say($Rp); say($socket_in);"
                        + " say($socket_in(ip)); say($socket_in(port)); say($socket_in(proto)); say($socket_in(af));"
                        + " say($socket_in(tag)); say($socket_in(anycast)); say($socket_in(advertised_ip));"
                        + " say($proxy_protocol(src_ip)); say($pr); say($RAi); say($RAp); }")) {
            script.send("OPTIONS");
            String ours = script.test().address().getAddress().getHostAddress();
            String port = Integer.toString(script.test().address().getPort());
            String theirs = script.peer().address().getAddress().getHostAddress();
            assertThat(script.said())
                    .containsExactly(
                            theirs,
                            theirs,
                            Integer.toString(script.peer().address().getPort()),
                            "udp",
                            ours,
                            port,
                            "udp:" + ours + ":" + port,
                            ours,
                            port,
                            "UDP",
                            "INET",
                            "<null>",
                            "0",
                            "<null>",
                            "<null>",
                            "udp",
                            ours,
                            port);
        }
    }

    @Test
    void theSocketToSendFromIsChosen() {
        try (Script script = Script.whole(
                "route { say($socket_out == $socket_in); say($socket_out(forced)); $socket_out = $socket_in;"
                        + " say($socket_out(forced) == $socket_in); $fs = null; say($socket_out(forced));"
                        + " $socket_out = \"udp:203.0.113.77:1\"; $socket_out(ip) = \"x\";"
                        + " force_send_socket($socket_in); say($socket_out(forced) == $socket_in); }")) {
            script.send("OPTIONS");
            assertThat(script.said())
                    .containsExactly(
                            "true",
                            "<null>",
                            "true",
                            "<null>",
                            "! there is no socket 'udp:203.0.113.77:1'",
                            "! only $socket_out itself can be written",
                            "true");
        }
    }

    @Test
    void theTimeAndTheServer() {
        assertThat(Script.of(
                        "say($Ts > 0); say($Tsm >= 0 && $Tsm < 1000000); say($TS <= $Ts); say($time(%Y) > \"1969\");"
                                + "say($Tf == $TF); say($pp > 0); say($pid == $pp); say($argv(nothing)); say($C(rx));"
                                + "get_timestamp($var(s), $var(u)); say($var(s) >= $Ts - 1);"))
                .containsExactly("true", "true", "true", "true", "true", "true", "true", "<null>", "", "true");
    }

    @Test
    void levelsOfTheLogCountForOneRun() {
        assertThat(Script.of("say($xlog_level); $xlog_level = \"L_DBG\"; say($xlog_level); $xlog_level = null; "
                        + "say($xlog_level);"
                        + "$log_level = 9; say($log_level);"))
                .containsExactly("2", "4", "2", "! there is no log level '9'", "2");
    }
}
