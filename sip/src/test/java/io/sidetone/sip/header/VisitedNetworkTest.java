package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class VisitedNetworkTest {

    @Test
    @Rfc(number = 7315, section = "5.3")
    void readsNamesWithAndWithoutQuotes() {
        assertThat(read(Headers.P_VISITED_NETWORK_ID, "\"Visited network number 1\"")
                        .name())
                .isEqualTo("Visited network number 1");
        assertThat(read(Headers.P_VISITED_NETWORK_ID, "other.net;x=1").name()).isEqualTo("other.net");
        refuses(Headers.P_VISITED_NETWORK_ID, "", "a b", "\"a", ";x", "a;");
    }
}
