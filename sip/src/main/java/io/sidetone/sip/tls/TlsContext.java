package io.sidetone.sip.tls;

import io.sidetone.sip.uri.Host;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Certificates, keys and trust of the TLS sockets that share them. Thread-safe.
public abstract class TlsContext {

    /// The engine for a connection that was accepted.
    public abstract SSLEngine serverEngine();

    /// The engine for a connection that we open.
    ///
    /// @param domain what the peer's certificate must be good for, sent as SNI if it is a name
    public abstract SSLEngine clientEngine(Host domain);

    /// Who the peer is, after the handshake; null if it has shown no certificate.
    ///
    /// @param domain what its certificate must be good for; null if we accepted the connection
    /// @throws CertificateException if the certificate is not good for it
    public abstract @Nullable PeerIdentity identify(SSLSession session, @Nullable Host domain)
            throws CertificateException;
}
