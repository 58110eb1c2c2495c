package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class HeaderVariablesTest {

    @Test
    void fieldsAreReadByNameInAnyCaseAndForm() {
        assertThat(Script.of(
                        "say($hdr(subject)); say($hdr(s)); say($(hdr(X-A)[1])); say($(hdr(X-A)[-1])); "
                                + "say($(hdr(X-A)[5]));"
                                + "say($(hdr(X-A)[*])); say($hdr(X-None)); say($hdrcnt(X-A)); say($hdrcnt(X-None));"
                                + "$var(n) = \"Subject\"; say($hdr($var(n)));",
                        "Subject: hi",
                        "X-A: 1",
                        "x-a: 2, 3"))
                .contains("hi", "1");
    }

    @Test
    void whatIsWrittenIsReadByTheNextLine() {
        assertThat(Script.of(
                        "$hdr(X-A) = \"1\"; say($hdr(X-A)); $hdr(x-a) = \"2\"; say($hdr(X-A)); say($(hdr(X-A)[*]));"
                                + "$(hdr(X-A)[append]) = \"3\"; say($(hdr(X-A)[*])); $(hdr(X-A)[1]) = \"one\";"
                                + " say($(hdr(X-A)[*]));"
                                + "$(hdr(X-A)[0]) = null; say($(hdr(X-A)[*])); $hdr(X-A) := \"only\"; "
                                + "say($(hdr(X-A)[*]));"
                                + "$hdr(X-A) = null; say($hdr(X-A)); $(hdr(X-A)[*]) = null; say($hdrcnt(X-A));"))
                .containsExactly(
                        "1",
                        "2",
                        "[\"2\",\"1\"]",
                        "[\"2\",\"1\",\"3\"]",
                        "[\"2\",\"one\",\"3\"]",
                        "[\"one\",\"3\"]",
                        "[\"only\"]",
                        "<null>",
                        "0");
    }

    @Test
    void noValueCanSmuggleInAnotherField() {
        assertThat(Script.of("$hdr(X-A) = \"a\\r\\nX-B: b\"; $hdr(X-A) := \"a\\nX-B: b\"; $(hdr(To)[0]) = "
                        + "\"a\\x00b\";"
                        + "say($hdr(X-B)); say($hdr(X-A)); say($hdr(To));"))
                .containsExactly(
                        "! a header field must not hold control characters: 'a\uFFFD\uFFFDX-B: b'",
                        "! a header field must not hold control characters: 'a\uFFFDX-B: b'",
                        "! a header field must not hold control characters: 'a\uFFFDb'",
                        "<null>",
                        "<null>",
                        "<sip:bob@example.org>");
    }

    @Test
    void namesAreChecked() {
        assertThat(Script.of("$hdr(a b) = \"1\"; $var(n) = \"X: y\"; $hdr($var(n)) = \"1\"; say($hdr($var(n)));"
                        + "$hdr(Content-Length) = \"9\"; $(hdr(X-A)[3]) = \"1\"; $(hdr(X-A)[insert]) = \"1\";"))
                .containsExactly(
                        "! 'a b' is no name of a header field",
                        "! 'X: y' is no name of a header field",
                        "! 'X: y' is no name of a header field",
                        "! the Content-Length is that of the body, and cannot be written",
                        "! there is no header field X-A of index 3",
                        "! $hdr has no index 'insert'");
    }

    @Test
    void noMessageLosesWhatItNeeds() {
        String reason = "! the message would not be one any more: Via, From, To, Call-ID and CSeq have to stay";
        assertThat(Script.of("$hdr(From) = null; $(hdr(Via)[*]) = null; $hdr(To) := \"<sip:\"; $hdr(CSeq) "
                        + "= \"1 BYE\";"
                        + "$hdr(To) = \"<sip:carol@example.org>\"; say($(hdr(To)[*])); "
                        + "$hdr(CSeq) = \"9 INVITE\"; say($cs);"))
                .containsExactly(reason, reason, reason, reason, "[\"<sip:carol@example.org>\"]", "9");
    }

    @Test
    void namesOfAllFields() {
        assertThat(Script.of("say($hdr_name); say($(hdr_name[-1])); say($(hdr_name[1]));"))
                .containsExactly("Via", "Content-Length", "Max-Forwards");
    }

    @Test
    void aResponseIsEditedAlike() {
        assertThat(Script.ofReply("$hdr(X-A) = \"1\"; say($hdr(X-A)); say($hdrcnt(Via));", UriVariablesTest.RESPONSE))
                .containsExactly("1", "1");
    }

    @Test
    void aMegabyteIsNoField() {
        assertThat(Script.of("$var(x) = \"0123456789abcdef\"; $var(i) = 0;"
                        + "while ($var(i) < 16) { $var(x) = $var(x) + $var(x); $var(i) += 1; }"
                        + "$hdr(X-A) = $var(x); say($hdr(X-A));"))
                .containsExactly("! a header field has at most 16384 characters, not 1048576", "<null>");
    }
}
