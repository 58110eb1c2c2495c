package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class ResourcePriorityTest {

    @Test
    @Rfc(number = 4412, section = "3.1")
    void readsNamespaceAndPriority() {
        assertThat(read(Headers.RESOURCE_PRIORITY, "dsn.flash-override"))
                .isEqualTo(new ResourcePriority("dsn", "flash-override"));
        assertThat(read(Headers.ACCEPT_RESOURCE_PRIORITY, "wps.0").priority()).isEqualTo("0");
        refuses(Headers.RESOURCE_PRIORITY, "", "dsn", "dsn.", ".flash", "a.b.c", "a .b", "a.b;c", "\u00e9.b");
    }
}
