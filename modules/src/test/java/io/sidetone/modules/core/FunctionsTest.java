package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    @Test
    void valuesAreCached() {
        assertThat(Script.of("say(\"\" + cache_fetch(\"local\", \"a\", $var(x))); say(\"\" + cache_store(\"local\","
                        + " \"a\", 5));"
                        + "cache_fetch(\"local\", \"a\", $var(x)); say($var(x) + 1); "
                        + "cache_store(\"local:two\", \"a\", \"t\", 10);"
                        + "cache_fetch(\"local:two\", \"a\", $avp(x)); say($avp(x)); "
                        + "cache_remove(\"local\", \"a\");"
                        + "say(\"\" + cache_fetch(\"local\", \"a\", $var(x)));"))
                .containsExactly("-2", "1", "6", "t", "-2");
    }

    @Test
    void countersAreCached() {
        assertThat(Script.of("cache_add(\"local\", \"c\", 5, 0, $var(n)); say($var(n)); cache_sub(\"local\", \"c\","
                        + " 2, 0, $var(n));"
                        + "say($var(n)); cache_add(\"local\", \"c\", 1, 0); "
                        + "cache_counter_fetch(\"local\", \"c\", $var(n)); say($var(n));"
                        + "cache_store(\"local\", \"t\", \"text\"); cache_add(\"local\", \"t\", 1, 0);"))
                .containsExactly("5", "3", "4", "! the value 't' of the cache is no number");
    }

    @Test
    void whatIsNoCacheSaysSo() {
        assertThat(Script.of("cache_store(\"redis:x\", \"a\", 1); cache_store(\"local\", \"\", 1); "
                        + "cache_raw_query(\"local\", \"q\");"))
                .containsExactly(
                        "! there is no cache 'redis:x'",
                        "! a name of a cache has 1 to 1024 characters",
                        "! the cache 'local' knows no queries");
    }

    @Test
    void whatIsCachedEndsInTime() {
        try (Script script = Script.whole("route { if ($rm == \"INFO\") cache_store(\"local\", \"a\", 1, 10);"
                + " say(\"\" + cache_fetch(\"local\", \"a\", $var(x))); }")) {
            script.send("INFO");
            script.test().pass(Duration.ofSeconds(9));
            script.send("OPTIONS");
            script.test().pass(Duration.ofSeconds(2));
            script.send("OPTIONS");
            assertThat(script.said()).containsExactly("1", "1", "-2");
            assertThat(script.test().statistic("core:cached_values")).isEqualTo(1);
            script.test().pass(Duration.ofMinutes(2));
            assertThat(script.test().statistic("core:cached_values")).isZero();
        }
    }

    @Test
    void aFullCacheTakesNoMore() {
        LocalCache cache = new LocalCache(2);
        assertThat(cache.store("a", 1L, 5, 0)).isTrue();
        assertThat(cache.store("b", 1L, 0, 0)).isTrue();
        assertThat(cache.store("c", 1L, 0, 0)).isFalse();
        assertThat(cache.add("c", 1, 0, 0)).isNull();
        assertThat(cache.store("b", 2L, 0, 0)).isTrue();
        assertThat(cache.store("c", 1L, 0, Duration.ofSeconds(6).toNanos())).isTrue();
    }

    @Test
    void eventsAreRaised() {
        try (Script script = Script.whole("route { $avp(n) = \"user\"; $avp(n) = \"count\"; $avp(v) = $fU; "
                + "$avp(v) = 5;"
                + " raise_event(\"E_SEEN\", $avp(n), $avp(v)); raise_event(\"E_NAKED\", , $avp(v)); "
                + "raise_event(\"E_NONE\");"
                + " subscribe_event(\"E_SEEN\", \"udp:192.0.2.1:1\"); }"
                + "event_route[E_SEEN] { say($param(user)); say($param(count) + 1); }"
                + "event_route[E_NAKED] { say($\"naked $param(1) $param(2)\"); }"
                + "event_route[E_NONE] { say(\"none\"); }")) {
            script.send("OPTIONS");
            assertThat(script.said())
                    .contains("alice", "6", "none", "! no loaded module sends events to 'udp:192.0.2.1:1'");
        }
    }

    @Test
    void smallOnes() {
        assertThat(Script.of("pv_printf($var(x), \"$rm of $fU\"); say($var(x)); pv_printf($hdr(X-A), "
                        + "\"1\"); say($hdr(X-A));"
                        + "say(\"\" + sr_check_status(\"core\")); "
                        + "sr_check_status(\"drouting\", \"x\"); say(\"\" + script_trace());"
                        + "xlog(\"L_DBG\", \"quiet\"); xdbg(\"quiet\"); log(1, \"plain\"); "
                        + "xlog(\"loud\"); say($rc);"))
                .containsExactly(
                        "INVITE of alice", "1", "1", "! nothing tells its status by the name 'drouting'", "1", "1");
    }

    @Test
    @Rfc(number = 3581, section = "4")
    void responsesGoToThePortThatTheRequestCameFrom() {
        try (ScriptTest test = ScriptTest.of(
                "route { force_rport(); add_local_rport(); set_via_handling(\"force-rport,reply-to-via\"); "
                        + "forward(\"NEXT\"); }".replace("NEXT", "udp:192.0.2.250:5060"),
                new CoreModule())) {
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            test.reload("route { force_rport(); $ru = \"" + ScriptTest.uri("bob", bob) + "\"; forward(); }");
            SipRequest seen = test.forwarded(alice, bob, "OPTIONS", "Via: SIP/2.0/UDP 192.0.2.200:9;branch=z9hG4bKx");
            assertThat(seen.all(Headers.VIA).get(1).rport())
                    .isEqualTo(alice.address().getPort());
            bob.answer(seen, 200, "OK");
            alice.expectResponse(200);
        }
    }

    @Test
    void requestsAreForwardedWithoutTransaction() {
        try (ScriptTest test = ScriptTest.of("route { exit; }", new CoreModule())) {
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            String place = ScriptTest.uri("bob", bob).replace("sip:bob@", "udp:");
            test.reload("route { forward(\"" + place + "\"); }");
            SipRequest seen = test.forwarded(alice, bob, "OPTIONS");
            assertThat(seen.uriText()).isEqualTo("sip:bob@example.org");
            assertThat(seen.all(Headers.VIA)).hasSize(2);
            assertThat(test.server().core().layer().servers()).isZero();
        }
    }

    @Test
    void messagesAreSentAsTheyCame() {
        try (ScriptTest test = ScriptTest.of("route { exit; }", new CoreModule())) {
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            String place = ScriptTest.uri("bob", bob).replace("sip:bob@", "udp:");
            test.reload("route { $rU = \"edited\"; send(\"" + place + "\", \"X-Seen: 1\\r\\nX-More: 2\\r\\n\"); }");
            SipRequest seen = test.forwarded(alice, bob, "OPTIONS");
            assertThat(seen.uriText()).isEqualTo("sip:bob@example.org");
            assertThat(seen.all(Headers.VIA)).hasSize(1);
            assertThat(seen.field("X-Seen").value()).isEqualTo("1");
            assertThat(seen.field("X-More").value()).isEqualTo("2");
        }
    }

    @Test
    void whatCannotBeSentSaysWhy() {
        assertThat(Script.of("send(\"a b\"); send(\"udp:192.0.2.1\", \"nonsense\"); send(\"udp:192.0.2.1\","
                        + " \"X: a\\x00\");"
                        + "say(\"\" + tcp_close_conn(\"192.0.2.1:5060\")); "
                        + "tcp_close_conn(\"tcp:name:5060\"); say(\"\" + force_tcp_alias());"
                        + "set_via_handling(\"x\"); force_send_socket(\"udp:203.0.113.9\"); "
                        + "say(\"\" + socket_belongs_to_bond($socket_in, \"b\"));"))
                .containsExactly(
                        "! 'sip:a b' is no URI: character that no URI may hold",
                        "! 'nonsense' is no header field",
                        "! a header field must not hold control characters: 'a\uFFFD'",
                        "-1",
                        "! 'name:5060' is no address with a port",
                        "-1",
                        "! set_via_handling knows no 'x'",
                        "! there is no socket 'udp:203.0.113.9'",
                        "-1");
    }
}
