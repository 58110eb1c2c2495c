package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import org.jspecify.annotations.Nullable;

/// A codec with the payload type number it goes by. Immutable.
///
/// @param payload 0 to 127
/// @param name such as `opus`, compared without its case
/// @param clockRate of the RTP timestamp, in hertz
/// @param channels 1 unless said otherwise
/// @param parameters what its `fmtp` attribute says; null if it has none
public record Codec(
        int payload,
        String name,
        int clockRate,
        int channels,
        @Nullable String parameters) {

    /// @throws IllegalArgumentException if a number is out of its range
    public Codec {
        SdpText.requireNumber(payload, 0, RtpMap.MAX_PAYLOAD, "Payload type");
        SdpText.requireField(name, "codec");
        SdpText.requireNumber(clockRate, 0, Integer.MAX_VALUE, "Clock rate");
        SdpText.requireNumber(channels, 0, Integer.MAX_VALUE, "Channels");
    }

    /// A codec with one channel and no parameters.
    public static Codec of(int payload, String name, int clockRate) {
        return new Codec(payload, name, clockRate, 1, null);
    }

    static Codec of(RtpMap map, @Nullable String parameters) {
        return new Codec(map.payload(), map.encoding(), map.clockRate(), map.channels(), parameters);
    }

    /// Whether both are the same codec, under whatever number and with whatever parameters. Some codecs, such as
    /// H264, need their parameters compared besides.
    @Rfc(number = 8866, section = "6.6")
    public boolean isSameAs(Codec other) {
        return clockRate == other.clockRate && channels == other.channels && isNamed(other.name);
    }

    /// Whether the codec has this name, in any case.
    public boolean isNamed(String other) {
        return Text.equalsIgnoreCase(name, other);
    }

    /// What says so in a description.
    public RtpMap rtpMap() {
        return new RtpMap(payload, name, clockRate, channels == 1 ? null : Integer.toString(channels));
    }
}
