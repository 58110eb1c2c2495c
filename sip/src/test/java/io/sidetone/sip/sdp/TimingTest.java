package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {

    @Test
    @Rfc(number = 8866, section = "5.9")
    @Rfc(number = 8866, section = "5.10")
    @Rfc(number = 8866, section = "5.11")
    void readsTimes() throws Exception {
        SessionDescription description = Sdp.parse(
                "v=0",
                "t=3724394400 3724398000",
                "r=7d 1h 0 25h",
                "r=604800 3600 0 90000",
                "t=0 0",
                "z=3730928400 -1h 3749680800 0");

        List<Timing.Repeat> repeats = List.of(
                new Timing.Repeat(604_800, 3_600, List.of(0L, 90_000L)),
                new Timing.Repeat(604_800, 3_600, List.of(0L, 90_000L)));
        assertThat(description.timings())
                .containsExactly(new Timing(3_724_394_400L, 3_724_398_000L, repeats), new Timing(0, 0, List.of()));
        assertThat(description.zoneAdjustments())
                .containsExactly(
                        new Timing.ZoneAdjustment(3_730_928_400L, -3_600),
                        new Timing.ZoneAdjustment(3_749_680_800L, 0));
        assertThat(Sdp.parse("v=0").zoneAdjustments()).isEmpty();
    }

    @Test
    void readsManyRepeatsWithoutCopyingThemEachTime() {
        int repeats = SdpLimits.DEFAULT.maxLines() - 2;
        byte[] text = Text.encode("v=0\nt=0 0\n" + "r=1 1 1\n".repeat(repeats));

        new AllocationBound(500).check(text, input -> assertThat(timings(input)).hasSize(1));

        assertThat(timings(text).getFirst().repeats()).hasSize(repeats);
    }

    private static List<Timing> timings(byte[] text) {
        try {
            return SessionDescription.parse(text, 0, text.length).timings();
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=",
                "t=0",
                "t=-1 0",
                "t=0 0 0",
                "r=7d 1h 0",
                "t=0 0\r\nr=7d",
                "t=0 0\r\nr=7y 1h 0",
                "t=0 0\r\nr=7d1h 0 0"
            })
    @Rfc(number = 8866, section = "5.9")
    void refusesBrokenTimes(String lines) throws Exception {
        SessionDescription description = Sdp.parse("v=0", lines);

        assertThatThrownBy(description::timings).isInstanceOf(SyntaxException.class);
    }
}
