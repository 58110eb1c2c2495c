package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

    @Test
    @Rfc(number = 3261, section = "20.22")
    void readsMaxForwardsUpTo255() {
        assertThat(read(Headers.MAX_FORWARDS, "0")).isZero();
        assertThat(read(Headers.MAX_FORWARDS, "0068")).isEqualTo(68);
        assertThat(read(Headers.MAX_FORWARDS, "255")).isEqualTo(255);
        refuses(Headers.MAX_FORWARDS, "256", "300", "-1", "", "7 0", "70;x", "+70", "\u0667");
    }

    @Test
    @Rfc(number = 3261, section = "20.14")
    void readsContentLengthThatFitsAnInteger() {
        assertThat(read(Headers.CONTENT_LENGTH, "2147483647")).isEqualTo(Integer.MAX_VALUE);
        refuses(Headers.CONTENT_LENGTH, "2147483648", "-999", "99999999999999999999", "0x10", "1.5");
    }

    @Test
    @Rfc(number = 3261, section = "25.1")
    void readsSecondsOfThirtyTwoBits() {
        for (HeaderType<Long> type : List.of(Headers.EXPIRES, Headers.MIN_EXPIRES, Headers.FLOW_TIMER)) {
            assertThat(read(type, "4294967295")).isEqualTo(4294967295L);
            refuses(type, "4294967296", "1000000000000000", "-1", "", "soon");
        }
    }

    @Test
    @Rfc(number = 3262, section = "7.1")
    void readsResponseNumbers() {
        assertThat(read(Headers.RSEQ, "988789")).isEqualTo(988789L);
        refuses(Headers.RSEQ, "4294967296", "x");
    }

    @Test
    @Rfc(number = 5393)
    void readsMaxBreadth() {
        assertThat(read(Headers.MAX_BREADTH, "69")).isEqualTo(69);
        refuses(Headers.MAX_BREADTH, "", "-1");
    }

    @Test
    void readsTokens() {
        assertThat(read(Headers.SUPPORTED, "100rel")).isEqualTo("100rel");
        assertThat(read(Headers.ALLOW, "INVITE")).isSameAs(Method.INVITE);
        for (HeaderType<String> type : List.of(Headers.REQUIRE, Headers.PROXY_REQUIRE, Headers.UNSUPPORTED)) {
            assertThat(read(type, "no_such.tag!")).isEqualTo("no_such.tag!");
            refuses(type, "", "two words", "a,b", "a;b", "\"quoted\"", "b\u00e9", "a\u0000");
        }
    }

    @Test
    @Rfc(number = 3261, section = "20.8")
    void readsCallIds() {
        for (String callId :
                List.of("f81d4fae-7dec@example.com", "one-word", "a%Z<>:\\\"/[]?{}()'`~@b", "x@[2001:db8::1]")) {
            assertThat(read(Headers.CALL_ID, callId)).isEqualTo(callId);
        }
        refuses(Headers.CALL_ID, "", "@b", "a@", "a@b@c", "a b", "a,b", "a;b", "\u00e9", "a\tb");
    }

    @Test
    void readsLinesOfText() {
        assertThat(read(Headers.SUBJECT, "")).isEmpty();
        assertThat(read(Headers.SUBJECT, "lunch, \"today\"; 12:00")).isEqualTo("lunch, \"today\"; 12:00");
        assertThat(read(Headers.ORGANIZATION, "B\u00fcro \u4f60\u597d")).isEqualTo("B\u00fcro \u4f60\u597d");
        assertThat(canonical(Headers.USER_AGENT, "  Soft\r\n\t phone/1 (x) ")).isEqualTo("Soft phone/1 (x)");
        refuses(Headers.SERVER, "a\u0000b", "\u007f");
    }

    @Test
    @Rfc(number = 3313, section = "5.1")
    void readsHexadecimalDigits() {
        assertThat(read(Headers.P_MEDIA_AUTHORIZATION, "0020aF")).isEqualTo("0020aF");
        refuses(Headers.P_MEDIA_AUTHORIZATION, "", "0g", "0x1", "\"00\"");
    }

    @Test
    @Rfc(number = 6050, section = "4.1")
    void readsServices() {
        assertThat(read(Headers.P_ASSERTED_SERVICE, "urn:urn-7:3gpp-service.exampletelephony.version1")
                        .scheme())
                .isEqualTo("urn");
        refuses(Headers.P_PREFERRED_SERVICE, "", "urn", "<urn:urn-7:x>", "urn:urn-7:x y", "urn:urn-7:x;y z");
    }
}
