package io.sidetone.server.service;

import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Knows the certificates of this server. Thread-safe.
public interface TlsDomains {

    /// What a socket for TLS or WSS needs.
    ///
    /// @param address where it listens
    /// @throws TlsException if there is nothing for it, or a file cannot be read
    TlsContext server(InetSocketAddress address) throws TlsException;

    /// Whether there is anything to choose from for requests of scripts: [#client] is asked only then.
    boolean hasClients();

    /// With what a request of a script leaves by TLS.
    ///
    /// @param values what the script has set, by name
    /// @return what is shown and trusted on the way to a next hop, or null for what the socket has; null if the
    ///     script has chosen something that does not exist, and the request may not leave by TLS
    @Nullable
    Function<NextHop, @Nullable TlsContext> client(Function<String, @Nullable Object> values);
}
