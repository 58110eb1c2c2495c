package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.ParserLimits;

/// How a transport layer works. Immutable.
///
/// @param messages how large messages may be
/// @param connections how many connections there may be
/// @param times how long connections may take
/// @param largestByUdp the size in octets up to which a request goes by UDP where TCP will do as well; 0 for any
/// @param multihomed whether, of several sockets that could send, the one with the address that the system's
///     routes choose is taken, and not the first one
@Rfc(number = 3261, section = "18.1.1")
public record TransportSettings(
        ParserLimits messages,
        ConnectionLimits connections,
        ConnectionTimes times,
        int largestByUdp,
        boolean multihomed) {

    /// The limit of RFC 3261 for a path whose MTU nobody knows: 1,300 octets.
    public static final int RFC_LARGEST_BY_UDP = 1300;

    /// The usual limits, UDP for requests of any size, the first socket that fits.
    public static final TransportSettings DEFAULT =
            new TransportSettings(ParserLimits.DEFAULT, ConnectionLimits.DEFAULT, ConnectionTimes.DEFAULT, 0, false);

    /// Checks the size.
    ///
    /// @throws IllegalArgumentException if it is negative
    public TransportSettings {
        if (largestByUdp < 0) {
            throw new IllegalArgumentException("No size: " + largestByUdp);
        }
    }
}
