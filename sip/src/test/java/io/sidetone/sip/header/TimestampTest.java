package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class TimestampTest {

    @Test
    @Rfc(number = 3261, section = "20.38")
    void readsTimeAndDelayAsWritten() {
        assertThat(read(Headers.TIMESTAMP, "54")).isEqualTo(new Timestamp("54", null));
        assertThat(read(Headers.TIMESTAMP, "54.210  0.05")).isEqualTo(new Timestamp("54.210", "0.05"));
        assertThat(read(Headers.TIMESTAMP, "1. .5").delay()).isEqualTo(".5");
        assertThat(read(Headers.TIMESTAMP, "54.2").withDelay("1.5")).hasToString("54.2 1.5");
    }

    @Test
    void refusesWhatIsNoNumber() {
        refuses(Headers.TIMESTAMP, "", ".", "x", "1 .", "1.2.3", "1 2 3", "-1", "1,2", "1 x", "1e5");
    }
}
