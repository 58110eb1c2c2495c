package io.sidetone.sip.transport;

import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.uri.Host;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Certificates for sockets that are only in memory: nobody ever asks for them.
final class NoTls extends TlsContext {

    @Override
    public SSLEngine serverEngine() {
        throw new IllegalStateException("Nothing is encrypted here");
    }

    @Override
    public SSLEngine clientEngine(Host domain) {
        throw new IllegalStateException("Nothing is encrypted here");
    }

    @Override
    public @Nullable PeerIdentity identify(SSLSession session, @Nullable Host domain) {
        throw new IllegalStateException("Nothing is encrypted here");
    }
}
