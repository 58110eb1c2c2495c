package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class SessionIntervalTest {

    @Test
    @Rfc(number = 4028, section = "4")
    @Rfc(number = 4028, section = "5")
    void readsSecondsAndWhoRefreshes() {
        SessionInterval interval = read(Headers.SESSION_EXPIRES, "4000 ; refresher=UAC");
        assertThat(interval.seconds()).isEqualTo(4000);
        assertThat(interval.refresher()).isEqualTo(SessionInterval.Refresher.UAC);
        assertThat(read(Headers.MIN_SE, "90;x=1").refresher()).isNull();
        assertThat(SessionInterval.of(90).withRefresher(SessionInterval.Refresher.UAS))
                .hasToString("90;refresher=uas");
        assertThat(SessionInterval.of(90).withRefresher(SessionInterval.Refresher.UAC))
                .hasToString("90;refresher=uac");
        assertThat(read(Headers.SESSION_EXPIRES, "90;refresher=uas").refresher())
                .isEqualTo(SessionInterval.Refresher.UAS);
    }

    @Test
    void refusesBrokenForms() {
        refuses(
                Headers.SESSION_EXPIRES,
                "",
                "-1",
                "4294967296",
                "x",
                "90;refresher=me",
                "90;refresher",
                "90;",
                "90 91");
        assertThatThrownBy(() -> SessionInterval.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
