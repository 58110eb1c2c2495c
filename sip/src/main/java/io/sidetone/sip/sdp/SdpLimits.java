package io.sidetone.sip.sdp;

/// How much a description may hold before it is refused. Immutable.
///
/// @param maxSize octets in all
/// @param maxLines lines in all
/// @param maxMedia media sections
public record SdpLimits(int maxSize, int maxLines, int maxMedia) {

    /// Roomy for a browser in a conference, small for a machine: 128 KiB, 4,096 lines, 128 media sections.
    public static final SdpLimits DEFAULT = new SdpLimits(131_072, 4_096, 128);
}
