package io.sidetone.server.service;

import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import java.net.InetSocketAddress;

/// Knows the certificates of this server. Thread-safe.
public interface TlsDomains {

    /// What a socket for TLS or WSS needs.
    ///
    /// @param address where it listens
    /// @throws TlsException if there is nothing for it, or a file cannot be read
    TlsContext server(InetSocketAddress address) throws TlsException;
}
