package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    @Test
    @Rfc(number = 8866, section = "5.8")
    void readsBandwidths() throws Exception {
        assertThat(Bandwidth.parse("X-YZ:128"))
                .isEqualTo(new Bandwidth("X-YZ", 128))
                .hasToString("X-YZ:128");
        for (String text : List.of("", "AS", "AS:", ":1", "AS:-1", "AS:1.5", "AS:99999999999999999999")) {
            assertThatThrownBy(() -> Bandwidth.parse(text)).isInstanceOf(SyntaxException.class);
        }
        assertThatThrownBy(() -> new Bandwidth("A S", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bandwidth("AS", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
