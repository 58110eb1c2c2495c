package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class DiversionTest {

    @Test
    @Rfc(number = 5806)
    void readsWhoAndWhy() {
        Diversion diversion =
                read(Headers.DIVERSION, "\"B\" <sip:b@h>;reason=user-busy;counter=4;limit=9;privacy=full");
        assertThat(diversion.address().displayName()).isEqualTo("B");
        assertThat(diversion.reason()).isEqualTo("user-busy");
        assertThat(diversion.counter()).isEqualTo(4);
        assertThat(diversion.limit()).isEqualTo(9);
        assertThat(diversion.privacy()).isEqualTo("full");
        Diversion bare = read(Headers.DIVERSION, "<tel:+1>");
        assertThat(bare.counter()).isEqualTo(1);
        assertThat(bare.limit()).isEqualTo(-1);
        assertThat(bare.reason()).isNull();
        refuses(Headers.DIVERSION, "", "sip:b@h", "<sip:b@h>;counter=100", "<sip:b@h>;counter=x", "<sip:b@h>;limit");
    }
}
