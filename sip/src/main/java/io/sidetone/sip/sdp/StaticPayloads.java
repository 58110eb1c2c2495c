package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import org.jspecify.annotations.Nullable;

/// The payload type numbers that mean a codec without any words. Immutable.
@Rfc(number = 3551, section = "6")
final class StaticPayloads {

    /// The one table.
    static final StaticPayloads INSTANCE = new StaticPayloads();

    private static final int VIDEO_CLOCK = 90_000;

    /// The first number that means nothing by itself.
    private static final int FIRST_DYNAMIC = 96;

    private final @Nullable RtpMap[] maps = new @Nullable RtpMap[FIRST_DYNAMIC];

    private StaticPayloads() {
        audio();
        add(25, "CelB", VIDEO_CLOCK, 1);
        add(26, "JPEG", VIDEO_CLOCK, 1);
        add(28, "nv", VIDEO_CLOCK, 1);
        add(31, "H261", VIDEO_CLOCK, 1);
        add(32, "MPV", VIDEO_CLOCK, 1);
        add(33, "MP2T", VIDEO_CLOCK, 1);
        add(34, "H263", VIDEO_CLOCK, 1);
    }

    private void audio() {
        add(0, "PCMU", 8_000, 1);
        add(3, "GSM", 8_000, 1);
        add(4, "G723", 8_000, 1);
        add(5, "DVI4", 8_000, 1);
        add(6, "DVI4", 16_000, 1);
        add(7, "LPC", 8_000, 1);
        add(8, "PCMA", 8_000, 1);
        add(9, "G722", 8_000, 1);
        add(10, "L16", 44_100, 2);
        add(11, "L16", 44_100, 1);
        add(12, "QCELP", 8_000, 1);
        add(13, "CN", 8_000, 1);
        add(14, "MPA", VIDEO_CLOCK, 1);
        add(15, "G728", 8_000, 1);
        add(16, "DVI4", 11_025, 1);
        add(17, "DVI4", 22_050, 1);
        add(18, "G729", 8_000, 1);
    }

    private void add(int payload, String name, int clockRate, int channels) {
        maps[payload] = new RtpMap(payload, name, clockRate, channels == 1 ? null : Integer.toString(channels));
    }

    @Nullable
    RtpMap find(int payload) {
        return payload < FIRST_DYNAMIC ? maps[payload] : null;
    }

    /// Whether a number means a codec only where an `rtpmap` attribute says which.
    static boolean isDynamic(int payload) {
        return payload >= FIRST_DYNAMIC;
    }
}
