package io.sidetone.sip.resolve;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.Host;
import java.net.InetSocketAddress;

/// Where a message is sent now. Immutable.
///
/// @param transport what by
/// @param address the address, which has no name, and the port, 1 to 65535
/// @param domain the host of the URI or of the Via that was asked for. A certificate of the peer must be good
///     for it, not for a name that only the DNS has given
@Rfc(number = 5922, section = "4")
public record NextHop(Transport transport, InetSocketAddress address, Host domain) {

    /// @throws IllegalArgumentException without an address, or with port 0
    public NextHop {
        if (address.isUnresolved() || address.getPort() == 0) {
            throw new IllegalArgumentException("Nothing to send to: " + address);
        }
    }

    /// The same with another object for the address, if that is an equal one; else this.
    public NextHop at(InetSocketAddress same) {
        return same.equals(address) ? new NextHop(transport, same, domain) : this;
    }
}
