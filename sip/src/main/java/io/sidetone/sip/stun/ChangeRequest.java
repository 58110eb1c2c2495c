package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;

/// From where a client wants the response, to learn how its NAT filters. Immutable.
///
/// @param address from the server's other IP address
/// @param port from the server's other port
@Rfc(number = 5780, section = "7.2")
public record ChangeRequest(boolean address, boolean port) {

    /// Whether anything is to change: old clients send the attribute always.
    public boolean changes() {
        return address || port;
    }
}
