package io.sidetone.sip.proxy;

import io.sidetone.sip.header.Via;
import io.sidetone.sip.transport.TransportLayer;
import io.sidetone.sip.uri.SipUri;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/// The addresses of the sockets that a transport layer has at the moment, and what else it is called.
/// Thread-safe.
public final class CurrentAddresses implements Myself {

    private volatile OwnAddresses now = new OwnAddresses(List.of(), List.of(), List.of());

    /// @param machine the addresses of this machine, which sockets on all addresses have
    /// @param aliases what else we are called
    public CurrentAddresses(
            TransportLayer transport, Collection<InetAddress> machine, Collection<OwnAddresses.Alias> aliases) {
        transport.watchListeners(listeners -> now = new OwnAddresses(listeners, machine, aliases));
    }

    @Override
    public boolean isMyself(SipUri uri) {
        return now.isMyself(uri);
    }

    @Override
    public boolean isMyself(Via via) {
        return now.isMyself(via);
    }
}
