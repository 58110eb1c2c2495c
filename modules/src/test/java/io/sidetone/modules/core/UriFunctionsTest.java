package io.sidetone.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.modules.testing.Script;
import org.junit.jupiter.api.Test;

class UriFunctionsTest {

    private static final String CALL = "uri sip:004930123@example.net:5070;transport=tcp";

    @Test
    void everyPartIsSet() {
        assertThat(Script.of(
                        "sethost(\"192.0.2.1\"); say($ru); sethostport(\"192.0.2.2:5080\"); say($ru); "
                                + "sethostport(\"host.example\"); say($ru);"
                                + "setport(\"5090\"); say($ru); setport(\"0\"); say($ru); setuser(\"carol\"); "
                                + "say($ru);"
                                + "setuserpass(\"x y\"); say($ru); seturi(\"tel:1234\"); say($ru); "
                                + "rewriteuri(\"sip:x@y\"); say($ru);"
                                + "sethostport(\"[2001:db8::1]:5061\"); say($ru); sethost(\"2001:db8::2\"); "
                                + "say($ru);",
                        CALL))
                .containsExactly(
                        "sip:004930123@192.0.2.1:5070;transport=tcp",
                        "sip:004930123@192.0.2.2:5080;transport=tcp",
                        "sip:004930123@host.example;transport=tcp",
                        "sip:004930123@host.example:5090;transport=tcp",
                        "sip:004930123@host.example;transport=tcp",
                        "sip:carol@host.example;transport=tcp",
                        "sip:carol:x%20y@host.example;transport=tcp",
                        "tel:1234",
                        "sip:x@y",
                        "sip:x@[2001:db8::1]:5061",
                        "sip:x@[2001:db8::2]:5061");
    }

    @Test
    void usersAreCutAndLengthened() {
        assertThat(Script.of(
                        "strip(2); say($rU); prefix(\"+\"); say($rU); strip_tail(2); say($rU); "
                                + "strip_tail(100); say($ru); strip(5);"
                                + "say($ru); prefix(\"9\"); say($ru);",
                        CALL))
                .containsExactly(
                        "4930123",
                        "+4930123",
                        "+49301",
                        "sip:example.net:5070;transport=tcp",
                        "sip:example.net:5070;transport=tcp",
                        "sip:9@example.net:5070;transport=tcp");
        assertThat(Script.of("strip(1); say($ru); strip(9);", "uri tel:+49301"))
                .containsExactly("tel:49301", "! a tel URI needs a number");
    }

    @Test
    void theDestinationIsSetAndTheUriReverted() {
        assertThat(Script.of(
                        "say(\"\" + isdsturiset()); setdsturi(\"sip:192.0.2.1\"); say($du); say(\"\" + "
                                + "isdsturiset()); resetdsturi();"
                                + "say($du); setdsturi(\"mailto:x@y\"); $ru = \"sip:x@y\"; revert_uri(); say($ru);",
                        CALL))
                .containsExactly(
                        "-1", "sip:192.0.2.1", "1", "<null>", "! 'mailto:x@y' is no SIP URI", CALL.substring(4));
    }

    @Test
    void whatCannotBeSetSaysWhy() {
        assertThat(Script.of(
                        "sethost(\"a b\"); setport(\"x\"); setuser(\"a\\nb\"); seturi(\"sip:\"); "
                                + "prefix(\"\\x00\"); say($ru);"
                                + "seturi(\"tel:1\"); sethost(\"x\"); setport(\"1\"); setuserpass(\"p\"); "
                                + "seturi(\"sip:x\"); setuserpass(\"p\");",
                        CALL))
                .containsExactly(
                        "! 'a b' is no host",
                        "! 'x' is no port",
                        "! a user must not hold control characters: 'a\uFFFDb'",
                        "! 'sip:' is no URI: host expected",
                        "! a user must not hold control characters: '\uFFFD004930123'",
                        CALL.substring(4),
                        "! a URI of the scheme tel has no host",
                        "! a URI of the scheme tel has no port",
                        "! a URI of the scheme tel has no password",
                        "! a URI without a user has no password");
    }

    @Test
    void ourOwnNamesAreKnown() {
        try (Script script =
                Script.whole("route { say(\"\" + is_myself(\"example.org\")); say(\"\" + is_myself(\"example.com\"));"
                        + " say(\"\" + is_myself($Ri)); say(\"\" + is_myself($Ri, $Rp)); say(\"\" + "
                        + "is_myself($Ri, 9));"
                        + " say(\"\" + is_myself(\"a b\")); }")) {
            script.send("OPTIONS");
            assertThat(script.said()).containsExactly("1", "-1", "1", "1", "-1", "! 'a b' is no host");
        }
    }

    @Test
    void urisArePutTogether() {
        assertThat(Script.of("construct_uri(\"sip\", \"bob\", \"example.org\", \"5080\", \"transport=tcp\", "
                        + "$var(u)); say($var(u));"
                        + "construct_uri(\"sips\", , \"example.org\", , , $avp(u)); say($avp(u));"
                        + "construct_uri(\"sip\", \"a b\", \"x\", , , $var(u));"))
                .containsExactly(
                        "sip:bob@example.org:5080;transport=tcp",
                        "sips:example.org",
                        "! 'sip:a b@x' is no URI: character that no URI may hold");
    }
}
