package io.sidetone.sip.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Rfc(number = 3261, section = "19.1.2")
class PercentEscapeTest {

    @Test
    void escapesWhatTheComponentMayNotHold() {
        assertThat(PercentEscape.escape("a;b?c/d&e=f+g$h,i", PercentEscape.USER))
                .isEqualTo("a;b?c/d&e=f+g$h,i");
        assertThat(PercentEscape.escape("a:b@c#d%e", PercentEscape.USER)).isEqualTo("a%3Ab%40c%23d%25e");
        assertThat(PercentEscape.escape("a;b/", PercentEscape.PASSWORD)).isEqualTo("a%3Bb%2F");
        assertThat(PercentEscape.escape("[::1]/a;b=c,", PercentEscape.PARAMETER))
                .isEqualTo("[::1]/a%3Bb%3Dc%2C");
        assertThat(PercentEscape.escape("<sip:a@b>&", PercentEscape.HEADER)).isEqualTo("%3Csip:a%40b%3E%26");
        assertThat(PercentEscape.escape("\0\r\n \u007F\u00e9", PercentEscape.USER))
                .isEqualTo("%00%0D%0A%20%7F%C3%A9");
    }

    @ParameterizedTest
    @Rfc(number = 4475, section = "3.1.1.3")
    @CsvSource({
        "plain, plain",
        "%41%62c, Abc",
        "value%2541, value%41",
        "%2525, %25",
        "%c3%A9, \u00e9",
        "%E9, \u00e9",
        "100%, 100%",
        "%4, %4",
        "%zz%41, %zzA",
        "%%41, %A"
    })
    void unescapesOnce(String escaped, String plain) {
        assertThat(PercentEscape.unescape(escaped)).isEqualTo(plain);
    }

    @Test
    void unescapesNulLikeAnyOther() {
        assertThat(PercentEscape.unescape("a%00b")).isEqualTo("a\0b");
    }
}
