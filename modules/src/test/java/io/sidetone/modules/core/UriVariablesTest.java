package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class UriVariablesTest {

    private static final String CALL = "uri sip:bob:pw@example.net:5070;transport=tcp";

    @Test
    void theRequestUriAndItsPartsAreRead() {
        assertThat(Script.of(
                        "say($ru); say($ruri); say($rU); say($rd); say($rp); say($rP); say($ruri.user); "
                                + "say($ruri.domain);",
                        CALL))
                .containsExactly(
                        "sip:bob:pw@example.net:5070;transport=tcp",
                        "sip:bob:pw@example.net:5070;transport=tcp",
                        "bob",
                        "example.net",
                        "5070",
                        "tcp",
                        "bob",
                        "example.net");
    }

    @Test
    void whereNothingIsWrittenTheUsualPortAndTransportAreMeant() {
        assertThat(Script.of("say($rp); say($rP); say($rp + 1); say($rU);", "uri sips:example.net"))
                .containsExactly("5061", "tls", "5062", "<null>");
        assertThat(Script.of("say($rp); say($rP); say($rU); say($rd);", "uri tel:+4930123;phone-context=x"))
                .containsExactly("<null>", "<null>", "+4930123", "<null>");
    }

    @Test
    void whatIsWrittenIsReadByTheNextLineAndTheOriginalStays() {
        assertThat(Script.of(
                        "$ru = \"sip:carol@example.com\"; say($ru); $rU = \"dave\"; $rd = \"192.0.2.1\"; $rp "
                                + "= 5080; say($ru);"
                                + "$rU = null; say($ru); $rp = null; say($ru); say($ou); say($oU); say($od); "
                                + "say($op); say($oP);",
                        CALL))
                .containsExactly(
                        "sip:carol@example.com",
                        "sip:dave@192.0.2.1:5080",
                        "sip:192.0.2.1:5080",
                        "sip:192.0.2.1",
                        "sip:bob:pw@example.net:5070;transport=tcp",
                        "bob",
                        "example.net",
                        "5070",
                        "tcp");
    }

    @Test
    void aUserCannotEndItsPartOfTheUri() {
        assertThat(Script.of(
                        "$rU = \"eve@evil.example;x\"; say($ru); $rU = \"a%40b\"; say($rU); $rU = $rU; say($rU);"
                                + "$rU = \"two words\"; say($rU); say($rd);",
                        CALL))
                .containsExactly(
                        "sip:eve%40evil.example;x:pw@example.net:5070;transport=tcp",
                        "a%40b", "a%40b", "two%20words", "example.net");
    }

    @Test
    void brokenValuesAreRefusedWithTheReasonAndChangeNothing() {
        assertThat(Script.of(
                        "$ru = \"nothing\"; $ru = \"sip:a b@c\"; $ru = \"sip:a@b\\r\\nX: 1\"; $rd = \"two words\";"
                                + "$rp = 70000; $rU = \"a\\nb\"; $ru = NULL; $ru = \"sip:a@b<c>\"; say($ru);",
                        CALL))
                .containsExactly(
                        "! 'nothing' is no URI: scheme and colon expected",
                        "! 'sip:a b@c' is no URI: character that no URI may hold",
                        "! a URI must not hold control characters: 'sip:a@b\uFFFD\uFFFDX: 1'",
                        "! 'two words' is no host",
                        "! '70000' is no port",
                        "! a user must not hold control characters: 'a\uFFFDb'",
                        "! null is not a URI",
                        "! 'sip:a@b<c>' is no URI: character that no URI may hold",
                        "sip:bob:pw@example.net:5070;transport=tcp");
    }

    @Test
    void aMegabyteIsNoUri() {
        assertThat(Script.of(
                        "$var(x) = \"0123456789abcdef\"; $var(i) = 0;"
                                + "while ($var(i) < 16) { $var(x) = $var(x) + $var(x); $var(i) += 1; }"
                                + "$rU = $var(x); say($ru);",
                        CALL))
                .containsExactly(
                        "! a user has at most 16384 characters, not 1048576",
                        "sip:bob:pw@example.net:5070;transport=tcp");
    }

    @Test
    void theDestinationIsReadAndWritten() {
        assertThat(Script.of(
                        "say($du); say($dd); say($dp); say($dP); $du = \"sip:192.0.2.7:5090;transport=tls\"; "
                                + "say($duri);"
                                + "say($dd); say($dp); say($dP); $dd = \"192.0.2.8\"; $dp = 5091; say($du); "
                                + "$du = null; say($du);",
                        CALL))
                .containsExactly(
                        "<null>",
                        "<null>",
                        "<null>",
                        "<null>",
                        "sip:192.0.2.7:5090;transport=tls",
                        "192.0.2.7",
                        "5090",
                        "tls",
                        "sip:192.0.2.8:5091;transport=tls",
                        "<null>");
    }

    @Test
    void aDestinationIsMadeOfItsHostButNotOfItsPort() {
        assertThat(Script.of("$dp = 5060; $dd = \"192.0.2.9\"; say($du); $du = \"tel:1\"; say($du);"))
                .containsExactly(
                        "! there is no $du that could get a port",
                        "sip:192.0.2.9",
                        "! 'tel:1' is no SIP URI",
                        "sip:192.0.2.9");
    }

    @Test
    void aResponseHasNoRequestUri() {
        assertThat(Script.ofReply("say($ru); say($rU); say($ou); say($du); $ru = \"sip:a@b\"; $rU = \"x\";", RESPONSE))
                .containsExactly(
                        "<null>",
                        "<null>",
                        "<null>",
                        "<null>",
                        "! the message is no request",
                        "! the message is no request");
    }

    static final String RESPONSE = """
            SIP/2.0 486 Busy Here
            Via: SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKunknown
            From: "Alice" <sip:alice@example.org>;tag=f
            To: <sip:bob@example.net:5070>;tag=t
            Call-ID: reply-call
            CSeq: 7 INVITE
            Contact: <sip:bob@192.0.2.3>
            Content-Length: 0

            """;
}
