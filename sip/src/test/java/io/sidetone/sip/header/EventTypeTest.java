package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    @Test
    @Rfc(number = 6665, section = "8.4")
    void readsPackageAndTemplates() {
        EventType type = read(Headers.ALLOW_EVENTS, "presence.winfo.x");
        assertThat(type.packageName()).isEqualTo("presence");
        assertThat(type.templates()).containsExactly("winfo", "x");
        assertThat(read(Headers.ALLOW_EVENTS, "spirits-INDPs")).isEqualTo(EventType.of("spirits-INDPs"));
        assertThat(EventType.of("dialog")).isNotEqualTo(EventType.of("Dialog"));
        refuses(Headers.ALLOW_EVENTS, "", ".", "a.", ".a", "a..b", "a b", "a;b", "\u00e9");
    }
}
