package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Says from the Binding transactions of a client whether its flow over UDP still leads to it. One for each flow.
/// Confined to one thread at a time, the caller's to see to.
@Rfc(number = 5626, section = "4.4.2")
public final class StunKeepAlive {

    private @Nullable InetSocketAddress mapped;

    /// Whether the flow has not failed, after one more transaction on it. It has if there is no success, or if
    /// the server sees another address than at first: then a NAT has forgotten the old one.
    public boolean isAlive(StunClientTransaction.Outcome outcome) {
        InetSocketAddress now = outcome instanceof StunClientTransaction.Outcome.Succeeded(StunMessage response)
                ? response.mappedAddress()
                : null;
        if (mapped == null) {
            mapped = now;
        }
        return now != null && now.equals(mapped);
    }

    /// The client's own address as the server saw it first; null if it never did.
    public @Nullable InetSocketAddress mappedAddress() {
        return mapped;
    }
}
