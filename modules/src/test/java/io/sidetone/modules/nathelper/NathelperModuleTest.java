package io.sidetone.modules.nathelper;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.sl.SlModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.module.Module;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NathelperModuleTest {

    private static final String MODULES = """
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "signaling.so"
            loadmodule "nathelper.so"
            modparam("nathelper", "received_avp", "$avp(received)")
            """;

    private static final String SDP = """
            body v=0\r
            o=- 1 1 IN IP4 10.0.0.7\r
            s=-\r
            c=IN IP4 10.0.0.7\r
            t=0 0\r
            m=audio 4000 RTP/AVP 0\r
            """;

    private static final String TYPE = "Content-Type: application/sdp";

    private final Targets targets = new Targets();
    private ScriptTest test;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    private void start(String routes) {
        test = ScriptTest.of(
                MODULES + "route { exit; }",
                new Module[] {targets, new TmModule(), new SlModule(), new SignalingModule(), new NathelperModule()});
        alice = test.peer();
        bob = test.peer();
        test.reload(MODULES + routes.replace("BOB", ScriptTest.uri("bob", bob)));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private String source() {
        return alice.address().getAddress().getHostAddress() + ":"
                + alice.address().getPort();
    }

    private static String contact(SipRequest request) {
        return request.field(HeaderName.CONTACT).value();
    }

    @ParameterizedTest
    @CsvSource({
        "10.255.0.1, true",
        "11.0.0.1, false",
        "172.15.0.1, false",
        "172.16.0.1, true",
        "172.31.255.255, true",
        "172.32.0.1, false",
        "192.168.7.7, true",
        "192.169.0.1, false",
        "100.63.0.1, false",
        "100.64.0.1, true",
        "100.127.255.255, true",
        "100.128.0.1, false",
        "127.0.0.1, true",
        "192.0.0.2, false",
        "203.0.113.5, false",
        "phone.example.org, false"
    })
    @Rfc(number = 1918, section = "3")
    @Rfc(number = 6598, section = "7")
    void aContactIsPrivateOrNot(String host, boolean isPrivate) {
        start("route { if (nat_uac_test(\"1\")) say(\"true\"); else say(\"false\"); send_reply(200, \"OK\"); }");
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:alice@" + host + ">");
        assertThat(targets.said()).containsExactly(Boolean.toString(isPrivate));
    }

    @Test
    @Rfc(number = 6333, section = "5.7")
    void theAddressesOfCarriersCountIfTheyAreNamed() {
        start("""
                route { if (nat_uac_test("private-contact,carrier-grade-nat")) say("yes"); send_reply(200, "OK"); }""");
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:alice@192.0.0.2>");
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:alice@192.0.0.8>");
        assertThat(targets.said()).containsExactly("yes");
    }

    @ParameterizedTest
    @CsvSource({"diff-ip-src-via, 2", "private-via, 4", "diff-port-src-via, 16"})
    @Rfc(number = 3581, section = "4")
    void theViaTells(String name, int number) {
        start("""
                route { if (nat_uac_test("NAME")) say("name"); if (nat_uac_test(NUMBER)) say("number");
                    send_reply(200, "OK"); }""".replace("NAME", name).replace("NUMBER", Integer.toString(number)));
        test.ask(alice, 200, "OPTIONS", "Via: SIP/2.0/UDP 192.168.0.1:9;branch=z9hG4bKx;rport");
        assertThat(targets.said()).containsExactly("name", "number");
        test.ask(
                alice,
                200,
                "OPTIONS",
                "Via: SIP/2.0/UDP 203.0.113.1:" + alice.address().getPort() + ";branch=z9hG4bKy;rport");
        assertThat(targets.said()).hasSize(number == 2 ? 4 : 2);
    }

    @Test
    void theContactIsComparedWithTheSource() {
        start("""
                route { if (nat_uac_test("diff-ip-src-contact")) say("address");
                    if (nat_uac_test("diff-port-src-contact")) say("port"); send_reply(200, "OK"); }""");
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:alice@" + source() + ">");
        assertThat(targets.said()).isEmpty();
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:alice@192.0.2.7>");
        assertThat(targets.said()).containsExactly("address", "port");
    }

    @Test
    void theDescriptionIsLookedAtInAnyPartAndANullAddressIsNone() {
        start("route { if (nat_uac_test(\"private-sdp\")) say(\"yes\"); else say(\"no\"); send_reply(200, "
                + "\"OK\"); }");
        test.ask(alice, 200, "OPTIONS", TYPE, SDP);
        test.ask(alice, 200, "OPTIONS", TYPE, SDP.replace("c=IN IP4 10.0.0.7", "c=IN IP4 0.0.0.0"));
        test.ask(alice, 200, "OPTIONS", "Content-Type: text/plain", SDP);
        test.ask(
                alice,
                200,
                "OPTIONS",
                "Content-Type: multipart/mixed;boundary=x",
                "body --x\r\n" + TYPE + "\r\n\r\n" + SDP.substring(5) + "\r\n--x--\r\n");
        test.ask(alice, 200, "OPTIONS");
        assertThat(targets.said()).containsExactly("yes", "no", "no", "yes", "no");
    }

    @Test
    void theContactSaysWhereThePhoneWasSeen() {
        start("route { fix_nated_contact(\";ob=1;x\"); to(\"BOB\"); t_relay(); }");
        SipRequest seen = test.forwarded(
                alice, bob, "INVITE", "Contact: \"A\" <sip:alice@10.0.0.1:7;maddr=10.0.0.1;transport=udp>;q=0.5");
        assertThat(contact(seen)).isEqualTo("\"A\" <sip:alice@" + source() + ";transport=udp;ob=1;x>;q=0.5");
    }

    @Test
    void aStarIsNoAddressAndAReplyHasASourceToo() {
        start("""
                route { fix_nated_contact(); t_on_reply("r"); to("BOB"); t_relay(); }
                onreply_route[r] { if (nat_uac_test("diff-ip-src-contact")) fix_nated_contact(); }""");
        SipRequest seen = test.forwarded(alice, bob, "INVITE", "Contact: *");
        assertThat(contact(seen)).isEqualTo("*");
        bob.send(
                SipResponse.answer(seen, 200, "OK")
                        .append("Contact", "<sip:bob@192.168.1.9>")
                        .build(),
                test.address());
        assertThat(alice.expectResponse(200).field(HeaderName.CONTACT).value())
                .isEqualTo("<" + ScriptTest.uri("bob", bob) + ">");
    }

    @Test
    void whatWasThereCanComeBack() {
        start("""
                route {
                    if (method("INVITE")) { fix_nated_contact(, "preserve-uri"); to("BOB"); t_relay(); exit; }
                    if (restore_nated_ruri()) t_relay(); else send_reply(404, "No"); }""");
        SipRequest seen = test.forwarded(alice, bob, "INVITE", "Contact: <sip:alice@10.0.0.1:7>");
        String fixed = contact(seen).replaceAll("[<>]", "");
        assertThat(fixed).startsWith("sip:alice@" + source() + ";org=");
        bob.send(test.request(bob, "BYE", "uri " + fixed), test.address());
        SipRequest bye = alice.expectRequest("BYE");
        assertThat(bye.uriText()).isEqualTo("sip:alice@10.0.0.1:7");
        for (String hostile : new String[] {"%00", "AAAA", "!", "c2lwOmFAYg"}) {
            test.ask(bob, 404, "OPTIONS", "uri sip:a@b.example;org=" + hostile);
        }
    }

    @Test
    @Rfc(number = 8866, section = "5.7")
    void theDescriptionNamesTheAddressThatWasSeen() {
        start("route { fix_nated_sdp(\"rewrite-media-ip,rewrite-origin-ip\"); to(\"BOB\"); t_relay(); }");
        SipRequest seen = test.forwarded(alice, bob, "INVITE", TYPE, SDP);
        String host = alice.address().getAddress().getHostAddress();
        assertThat(text(seen).lines())
                .contains("o=- 1 1 IN IP4 " + host, "c=IN IP4 " + host, "a=oldcip:10.0.0.7", "a=oldoip:10.0.0.7");
        assertThat(seen.field(HeaderName.CONTENT_LENGTH).value()).isEqualTo(Integer.toString(seen.bodyLength()));
    }

    @Test
    void aGivenAddressOfTheOtherFamilyAndLinesAreWritten() {
        start("route { fix_nated_sdp(7, \"2001:db8::1\", \"\\r\\na=x\\r\\na=y\"); to(\"BOB\"); t_relay(); }");
        SipRequest seen = test.forwarded(alice, bob, "INVITE", TYPE, SDP);
        assertThat(text(seen).lines())
                .contains("c=IN IP6 2001:db8::1", "a=direction:active", "a=nortpproxy:yes", "a=x", "a=y")
                .contains("o=- 1 1 IN IP4 10.0.0.7");
    }

    @Test
    void nullAddressesStayUnlessTheScriptSaysSo() {
        start("""
                route { if (method("INVITE")) fix_nated_sdp("rewrite-media-ip"); else fix_nated_sdp(18, "192.0.2.9");
                    to("BOB"); t_relay(); }""");
        String held = SDP.replace("c=IN IP4 10.0.0.7", "c=IN IP4 0.0.0.0");
        assertThat(text(test.forwarded(alice, bob, "INVITE", TYPE, held))).contains("c=IN IP4 0.0.0.0\r\n");
        assertThat(text(test.forwarded(alice, bob, "MESSAGE", TYPE, held))).contains("c=IN IP4 192.0.2.9\r\n");
    }

    @Test
    void whatCannotBeFixedIsSaid() {
        start("""
                route {
                    if (!fix_nated_sdp("rewrite-media-ip")) say("no");
                    fix_nated_sdp(2, "x\\r\\na=b"); nat_uac_test("nonsense"); send_reply(200, "OK"); }""");
        test.ask(alice, 200, "OPTIONS");
        test.ask(alice, 200, "OPTIONS", TYPE, "body hello");
        assertThat(targets.said()).containsExactly("no", "no");
    }

    private static String text(SipRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anotherRegistrarIsTold() {
        start("""
                route { if (method("REGISTER")) add_rcv_param(); else add_rcv_param(1); to("BOB"); t_relay(); }""");
        assertThat(contact(test.forwarded(alice, bob, "REGISTER", "Contact: <sip:a@10.0.0.1>")))
                .isEqualTo("<sip:a@10.0.0.1>;received=\"sip:" + source() + "\"");
        assertThat(contact(test.forwarded(alice, bob, "OPTIONS", "Contact: <sip:a@10.0.0.1>")))
                .startsWith("<sip:a@10.0.0.1;received=sip:")
                .endsWith(">");
    }

    @Test
    void anAliasLeadsBackToThePhone() {
        start("""
                route {
                    if (method("INVITE")) { set_contact_alias(); set_contact_alias(); to("BOB"); t_relay(); exit; }
                    switch (handle_ruri_alias()) {
                        case 1: t_relay(); break;
                        default: send_reply(404, "No");
                    }
                }""");
        SipRequest seen = test.forwarded(alice, bob, "INVITE", "Contact: <sip:alice@10.0.0.1:7>");
        assertThat(contact(seen)).isEqualTo("<sip:alice@10.0.0.1:7;alias=" + source().replace(':', '~') + "~1>");
        bob.send(test.request(bob, "BYE", "uri " + contact(seen).replaceAll("[<>]", "")), test.address());
        assertThat(alice.expectRequest("BYE").uriText()).isEqualTo("sip:alice@10.0.0.1:7");
        for (String hostile :
                new String[] {"x", "1.2.3.4~0~1", "1.2.3.4~5060~9", "a.example~5060~1", "1.2.3.4~5~1~1"}) {
            test.ask(bob, 404, "OPTIONS", "uri sip:a@b.example;alias=" + hostile);
        }
        test.ask(bob, 404, "OPTIONS", "uri sip:a@b.example");
    }

    @Test
    void anAliasIsAddedOnlyWhereItSaysSomethingNew() {
        start("""
                route { if (add_contact_alias()) say("asked");
                    if (add_contact_alias("192.0.2.1", 5070, "tls")) say("given"); else say("refused");
                    if (!add_contact_alias("name.example", 1, "tls")) say("refused");
                    if (set_alias_to_pv($var(x))) say("$var(x)"); send_reply(200, "OK"); }""");
        test.ask(alice, 200, "OPTIONS", "Contact: <sip:a@" + source() + ">");
        assertThat(targets.said()).containsExactly("asked", "given", "refused", "sip:192.0.2.1:5070;transport=tls");
    }
}
