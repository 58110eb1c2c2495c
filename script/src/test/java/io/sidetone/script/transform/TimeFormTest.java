package io.sidetone.script.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeFormTest {

    @Test
    void writesWhatTheLibraryWrites() {
        assertForm("%a %A %b %B %h|%c", "Thu Thursday Jun June Jun|Thu Jun 13 14:48:05 2024");
        assertForm("%C %d %D %e %F %g %G", "20 13 06/13/24 13 2024-06-13 24 2024");
        assertForm("%H %I %j %k %l %m %M", "14 02 165 14  2 06 48");
        assertForm("%p %P %r %R %s %S", "PM pm 02:48:05 PM 14:48 1718282885 05");
        assertForm("%T %u %U %V %w %W %x %X", "14:48:05 4 23 24 4 24 06/13/24 14:48:05");
        assertForm("%y %Y %z %n%t%%", "24 2024 +0200 \n\t%");
        assertForm("%Q %", "%Q %");
    }

    @Test
    void knowsTheZonesWestAndTheEarlyMorning() {
        assertThat(TimeTransformations.formatted(0L, "%z %I %p %e", ZoneId.of("-03:30")))
                .isEqualTo("-0330 08 PM 31");
        assertThat(TimeTransformations.formatted(1_704_067_200L, "%U %W %V %j %k", ZoneId.of("UTC")))
                .isEqualTo("00 01 01 001  0");
    }

    @Test
    void isNullBeyondTime() {
        assertThat(TimeTransformations.formatted(Long.MAX_VALUE, "%Y", ZoneId.of("UTC")))
                .isNull();
    }

    private static void assertForm(String form, String expected) {
        assertThat(TimeTransformations.formatted(1_718_282_885L, form, ZoneId.of("Europe/Berlin")))
                .isEqualTo(expected);
    }
}
