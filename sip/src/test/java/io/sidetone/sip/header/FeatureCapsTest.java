package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class FeatureCapsTest {

    @Test
    @Rfc(number = 6809)
    void readsCapabilities() {
        FeatureCaps caps = read(Headers.FEATURE_CAPS, "*;+g.3gpp.atcf=\"<tel:+1212>\" ;+g.y");
        assertThat(caps.contains("+g.y")).isTrue();
        assertThat(caps.contains("+g.z")).isFalse();
        assertThat(caps.value("+G.3GPP.atcf")).isEqualTo("<tel:+1212>");
        refuses(Headers.FEATURE_CAPS, "", "+x", "*+x", "*;", "x;+y");
    }
}
