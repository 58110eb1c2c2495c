package io.sidetone.modules.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Devices with several ways to them, names of their own, and odd wishes, at a script that registers and finds
/// them.
class DevicesScriptTest extends RegistrarScriptCase {

    private static final String DEVICE = ";+sip.instance=\"<urn:uuid:1>\"";

    /// Opens a flow of the device of bob.
    private ScriptedPeer flow(int number) {
        ScriptedPeer bob = test.peer(Transport.TCP);
        String contact = "Contact: <sip:bob@10.0.0.1:" + (1000 + number) + ";transport=tcp;ob>;reg-id=" + number;
        bob.send(
                test.request(bob, "REGISTER", "uri sip:example.org", contact + DEVICE, "Supported: outbound, path"),
                test.address(Transport.TCP));
        bob.expectResponse(200);
        test.pass(Duration.ofSeconds(1));
        return bob;
    }

    private void startOnTcp() {
        test = ScriptTest.of(List.of(Transport.UDP, Transport.TCP), LOAD + ROUTE, modules());
    }

    @Test
    @Rfc(number = 5626, section = "7")
    void aFlowThatHasFailedIsFollowedByTheNextOneOfTheDevice() {
        startOnTcp();
        ScriptedPeer first = flow(1);
        ScriptedPeer second = flow(2);
        ScriptedPeer alice = test.peer();
        alice.send(test.request(alice, "MESSAGE"), test.address());
        SipRequest failed = second.expectRequest("MESSAGE");
        assertThat(failed.uriText()).startsWith("sip:bob@10.0.0.1:1002");
        first.expectNothing(Duration.ofMillis(50));
        second.send(second.answer(failed, 430, "Flow Failed"), second.flowOf(failed));
        SipRequest again = first.expectRequest("MESSAGE");
        assertThat(again.uriText()).startsWith("sip:bob@10.0.0.1:1001");
        first.send(first.answer(again, 200, "OK"), first.flowOf(again));
        assertThat(alice.expectResponse(200).callId()).isEqualTo(again.callId());
    }

    @Test
    @Rfc(number = 5626, section = "7")
    void aDeviceThatHasAnsweredIsNotAskedAgain() {
        startOnTcp();
        ScriptedPeer first = flow(1);
        ScriptedPeer second = flow(2);
        ScriptedPeer alice = test.peer();
        alice.send(test.request(alice, "MESSAGE"), test.address());
        SipRequest message = second.expectRequest("MESSAGE");
        second.send(second.answer(message, 486, "Busy Here"), second.flowOf(message));
        assertThat(alice.expectResponse(486).statusCode()).isEqualTo(486);
        first.expectNothing(Duration.ofMillis(50));
    }

    @Test
    @Rfc(number = 5626, section = "7")
    void whenNoFlowIsLeftTheCallerIsToldSo() {
        startOnTcp();
        ScriptedPeer bob = flow(1);
        ScriptedPeer alice = test.peer();
        alice.send(test.request(alice, "MESSAGE"), test.address());
        SipRequest message = bob.expectRequest("MESSAGE");
        bob.send(bob.answer(message, 430, "Flow Failed"), bob.flowOf(message));
        assertThat(alice.expectResponse(430).phrase()).isEqualTo("Flow Failed");
    }

    @Test
    @Rfc(number = 5627, section = "6.1")
    void requestsWithinADialogFindTheDeviceByItsGruu() {
        start("modparam(\"registrar\", \"disable_gruu\", 0)\n", """
                route {
                    if ($rm == "REGISTER") {
                        save("location");
                        exit;
                    }
                    if (loose_route() && $(ru{uri.param,gr}) != NULL && !lookup("location")) {
                        send_reply(480, "Temporarily Unavailable");
                        exit;
                    }
                    t_relay();
                }
                """);
        ScriptedPeer desk = test.peer();
        ScriptedPeer mobile = test.peer();
        String contact = "<" + ScriptTest.uri("bob", desk) + ">";
        SipResponse answer = register(desk, 200, contact + DEVICE, "Require: gruu");
        register(mobile, 200, "<" + ScriptTest.uri("bob", mobile) + ">");
        NameAddress gruu = contacts(answer).getFirst();
        ScriptedPeer alice = test.peer();
        String server = test.address().getAddress().getHostAddress() + ":"
                + test.address().getPort();
        for (String uri : List.of(gruu.publicGruu(), gruu.temporaryGruu())) {
            SipRequest bye = test.forwarded(
                    alice,
                    desk,
                    "BYE",
                    "uri " + uri,
                    "To: <sip:bob@example.org>;tag=b",
                    "Route: <sip:" + server + ";lr>");
            assertThat(bye.uriText()).isEqualTo(ScriptTest.uri("bob", desk));
        }
    }

    @Test
    @Rfc(number = 5627, section = "5.1")
    void aContactThatIsTheUserHimselfIsRefused() {
        start("modparam(\"registrar\", \"disable_gruu\", 0)\n", ROUTE);
        ScriptedPeer bob = test.peer();
        register(bob, 403, "<sip:bob@example.org>");
        register(bob, 403, "<sip:bob@example.org;gr=urn:uuid:1>");
        assertThat(contacts(register(bob, 200, "<sip:bob@example.org>;expires=0")))
                .isEmpty();
        register(bob, 200, "<sip:bob@example.org>", "Path: <sip:192.0.2.9;lr>", "Supported: path");
        assertThat(contacts(register(bob, 200, "<sip:alice@example.org>"))).hasSize(2);
    }

    @Test
    @Rfc(number = 3261, section = "10.3")
    void whatNobodyHereKnowsMayNotBeRequired() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        SipResponse answer = register(bob, 420, "<sip:bob@10.0.0.1>", "Require: path, gruu, magic");
        assertThat(answer.field("Unsupported").value()).isEqualTo("gruu, magic");
        register(bob, 200, "<sip:bob@10.0.0.1>", "Require: Path, outbound");
    }

    @Test
    void aBodyOfARegisterIsNothingToTheRegistrar() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        SipResponse answer = register(
                bob,
                200,
                "<sip:bob@10.0.0.1>",
                "Content-Type: text/plain",
                "body Contact: " + "<sip:x@10.0.0.9" + ">\r\n");
        assertThat(contacts(answer)).hasSize(1);
        assertThat(answer.body().length).isZero();
    }

    @Test
    @Rfc(number = 3608, section = "6.3")
    void devicesAreToldWhichWayTheirRequestsHaveToTake() {
        start("""
                modparam("registrar", "service_route", "<sip:p1.example.org;lr>")
                modparam("registrar", "service_route", "<sip:p2.example.org;lr>")
                """, ROUTE);
        ScriptedPeer bob = test.peer();
        SipResponse answer = register(bob, 200, "<sip:bob@10.0.0.1>");
        assertThat(answer.fields().stream()
                        .filter(field -> field.known() == HeaderName.SERVICE_ROUTE)
                        .map(field -> field.value()))
                .containsExactly("<sip:p1.example.org;lr>", "<sip:p2.example.org;lr>");
        assertThat(register(bob, 200, "<sip:bob@10.0.0.1>;expires=0").has(HeaderName.SERVICE_ROUTE))
                .isFalse();
    }

    @Test
    void aDeviceBehindANatIsReachedWhereItWasSeen() {
        start(
                "modparam(\"registrar\", \"received_avp\", \"$avp(received)\")\n",
                ROUTE.replace("save(", "$avp(received) = \"sip:\" + $si + \":\" + $sp;\n        save("));
        ScriptedPeer bob = test.peer();
        String seen = ScriptTest.uri("", bob).replace("@", "");
        SipResponse answer = register(bob, 200, "<sip:bob@10.0.0.1:9>");
        assertThat(answer.field("Contact").value()).contains(";received=\"" + seen + '"');
        SipRequest message = test.forwarded(test.peer(), bob, "MESSAGE");
        assertThat(message.uriText()).isEqualTo("sip:bob@10.0.0.1:9");
    }

    @Test
    void usersOfOneContactAreKeptApart() {
        start("", ROUTE);
        ScriptedPeer phone = test.peer();
        String contact = "<" + ScriptTest.uri("line", phone) + ">";
        for (String user : List.of("bob", "carol", "dave")) {
            register(phone, 200, contact, "To: <sip:" + user + "@example.org>", "From: <sip:x@example.org>;tag=1");
        }
        assertThat(test.statistic("usrloc:location-users")).isEqualTo(3);
        register(phone, 200, contact + ";expires=0", "To: <sip:carol@example.org>");
        test.forwarded(phone, phone, "MESSAGE", "uri sip:dave@example.org");
        test.ask(phone, 404, "MESSAGE", "uri sip:carol@example.org");
    }

    @Test
    void addressesAndContactsOfIpv6AreLikeOthers() {
        start("", ROUTE);
        ScriptedPeer bob = test.peer();
        register(bob, 200, "<sip:bob@[2001:DB8::0:1]:5070>", "To: <sip:bob@[2001:db8:0::1]>");
        SipResponse answer =
                register(bob, 200, "<sip:bob@[2001:db8::1]:5070>;expires=77", "To: <sip:bob@[2001:db8::1]>");
        assertThat(contacts(answer)).hasSize(1);
        assertThat(contacts(answer).getFirst().expires()).isEqualTo(77);
    }
}
