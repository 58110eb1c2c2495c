package io.sidetone.sip.header;

import static io.sidetone.sip.header.Values.canonical;
import static io.sidetone.sip.header.Values.read;
import static io.sidetone.sip.header.Values.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SipDateTest {

    @Test
    @Rfc(number = 3261, section = "20.17")
    void readsAndWritesGreenwichTime() {
        SipDate date = read(Headers.DATE, "Sat, 13 Nov 2010 23:29:00 GMT");
        assertThat(date.instant()).isEqualTo(Instant.parse("2010-11-13T23:29:00Z"));
        assertThat(date).hasToString("Sat, 13 Nov 2010 23:29:00 GMT");
        assertThat(new SipDate(Instant.parse("0007-01-02T03:04:05.678Z"))).hasToString("Tue, 02 Jan 0007 03:04:05 GMT");
        assertThat(canonical(Headers.DATE, "Thu, 29 Feb 2024 00:00:00\r\n GMT"))
                .isEqualTo("Thu, 29 Feb 2024 00:00:00 GMT");
    }

    @Test
    @Rfc(number = 3261, section = "20.17")
    void refusesOtherZones() {
        refuses(
                Headers.DATE,
                "Fri, 01 Jan 2010 16:00:00 EST",
                "Fri, 01 Jan 2010 16:00:00 +0000",
                "Fri, 01 Jan 2010 16:00:00");
        refuses(Headers.DATE, "Fri, 01 Jan 2010 16:00:00 GMTX", "Fri, 01 Jan 2010 16:00:00 gmt");
    }

    @Test
    void refusesWhatIsNoDate() {
        refuses(Headers.DATE, "", "Sat", "Xxx, 13 Nov 2010 23:29:00 GMT", "onT, 13 Nov 2010 23:29:00 GMT");
        refuses(
                Headers.DATE,
                "Sat, 30 Feb 2010 23:29:00 GMT",
                "Sat, 00 Nov 2010 23:29:00 GMT",
                "Sat, 13 Abc 2010 23:29:00 GMT");
        refuses(
                Headers.DATE,
                "Sat, 13 Nov 2010 24:00:00 GMT",
                "Sat, 13 Nov 2010 23:60:00 GMT",
                "Sat, 13 Nov 2010 23:29:60 GMT");
        refuses(
                Headers.DATE,
                "Sat, 1 Nov 2010 23:29:00 GMT",
                "Sat, 13 Nov 10 23:29:00 GMT",
                "Sat, 13 Nov 20100 23:29:00 GMT");
        refuses(
                Headers.DATE,
                "Sat 13 Nov 2010 23:29:00 GMT",
                "Sat,13 Nov 2010 23:29:00 GMT",
                "Sat, 13-Nov-2010 23:29:00 GMT");
    }

    @Test
    void namesARuleAndNothingThatWasSent() {
        for (String text : new String[] {"Secret, 13 Nov 2010 23:29:00 GMT", "Sat, 30 Feb 2010 23:29:00 GMT"}) {
            assertThatThrownBy(() -> SipDate.parse(new TextReader(text)))
                    .isInstanceOf(SyntaxException.class)
                    .hasMessageNotContainingAny("Secret", "FEB", "30");
        }
    }

    @Test
    void refusesYearsThatCanNotBeWritten() {
        assertThatThrownBy(() -> new SipDate(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SipDate(Instant.parse("-0001-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
