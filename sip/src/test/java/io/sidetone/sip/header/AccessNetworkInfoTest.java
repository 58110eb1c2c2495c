package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class AccessNetworkInfoTest {

    @Test
    @Rfc(number = 7315, section = "5.4")
    void readsTypeAndPlace() {
        AccessNetworkInfo info =
                read(Headers.P_ACCESS_NETWORK_INFO, "3GPP-UTRAN-TDD; utran-cell-id-3gpp=234151D0FCE11");
        assertThat(info.accessType()).isEqualTo("3GPP-UTRAN-TDD");
        assertThat(info.parameters().get("utran-cell-id-3gpp")).isEqualTo("234151D0FCE11");
        assertThat(info.isNetworkProvided()).isFalse();
        assertThat(read(Headers.P_ACCESS_NETWORK_INFO, "IEEE-802.11a;np").isNetworkProvided())
                .isTrue();
        refuses(Headers.P_ACCESS_NETWORK_INFO, "", ";np", "a b", "a;");
    }
}
