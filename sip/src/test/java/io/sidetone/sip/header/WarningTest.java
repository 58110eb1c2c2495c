package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class WarningTest {

    @Test
    @Rfc(number = 3261, section = "20.43")
    void readsCodeAgentAndText() {
        Warning warning = read(Headers.WARNING, "307 isi.edu:5060 \"Session \\\"x\\\" \u4f60\"");
        assertThat(warning).isEqualTo(new Warning(307, "isi.edu:5060", "Session \"x\" \u4f60"));
        assertThat(read(Headers.WARNING, "301 [2001:db8::1]:5060 \"\"").agent()).isEqualTo("[2001:db8::1]:5060");
    }

    @Test
    void refusesBrokenForms() {
        refuses(Headers.WARNING, "", "307", "307 x", "1812 overture \"In Progress\"", "99 x \"y\"", "0099 x \"y\"");
        refuses(Headers.WARNING, "307 x y", "307 x \"y", "307 x \"y\" z", "307 \"y\"", "307x \"y\"", "307 x\"y\"");
        assertThatThrownBy(() -> new Warning(99, "x", "y")).isInstanceOf(IllegalArgumentException.class);
    }
}
