package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.CharClass;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.TextReader;
import java.util.ArrayList;
import java.util.List;

/// When a session is on: a `t=` line and the `r=` lines that follow it. Immutable.
///
/// @param start in seconds since 1900-01-01T00:00Z; 0 if the session is always on
/// @param stop likewise; 0 if it never ends
/// @param repeats how it comes again
@Rfc(number = 8866, section = "5.9")
public record Timing(long start, long stop, List<Repeat> repeats) {

    /// Keeps a copy of the list.
    public Timing {
        repeats = List.copyOf(repeats);
    }

    static Timing read(TextReader reader) throws SyntaxException {
        return new Timing(SdpText.number(reader, Long.MAX_VALUE), SdpText.number(reader, Long.MAX_VALUE), List.of());
    }

    Timing with(List<Repeat> others) {
        return new Timing(start, stop, others);
    }

    /// How a session comes again: an `r=` line. All in seconds. Immutable.
    ///
    /// @param interval from one time to the next
    /// @param duration of each time
    /// @param offsets from the start to the first of each time
    @Rfc(number = 8866, section = "5.10")
    public record Repeat(long interval, long duration, List<Long> offsets) {

        /// Keeps a copy of the list.
        public Repeat {
            offsets = List.copyOf(offsets);
        }

        static Repeat read(TextReader reader) throws SyntaxException {
            long interval = seconds(reader);
            long duration = seconds(reader);
            List<Long> offsets = new ArrayList<>();
            do {
                offsets.add(seconds(reader));
            } while (SdpText.atField(reader));
            return new Repeat(interval, duration, offsets);
        }
    }

    /// One change of the clock that repeats follow: a pair of a `z=` line. Immutable.
    ///
    /// @param time of the change, in seconds since 1900-01-01T00:00Z
    /// @param offset from then on against the start's own clock, in seconds, negative too
    @Rfc(number = 8866, section = "5.11")
    public record ZoneAdjustment(long time, long offset) {

        static List<ZoneAdjustment> readAll(TextReader reader) throws SyntaxException {
            List<ZoneAdjustment> adjustments = new ArrayList<>();
            do {
                long time = SdpText.number(reader, Long.MAX_VALUE);
                boolean isNegative = SdpText.atField(reader) && reader.take('-');
                long offset = seconds(reader);
                adjustments.add(new ZoneAdjustment(time, isNegative ? -offset : offset));
            } while (SdpText.atField(reader));
            return adjustments;
        }
    }

    /// A number of seconds, minutes, hours or days.
    private static long seconds(TextReader reader) throws SyntaxException {
        if (!SdpText.atField(reader)) {
            throw reader.error("time expected");
        }
        long number = reader.number(Integer.MAX_VALUE);
        long unit = switch (reader.takeAll(CharClass.ALPHA)) {
            case "", "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> throw reader.error("unit d, h, m or s expected");
        };
        SdpText.endField(reader);
        return number * unit;
    }
}
