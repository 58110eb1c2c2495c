package io.sidetone.dist.sip.rtp;

import java.util.Locale;

/// What has come over a stream. Immutable.
///
/// @param packets how many of RTP
/// @param lost how many are missing between the first and the last one
/// @param loudTenths for how many tenths of a second there was sound
/// @param frequency the strongest frequency in Hz; 0 if there was silence
/// @param share the share of the power that is there, 0 to 1
/// @param keys the keys that were pressed
public record Heard(long packets, long lost, int loudTenths, int frequency, double share, String keys) {

    /// In words.
    @Override
    public String toString() {
        String sound = loudTenths == 0
                ? "silence"
                : String.format(
                        Locale.ROOT,
                        "sound for %.1f s, strongest at %d Hz (%.0f %% of it)",
                        loudTenths / 10.0,
                        frequency,
                        100 * share);
        return packets + " packets, " + lost + " lost, " + (packets == 0 ? "nothing heard" : sound)
                + (keys.isEmpty() ? "" : ", keys " + keys);
    }
}
