package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.base.Rfc;
import org.junit.jupiter.api.Test;

class HistoryEntryTest {

    @Test
    @Rfc(number = 7044, section = "5")
    void readsThePlaceInTheTree() {
        HistoryEntry entry = read(Headers.HISTORY_INFO, "<sip:b@h?Reason=SIP%3Bcause%3D302>;index=1.2.10;mp=1.2");
        assertThat(entry.index()).isEqualTo("1.2.10");
        assertThat(entry.mappedFrom()).isEqualTo("1.2");
        assertThat(entry.changedFrom()).isNull();
        assertThat(entry.unchangedFrom()).isNull();
        assertThat(read(Headers.HISTORY_INFO, "<sip:b@h>;index=1;rc=1").changedFrom())
                .isEqualTo("1");
        assertThat(read(Headers.HISTORY_INFO, "<sip:b@h>;index=1;np=1").unchangedFrom())
                .isEqualTo("1");
        assertThat(read(Headers.HISTORY_INFO, "<sip:b@h>").index()).isNull();
        assertThat(entry.address().uri()).hasToString("sip:b@h?Reason=SIP%3Bcause%3D302");
    }

    @Test
    void refusesBrokenPlaces() {
        for (String index :
                new String[] {"index", "index=x", "index=1.", "index=.1", "index=1..2", "rc=1a", "mp=\"1\"", "np=-1"}) {
            refuses(Headers.HISTORY_INFO, "<sip:b@h>;" + index);
        }
        refuses(Headers.HISTORY_INFO, "sip:b@h;index=1", "", "<sip:b@h;index=1");
    }
}
