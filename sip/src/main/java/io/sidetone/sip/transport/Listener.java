package io.sidetone.sip.transport;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.TlsContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A socket of ours that takes datagrams or connections, and the way out for what is sent from it. Thread-safe.
public interface Listener extends AutoCloseable {

    /// What it was opened with.
    ListenerSettings settings();

    /// The address and port it listens on; the address may be a wildcard.
    InetSocketAddress local();

    /// What all messages say of us that are sent from here; null if that depends on where they go, since this
    /// listens on all addresses and advertises none.
    @Nullable
    SentBy sentBy();

    /// A new flow to a next hop of this transport and address family. Of a connection it is only the beginning:
    /// what is sent waits until it is made, and if it can not be made, what waits is told. A socket on all
    /// addresses takes the one that the system's routes choose.
    Flow open(NextHop hop);

    /// The same from one of several addresses of ours, where this listens on all of them.
    ///
    /// @param ours an address of ours; what listens on one address only takes that
    default Flow open(NextHop hop, InetAddress ours) {
        return open(hop);
    }

    /// The same, with what is shown and trusted by TLS and WSS.
    ///
    /// @param certificates null for those of this socket
    default Flow open(NextHop hop, @Nullable TlsContext certificates) {
        return open(hop);
    }

    /// Takes no more datagrams or connections. Connections that there are live on.
    @Override
    void close();
}
