package io.sidetone.sip.tls;

import io.sidetone.sip.uri.Host;
import java.security.cert.X509Certificate;
import java.util.List;

/// Who the peer of a TLS connection is, by a certificate that was found trustworthy. Immutable.
public interface PeerIdentity {

    /// The certificate itself.
    X509Certificate certificate();

    /// The SIP domains it speaks for.
    List<Host> domains();

    /// Whether it speaks for this domain.
    boolean isGoodFor(Host domain);
}
