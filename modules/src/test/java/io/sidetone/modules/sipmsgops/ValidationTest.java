package io.sidetone.modules.sipmsgops;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.testing.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `sipmsg_validate` finds.
class ValidationTest {

    private static String validate(String route, String flags) {
        return """
                loadmodule "sipmsgops.so"
                %s { sipmsg_validate("%s", $var(why)); say("$rc"); say("$var(why)"); exit; }
                """.formatted(route, flags);
    }

    private static List<String> said(String script, String message) {
        Targets targets = new Targets();
        try (ScriptTest test = ScriptTest.of(script, new CoreModule(), targets, new SipmsgopsModule())) {
            ScriptedPeer peer = test.peer();
            peer.send(message, test.address());
            test.pass(Duration.ofMillis(100));
        }
        return targets.said();
    }

    /// A request with lines in the place of others of the same name, or without them where there is no value.
    private static String request(String method, String uri, String changed, String body) {
        List<String> lines = new ArrayList<>(List.of(
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKv1",
                "Max-Forwards: 70",
                "From: <sip:alice@example.org>;tag=1",
                "To: <sip:bob@example.org>",
                "Call-ID: v1",
                "CSeq: 1 " + method,
                "Contact: <sip:alice@192.0.2.1>"));
        for (String change : changed.split("[|]", 0)) {
            String name = change.substring(0, change.indexOf(':') + 1);
            lines.removeIf(line -> line.startsWith(name));
            if (change.length() > name.length()) {
                lines.add(change);
            }
        }
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource({
        "1, INVITE, sip:bob@example.org, '', Foo: y, ''",
        "1, INVITE, sip:bob@example.org, rftchs, Foo: y, ''",
        "-2, INVITE, sip:bob@example.org, h, Expires: soon, ''",
        "-6, INVITE, sip:bob@example.org, s, Content-Type: application/sdp, nonsense",
        "1, INVITE, sip:bob@example.org, '', Content-Type: application/sdp, nonsense",
        "-13, INVITE, sip:bob@example.org, '', Max-Forwards:, ''",
        "1, INVITE, sip:bob@example.org, m, Max-Forwards:, ''",
        "-14, INVITE, sip:bob@example.org, c, Contact:, ''",
        "1, INVITE, sip:bob@example.org, '', Contact:, ''",
        "1, MESSAGE, sip:bob@example.org, c, Contact:, ''",
        "-15, INVITE, sip:bob@example.org, '', Path: <sip:192.0.2.9;lr>, ''",
        "1, REGISTER, sip:example.org, '', Path: <sip:192.0.2.9;lr>, ''",
        "-21, MESSAGE, sip:bob@example.org, '', Foo: y, hello",
        "-26, INVITE, sip:bob@example.org, c, Contact: <<>, ''",
        "-27, INVITE, sip:b%00b@example.org, r, Foo: y, ''",
        "-28, INVITE, sip:bob@example.org, f, From: <sip:a%00@example.org>;tag=1, ''",
        "-29, INVITE, sip:bob@example.org, t, To: <sip:b%00@example.org>, ''",
        "-30, INVITE, sip:bob@example.org, c, Contact: *, ''",
        "1, REGISTER, sip:example.org, c, Contact: *|Expires: 0, ''",
        "-30, REGISTER, sip:example.org, c, Contact: *|Expires: 9, ''"
    })
    @Rfc(number = 3261, section = "8.1.1")
    void aRequestIsValidOrTheCodeSaysWhyNot(
            String code, String method, String uri, String flags, String changed, String body) {
        List<String> said = said(validate("route", flags), request(method, uri, changed, body));
        assertThat(said).hasSize(2).startsWith(code);
        assertThat(said.get(1).isEmpty() || said.get(1).equals("<null>")).isEqualTo(code.equals("1"));
    }

    @ParameterizedTest
    @CsvSource({
        "405, INVITE, -16, 'Allow: INVITE'",
        "423, REGISTER, -17, Min-Expires: 60",
        "407, INVITE, -18, 'Proxy-Authenticate: Digest realm=\"a\",nonce=\"b\"'",
        "420, INVITE, -19, Unsupported: x",
        "401, INVITE, -20, 'WWW-Authenticate: Digest realm=\"a\",nonce=\"b\"'"
    })
    void aResponseHasTheFieldThatItsCodeNeeds(String status, String method, String code, String field) {
        String head = """
                SIP/2.0 %s X\r
                Via: SIP/2.0/UDP 127.0.0.1:40000;branch=z9hG4bKv2\r
                From: <sip:alice@example.org>;tag=1\r
                To: <sip:bob@example.org>;tag=2\r
                Call-ID: v2\r
                CSeq: 1 %s\r
                """.formatted(status, method);
        String script = "route { exit; }\n" + validate("onreply_route", "");
        assertThat(said(script, head + "\r\n")).startsWith(code);
        assertThat(said(script, head + field + "\r\n\r\n")).startsWith("1");
    }

    @ParameterizedTest
    @CsvSource({
        "-3, 'remove_hf(\"Call-ID\")', ''",
        "-5, 'remove_hf(\"Content-Length\"); append_hf(\"Content-Length: 9\r\n\")', ''",
        "-7, 'remove_hf(\"CSeq\")', ''",
        "-8, 'remove_hf(\"From\")', ''",
        "-9, 'remove_hf(\"To\")', ''",
        "-10, 'remove_hf(\"Via\")', ''",
        "-12, '$rd = \"exa_mple.org\"', r",
        "-12, '$rd = \"-example.org\"', r",
        "-22, 'remove_hf(\"To\"); append_hf(\"To: <<>\r\n\")', t",
        "-23, 'remove_hf(\"To\"); append_hf(\"To: <sip:a@b_c>\r\n\")', t",
        "-24, 'remove_hf(\"From\"); append_hf(\"From: <<>\r\n\")', f",
        "1, '$rd = \"[2001:db8::1]\"', r",
        "1, '$rd = \"example.org.\"', r",
        "-25, 'remove_hf(\"From\"); append_hf(\"From: <sip:a@b_c>\r\n\")', f",
    })
    void whatAScriptHasLeftIsCheckedToo(String code, String edit, String flags) {
        assertThat(said(
                        validate("route", flags).replace("{ sipmsg", "{ " + edit + "; sipmsg"),
                        request("INVITE", "sip:bob@example.org", "Foo: y", "")))
                .startsWith(code);
    }

    @Test
    void aStreamNeedsTheLengthOfTheBody() {
        Targets targets = new Targets();
        String script = validate("route", "").replace("{ sipmsg", "{ remove_hf(\"Content-Length\"); sipmsg");
        for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
            try (ScriptTest test =
                    ScriptTest.of(List.of(transport), script, new CoreModule(), targets, new SipmsgopsModule())) {
                ScriptedPeer peer = test.peer(transport);
                peer.send(test.request(peer, "OPTIONS"), test.address());
                test.pass(Duration.ofMillis(100));
            }
        }
        assertThat(targets.said()).hasSize(4).startsWith("1").contains("-4", "there is no Content-Length");
    }
}
