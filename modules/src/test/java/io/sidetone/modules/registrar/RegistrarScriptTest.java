package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scripts that register devices and find them.
class RegistrarScriptTest extends RegistrarScriptCase {

    @Test
    @Rfc(number = 3261, section = "10")
    @Rfc(number = 3261, section = "16.6")
    void whoHasRegisteredIsFound() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        ScriptedPeer alice = test.peer();
        SipResponse answer = register(bob, 200, "<" + ScriptTest.uri("bob", bob) + ">;expires=600;q=0.5");
        assertThat(contacts(answer)).hasSize(1);
        assertThat(contacts(answer).getFirst().expires()).isEqualTo(600);
        assertThat(contacts(answer).getFirst().q()).isEqualTo(500);
        assertThat(answer.has(HeaderName.DATE)).isTrue();
        SipRequest invite = test.forwarded(alice, bob, "INVITE");
        assertThat(invite.uriText()).isEqualTo(ScriptTest.uri("bob", bob));
        assertThat(test.statistic("registrar:accepted_regs")).isEqualTo(1);
        assertThat(test.statistic("usrloc:location-contacts")).isEqualTo(1);
    }

    @Test
    void aParameterForAnswersHasAName() {
        assertThatThrownBy(() -> start("modparam(\"registrar\", \"received_param\", \"a;b\")\n", ROUTE))
                .hasMessageContaining(
                        "received_param of the module registrar must be the name of a parameter, not a;b");
    }

    @Test
    void whoHasNotOrIsOverIsNotFound() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        test.ask(bob, 404, "MESSAGE");
        register(bob, 200, "<" + ScriptTest.uri("bob", bob) + ">;expires=60");
        test.pass(Duration.ofSeconds(62));
        test.ask(bob, 404, "MESSAGE");
        assertThat(test.statistic("usrloc:location-contacts")).isZero();
        assertThat(test.statistic("usrloc:location-expires")).isEqualTo(1);
    }

    @Test
    void aRequestGoesToAllContactsOfAnAddress() {
        start("", ROUTE);
        ScriptedPeer desk = test.peer();
        ScriptedPeer mobile = test.peer();
        register(desk, 200, "<" + ScriptTest.uri("bob", desk) + ">");
        register(mobile, 200, "<" + ScriptTest.uri("bob", mobile) + ">");
        ScriptedPeer alice = test.peer();
        alice.send(test.request(alice, "INVITE"), test.address());
        assertThat(desk.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("bob", desk));
        assertThat(mobile.expectRequest("INVITE").uriText()).isEqualTo(ScriptTest.uri("bob", mobile));
    }

    @Test
    void aMethodThatNobodyTakesIsNotSent() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        register(bob, 200, "<" + ScriptTest.uri("bob", bob) + ">", "Allow: INVITE, ACK, BYE");
        test.ask(bob, 405, "MESSAGE");
        assertThat(bob.received()).noneMatch(SipRequest.class::isInstance);
    }

    @Test
    void aRefusalSaysWhy() {
        start("""
                modparam("registrar", "min_expires_mode", 1)
                modparam("registrar", "retry_after", 30)
                modparam("registrar", "max_contacts", 1)
                """, ROUTE);
        ScriptedPeer bob = test.peer();
        SipResponse brief = register(bob, 423, "<sip:bob@192.0.2.1>;expires=5");
        assertThat(brief.first(Headers.MIN_EXPIRES)).isEqualTo(60L);
        register(bob, 400, "*");
        register(bob, 200, "<sip:bob@192.0.2.1>");
        SipResponse full = register(bob, 503, "<sip:bob@192.0.2.2>");
        assertThat(full.field("Retry-After").value()).isEqualTo("30");
        assertThat(full.field("P-Registrar-Error").value()).isEqualTo("Too many registered contacts");
        assertThat(test.statistic("registrar:rejected_regs")).isEqualTo(3);
    }

    @Test
    @Rfc(number = 3327, section = "5.3")
    @Rfc(number = 3327, section = "5.4")
    void aPathIsStoredToldAndUsed() {
        start("", ROUTE);
        ScriptedPeer edge = test.peer();
        String path = "<" + ScriptTest.uri("edge", edge) + ";lr>";
        SipResponse answer = register(edge, 200, "<sip:bob@10.0.0.1>", "Path: " + path, "Supported: path");
        assertThat(answer.field("Path").value()).isEqualTo(path);
        SipRequest message = test.forwarded(edge, edge, "MESSAGE");
        assertThat(message.uriText()).isEqualTo("sip:bob@10.0.0.1");
        assertThat(message.field("Route").value()).isEqualTo(path);
    }

    @Test
    @Rfc(number = 3327, section = "5.3")
    void aPathIsRefusedIfTheDeviceDoesNotKnowOfIt() {
        start("", ROUTE.replace("path-lazy", "path-strict"));
        ScriptedPeer bob = test.peer();
        SipResponse answer = register(bob, 420, "<sip:bob@10.0.0.1>", "Path: <sip:192.0.2.9;lr>");
        assertThat(answer.field("Unsupported").value()).isEqualTo("path");
    }

    @Test
    @Rfc(number = 5627, section = "3.1")
    @Rfc(number = 5627, section = "5.2")
    @Rfc(number = 5627, section = "5.4")
    @Rfc(number = 5627, section = "6.1")
    void aGruuLeadsToOneDevice() {
        start("modparam(\"registrar\", \"disable_gruu\", 0)\n", ROUTE);
        ScriptedPeer desk = test.peer();
        ScriptedPeer mobile = test.peer();
        SipResponse answer = register(
                desk,
                200,
                "<" + ScriptTest.uri("bob", desk) + ">;+sip.instance=\"<urn:uuid:desk>\"",
                "Supported: gruu");
        register(mobile, 200, "<" + ScriptTest.uri("bob", mobile) + ">;+sip.instance=\"<urn:uuid:mobile>\"");
        NameAddress contact = contacts(answer).getFirst();
        assertThat(contact.publicGruu()).isEqualTo("sip:bob@example.org;gr=urn:uuid:desk");
        assertThat(contact.temporaryGruu()).doesNotContain("bob").endsWith("@example.org;gr");
        ScriptedPeer alice = test.peer();
        for (String gruu : List.of(contact.publicGruu(), contact.temporaryGruu())) {
            SipRequest message = test.forwarded(alice, desk, "MESSAGE", "uri " + gruu);
            assertThat(message.uriText()).isEqualTo(ScriptTest.uri("bob", desk));
        }
        test.ask(alice, 404, "MESSAGE", "uri sip:bob@example.org;gr=urn:uuid:other");
        test.ask(alice, 404, "MESSAGE", "uri sip:tgruu.AAAA@example.org;gr");
        assertThat(mobile.received()).noneMatch(message -> message instanceof SipRequest);
    }

    @Test
    @Rfc(number = 5626, section = "6")
    @Rfc(number = 5626, section = "7")
    void aDeviceIsReachedByTheConnectionThatItKeeps() {
        test = ScriptTest.of(
                List.of(Transport.UDP, Transport.TCP),
                LOAD + "modparam(\"registrar\", \"flow_timer\", 30)\n" + ROUTE,
                modules());
        ScriptedPeer bob = test.peer(Transport.TCP);
        bob.send(
                test.request(
                        bob,
                        "REGISTER",
                        "uri sip:example.org",
                        "Contact: <sip:bob@10.0.0.1;transport=tcp;ob>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"",
                        "Supported: outbound, path"),
                test.address(Transport.TCP));
        SipResponse answer = bob.expectResponse(200);
        assertThat(answer.field("Require").value()).isEqualTo("outbound");
        assertThat(answer.first(Headers.FLOW_TIMER)).isEqualTo(30L);
        assertThat(contacts(answer).getFirst().regId()).isEqualTo(1);
        ScriptedPeer alice = test.peer();
        SipRequest message = test.forwarded(alice, bob, "MESSAGE");
        assertThat(message.uriText()).isEqualTo("sip:bob@10.0.0.1;transport=tcp;ob");
        bob.close();
        test.pass(Duration.ofSeconds(1));
        test.ask(alice, 404, "MESSAGE");
    }

    @Test
    @Rfc(number = 5626, section = "6")
    void aDeviceBehindAProxyThatKeepsNoFlowsIsTold() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        SipResponse refusal = register(
                bob,
                439,
                "<sip:bob@10.0.0.1>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"",
                "Supported: outbound, path",
                "Path: <sip:192.0.2.9;lr>");
        assertThat(refusal.phrase()).isEqualTo("First Hop Lacks Outbound Support");
    }

    @Test
    void operatorsSeeAddAndRemoveContacts() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        test.command("ul_add", "location", "bob@example.org", ScriptTest.uri("bob", bob), 300, "0.5");
        test.forwarded(bob, bob, "MESSAGE");
        Map<?, ?> shown = (Map<?, ?>) test.command("ul_show_contact", "location", "bob@example.org");
        assertThat(((Map<?, ?>) ((List<?>) shown.get("Contacts")).getFirst()).get("Q"))
                .isEqualTo("0.5");
        assertThat(test.command("usrloc:dump").toString()).contains("bob@example.org");
        test.command("ul.rm", "location", "bob@example.org");
        test.ask(bob, 404, "MESSAGE");
    }

    @Test
    void scriptsAskAndRemove() {
        start("", """
                route {
                    if ($rm == "REGISTER") {
                        if (is_registered("location")) {
                            remove("location", $tu);
                        }
                        save("location");
                        ul_add_key("location", "bob@example.org", "language", "en");
                        exit;
                    }
                    ul_get_key("location", "bob@example.org", "language", $var(l));
                    if (is_registered("location", $tu) && is_ip_registered("location", $tu, "10.0.0.2")
                            && !is_ip_registered("location", $tu, "10.0.0.1")
                            && is_contact_registered("location", $tu, "sip:bob@10.0.0.2") && $var(l) == "en") {
                        send_reply(200, "Yes");
                    } else {
                        send_reply(404, "No");
                    }
                }
                """);
        ScriptedPeer bob = test.peer();
        test.ask(bob, 404, "MESSAGE");
        register(bob, 200, "<sip:bob@10.0.0.1>");
        assertThat(contacts(register(bob, 200, "<sip:bob@10.0.0.2>"))).hasSize(1);
        test.ask(bob, 200, "MESSAGE");
    }

    @Test
    void contactsSurviveARestart(@TempDir Path folder) {
        String settings = "modparam(\"usrloc\", \"working_mode_preset\", \"single-instance-sql-write-through\")\n"
                + "modparam(\"usrloc\", \"db_url\", \"sqlite://" + folder + "/test.db\")\n";
        start(settings, ROUTE);
        ScriptedPeer bob = test.peer();
        String uri = ScriptTest.uri("bob", bob);
        assertThat(contacts(register(bob, 200, "<" + uri + ">;expires=600"))).hasSize(1);
        test.close();
        start(settings, ROUTE);
        assertThat(test.statistic("usrloc:location-contacts")).isEqualTo(1);
        ScriptedPeer alice = test.peer();
        SipResponse answer = test.ask(alice, 200, "REGISTER", "uri sip:example.org", "Contact:");
        assertThat(contacts(answer)).hasSize(1);
        register(alice, 200, "*", "Expires: 0");
        test.close();
        start(settings, ROUTE);
        assertThat(test.statistic("usrloc:location-contacts")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"REGISTER,1", "OPTIONS,0"})
    void aConnectionIsKeptForAsLongAsItRegistersFor(String flagged, int left) {
        String route = """
                route { if (is_method_of("METHOD")) setflag("keep"); save("location"); }
                """.replace("is_method_of(\"METHOD\")", "$rm == \"" + flagged + "\"");
        test = ScriptTest.of(
                List.of(Transport.TCP),
                LOAD + "modparam(\"registrar\", \"tcp_persistent_flag\", \"keep\")\n" + route,
                modules());
        ScriptedPeer bob = test.peer(Transport.TCP);
        register(bob, 200, "<sip:bob@192.0.2.7;transport=tcp>;expires=3000");
        test.pass(Duration.ofSeconds(2000));
        assertThat(test.server().core().layer().transport().connections().open())
                .isEqualTo(left);
        test.pass(Duration.ofSeconds(1100));
        assertThat(test.server().core().layer().transport().connections().open())
                .isZero();
    }
}
