package io.sidetone.modules.siputils;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.header.SipDate;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Questions about messages, URIs and numbers.
class SiputilsModuleTest {

    private static final String MODULES = "loadmodule \"tm.so\"\nloadmodule \"siputils.so\"\n";

    private final Targets targets = new Targets();

    private ScriptTest start(String script) {
        return ScriptTest.of(MODULES + script, new CoreModule(), targets, new TmModule(), new SiputilsModule());
    }

    /// What a call of a function says of a request, and the value of `$var(x)`.
    private List<String> asked(String settings, String call, String... lines) {
        try (ScriptTest test = start(settings + "route { " + call + "; say(\"$rc\"); say(\"$var(x)\"); exit; }")) {
            ScriptedPeer alice = test.peer();
            alice.send(test.request(alice, "OPTIONS", lines), test.address());
            test.pass(Duration.ofMillis(100));
        }
        return targets.said();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'uri_param(\"user\", \"phone\")'",
        "-1, 'uri_param(\"user\", \"ip\")'",
        "-1, 'uri_param(\"user\")'",
        "1, 'uri_param(\"lr\")'",
        "-1, 'uri_param(\"none\")'",
        "1, 'uri_param_any(\"user\")'",
        "1, 'uri_param_any(\"lr\")'",
        "-1, 'uri_param_any(\"none\")'",
        "-1, 'uri_param_rm(\"none\")'",
        "-1, 'get_uri_param(\"none\", $var(x))'",
        "1, 'cmp_uri(\"sip:bob@EXAMPLE.org\", \"sip:bob@example.org\")'",
        "1, 'cmp_uri(\"bob@example.org:5062\", \"sip:bob@example.org:5062\")'",
        "-1, 'cmp_uri(\"sip:bob@example.org:5062\", \"sip:bob@example.org\")'",
        "-1, 'cmp_uri(\"sip:Bob@example.org\", \"sip:bob@example.org\")'",
        "-1, 'cmp_uri(\"sip:a@b c\", \"sip:a@b c\")'",
        "1, 'cmp_aor(\"bob@Example.org\", \"sip:bob@example.org;transport=tcp\")'",
        "-1, 'cmp_aor(\"eve@example.org\", \"sip:bob@example.org\")'",
        "1, 'is_uri(\"sip:bob@example.org\")'",
        "1, 'is_uri(\"tel:+123\")'",
        "-1, 'is_uri(\"bob\")'",
        "1, 'is_gruu(\"sip:bob@example.org;gr=urn:uuid:1\")'",
        "2, 'is_gruu(\"sip:x@example.org;gr\")'",
        "-1, 'is_gruu(\"sip:x@example.org\")'",
        "-1, 'is_gruu(\"nonsense\")'",
        "-1, is_gruu()",
        "1, 'is_e164(\"+4930123\")'",
        "-1, 'is_e164(\"4930123\")'",
        "-1, 'is_e164(\"+49a0123\")'",
        "-1, 'is_e164(\"+1234567890123456\")'",
        "1, 'is_uri_user_e164(\"sip:+4930123@example.org\")'",
        "1, 'is_uri_user_e164(\"tel:+4930123\")'",
        "-1, 'is_uri_user_e164(\"sip:bob@example.org\")'",
        "-1, 'is_uri_user_e164(\"nonsense\")'",
        "1, 'is_tel_number(\"+123\")'",
        "1, 'is_tel_number(\"123\")'",
        "-1, 'is_tel_number(\"+\")'",
        "-1, 'is_tel_number(\"1+2\")'",
        "1, 'is_numeric(\"0123\")'",
        "-1, 'is_numeric(\"+123\")'",
        "-1, 'is_numeric(\"\")'",
        "1, 'is_alphanum(\"a1Z\")'",
        "-1, 'is_alphanum(\"a-1\")'",
        "1, 'is_alphanumex(\"a-1.\", \"-.\")'",
        "-1, 'is_alphanumex(\"a_1\", \"-.\")'",
        "1, is_request()",
        "-1, is_reply()",
        "1, is_sip()",
        "-1, is_http()",
        "1, sip_parse_headers()",
        "1, is_first_hop()",
        "1, 'is_supported(\"path\")'",
        "1, 'is_supported(\"GRUU\")'",
        "-1, 'is_supported(\"timer\")'",
        "1, 'is_user(\"carol\")'",
        "-1, 'is_user(\"alice\")'",
        "1, 'cmp_hdr_name(\"f\", \"From\")'",
        "1, 'cmp_hdr_name(\"x-some\", \"X-Some\")'",
        "-1, 'cmp_hdr_name(\"t\", \"From\")'",
        "1, 'contact_param_check(\"ob\")'",
        "-1, 'contact_param_check(\"reg-id\")'",
        "-1, contact_param_rm(\"reg-id\")",
        "-1, decode_contact()",
        "-1, decode_contact_header()",
        "-1, 'contact_param_decode_ruri(\"sr\")'",
        "-1, 'contact_param_decode(\"sr\")'",
        "-1, 'set_uri_user($var(x), \"eve\")'",
        "-1, 'tel2sip(\"nonsense\", \"example.com\", $var(x))'",
    })
    void aQuestionHasACode(String code, String call) {
        assertThat(asked(
                        "",
                        call,
                        "uri sip:bob@example.org;user=phone;lr",
                        "Supported: path, gruu",
                        "Contact: <sip:alice@192.0.2.1;ob>",
                        "Authorization: Digest username=\"carol\",realm=\"r\",nonce=\"n\",uri=\"sip:x\",response=\""
                                + "0".repeat(32) + "\""))
                .startsWith(code);
    }

    @ParameterizedTest
    @CsvSource({
        "1, phone, 'get_uri_param(\"user\", $var(x))'",
        "1, '', 'get_uri_param(\"lr\", $var(x))'",
        "1, 'sip:+4930123@example.com;user=phone', 'tel2sip(\"tel:+49-30-(12)3\", \"example.com\", $var(x))'",
        "1, 'sip:123;phone-context=+49@example.com;user=phone', "
                + "'tel2sip2(\"tel:1-2-3;phone-context=+49\", \"example.com\", $var(x))'",
        "2, keep, '$var(x) = \"keep\"; tel2sip(\"sip:bob@example.org\", \"example.com\", $var(x))'",
        "1, keep, '$var(x) = \"keep\"; tel2sip2(\"sip:bob@example.org\", \"example.com\", $var(x))'",
        "1, 'sip:eve@h;a=b', '$var(x) = \"sip:bob@h;a=b\"; set_uri_user($var(x), \"eve\")'",
        "1, 'sip:h', '$var(x) = \"sip:bob@h\"; set_uri_user($var(x), \"\")'",
        "1, 'sip:bob@new:5062;a=b', '$var(x) = \"sip:bob@h:5062;a=b\"; set_uri_host($var(x), \"new\")'",
    })
    void aValueIsGiven(String code, String value, String call) {
        assertThat(asked("", call, "uri sip:bob@example.org;user=phone;lr")).containsExactly(code, value);
    }

    @Test
    void howLongANumberMayBeIsSetByAParameter() {
        String most = "modparam(\"siputils\", \"e164_max_len\", 5)\n";
        assertThat(asked(most, "is_e164(\"+12345\"); say(\"$rc\"); is_uri_user_e164(\"sip:+123456@x\")"))
                .startsWith("1", "-1");
    }

    @Test
    void aDateCountsForSomeTime() {
        try (ScriptTest test = start("route { hdr_date_check(60); say(\"$rc\"); exit; }")) {
            ScriptedPeer alice = test.peer();
            Instant now = Instant.ofEpochMilli(test.bed().clock().currentTimeMillis());
            for (String line :
                    List.of("Date: " + new SipDate(now), "Date: " + new SipDate(now.minusSeconds(61)), "X-No: date")) {
                alice.send(test.request(alice, "OPTIONS", line), test.address());
                test.pass(Duration.ofMillis(100));
            }
        }
        assertThat(targets.said()).containsExactly("1", "-1", "-1");
    }

    @Test
    void theFirstHopIsKnownByViaAndRecordRoute() {
        try (ScriptTest test = start("""
                route { is_first_hop(); say("$rc"); t_on_reply("back"); to("$hdr(X-To)"); t_relay(); }
                onreply_route[back] { is_first_hop(); say("$rc"); is_first_hop(1); say("$rc");
                    is_reply(); say("$rc"); }""")) {
            ScriptedPeer alice = test.peer();
            ScriptedPeer bob = test.peer();
            String own = test.address().getAddress().getHostAddress() + ":"
                    + test.address().getPort();
            for (String route : List.of("", own, "example.org", "192.0.2.9")) {
                SipRequest request = test.forwarded(alice, bob, "OPTIONS", "X-To: " + ScriptTest.uri("bob", bob));
                SipResponse.Builder answer = SipResponse.answer(request, 200, "OK");
                if (!route.isEmpty()) {
                    answer.append("Record-Route", "<sip:" + route + ";lr>");
                }
                bob.send(answer.build(), test.address());
                alice.expectResponse(200);
            }
            assertThat(targets.said())
                    .containsExactly("1", "1", "1", "1", "1", "1", "1", "1", "1", "-1", "1", "1", "1", "-1", "-1", "1");
            targets.said().clear();
            alice.send(
                    test.request(
                            alice,
                            "OPTIONS",
                            "Via: SIP/2.0/UDP {local};branch=z9hG4bKa, SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKb",
                            "X-To: " + ScriptTest.uri("bob", bob)),
                    test.address());
            bob.expectRequest("OPTIONS");
            assertThat(targets.said()).containsExactly("-1");
        }
    }
}
