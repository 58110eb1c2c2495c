package io.sidetone.sip.base;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Makes addresses of octets. Thread-safe: only functions.
public final class Addresses {

    private Addresses() {}

    /// The address of 4 or 16 octets, without a name, so that nothing ever looks one up.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    public static InetAddress ofOctets(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 octets, not " + octets.length, e);
        }
    }
}
