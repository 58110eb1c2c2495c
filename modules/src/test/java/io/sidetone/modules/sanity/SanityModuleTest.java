package io.sidetone.modules.sanity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.options.OptionsModule;
import io.sidetone.modules.signaling.SignalingModule;
import io.sidetone.modules.testing.Targets;
import io.sidetone.modules.tm.TmModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.testing.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanityModuleTest {

    private static SipResponse ask(String parameters, String lines, int status, String method, String... fields) {
        String script = """
                loadmodule "signaling.so"
                loadmodule "tm.so"
                loadmodule "sanity.so"
                loadmodule "options.so"
                %s
                route { %s send_reply(200, "Sane"); }
                """.formatted(parameters, lines);
        try (ScriptTest test = ScriptTest.of(
                script,
                new Targets(),
                new SanityModule(),
                new OptionsModule(),
                new SignalingModule(),
                new TmModule())) {
            ScriptedPeer alice = test.peer();
            return test.ask(alice, status, method, fields);
        }
    }

    @Rfc(number = 3261, section = "8.2.2.1")
    @Rfc(number = 3261, section = "8.1.1")
    @Rfc(number = 3261, section = "8.1.1.5")
    @Rfc(number = 3261, section = "18.3")
    @Rfc(number = 3261, section = "19.3")
    @Rfc(number = 3261, section = "8.1.1.7")
    @Rfc(number = 3261, section = "16.6")
    @Rfc(number = 3261, section = "21.5.7")
    @Rfc(number = 7616, section = "3.4")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2     | uri http://example.org/                              | 416 | Unsupported URI Scheme "
                        + "in Request URI",
                "256   | Expires: soon                                        | 400 | Invalid Expires value",
                "2048  | Proxy-Authorization: Digest username=\"a\"           | 400 | Invalid credentials: a "
                        + "parameter is missing",
                "2048  | Authorization: Basic YTpi                            | 400 | Invalid credentials: scheme",
                "8192  | Authorization: Digest realm=\"x\"                    | 400 | Invalid credentials: a "
                        + "parameter is missing",
                "4096  | From: <sip:a@example.org>;tag=1;tag=2                | 400 | Multiple tags in From "
                        + "or To header",
                "1024  | Contact: <sip:                                       | 400 | Bad Contact header",
                "32768 | Route: <sip:192.0.2.1>                               | 400 | No lr parameter in Route",
                "65536 | uri sip:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.org     | 513 | Message Too Large",
            })
    void whatIsNotSaneIsAnswered(int mask, String field, int status, String phrase) {
        SipResponse response = ask(
                "modparam(\"sanity\", \"size_ruri\", 40)",
                "sanity_check(%d, 15);".formatted(mask),
                status,
                "MESSAGE",
                field);
        assertThat(response.phrase()).isEqualTo(phrase);
    }

    @Test
    @Rfc(number = 3261, section = "16.3")
    void anExtensionThatIsNotSupportedIsNamed() {
        SipResponse response = ask(
                "modparam(\"sanity\", \"proxy_require\", \"foo, bar\")",
                "sanity_check();",
                420,
                "MESSAGE",
                "Proxy-Require: foo, privacy");
        assertThat(response.field("Unsupported").value()).isEqualTo("privacy");
    }

    @Test
    void whatIsSanePasses() {
        assertThat(ask("", "sanity_check(131071, 15);", 200, "MESSAGE").phrase())
                .isEqualTo("Sane");
        assertThat(ask("", "sanity_check(1024, 7);", 200, "MESSAGE", "Contact: <sip:")
                        .phrase())
                .isEqualTo("Sane");
    }

    @Test
    void theScriptCanAnswerItself() {
        String parameters = "modparam(\"sanity\", \"autodrop\", 0)\nmodparam(\"sanity\", \"noreply\", 1)";
        assertThat(ask(parameters, "if (!sanity_check(256)) { sanity_reply(); exit; }", 400, "MESSAGE", "Expires: x")
                        .phrase())
                .isEqualTo("Invalid Expires value");
        assertThat(ask(parameters, "if (sanity_reply()) { exit; }", 200, "MESSAGE")
                        .phrase())
                .isEqualTo("Sane");
    }

    @Test
    @Rfc(number = 3261, section = "11.2")
    void anOptionsRequestForTheServerIsAnswered() {
        SipResponse response = ask("", "options_reply();", 200, "OPTIONS", "uri sip:example.org");
        assertThat(response.phrase()).isEqualTo("OK");
        assertThat(response.field("Accept").value()).isEqualTo("*/*");
        assertThat(response.field("Accept-Language").value()).isEqualTo("en");
        assertThat(response.field("Supported")).isNull();
        assertThat(ask("", "options_reply();", 200, "OPTIONS").phrase()).isEqualTo("Sane");
        assertThat(ask("", "options_reply();", 200, "MESSAGE", "uri sip:example.org")
                        .phrase())
                .isEqualTo("Sane");
    }
}
