package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @Test
    @Rfc(number = 8866, section = "5.2")
    void readsAnOrigin() throws Exception {
        Origin origin = Origin.parse("jdoe 3724394400 3724394405 IN IP4 198.51.100.1");

        assertThat(origin)
                .isEqualTo(new Origin("jdoe", "3724394400", "3724394405", "IN", "IP4", "198.51.100.1"))
                .hasToString("jdoe 3724394400 3724394405 IN IP4 198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "- 1",
                "- 1 1 IN IP4",
                "- -1 1 IN IP4 h",
                "- a 1 IN IP4 h",
                "- 1 1 IN IP4 h more",
                "a b 1 1 IN IP4 h"
            })
    @Rfc(number = 8866, section = "5.2")
    void refusesABrokenOrigin(String text) {
        assertThatThrownBy(() -> Origin.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesAnOriginThatWouldNotBeOneLine() {
        assertThatThrownBy(() -> new Origin("a b", "1", "1", "IN", "IP4", "h"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Origin("-", "", "1", "IN", "IP4", "h"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Origin("-", "1", "x", "IN", "IP4", "h"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rfc(number = 3264, section = "8")
    void countsVersionsOfAnyLength() throws Exception {
        assertThat(version("1").withNextVersion().sessionVersion()).isEqualTo("2");
        assertThat(version("009").withNextVersion().sessionVersion()).isEqualTo("010");
        assertThat(version("99").withNextVersion().sessionVersion()).isEqualTo("100");
        assertThat(version("18446744073709551619").withNextVersion().sessionVersion())
                .isEqualTo("18446744073709551620");
        assertThat(version("010").isNextVersionOf(version("9"))).isTrue();
        assertThat(version("9").isNextVersionOf(version("9"))).isFalse();
        assertThat(version("00").isSameVersion(version("0"))).isTrue();
    }

    private static Origin version(String version) throws Exception {
        return Origin.parse("- 1 " + version + " IN IP4 h");
    }
}
