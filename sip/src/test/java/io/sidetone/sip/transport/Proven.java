package io.sidetone.sip.transport;

import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.uri.Host;
import java.security.cert.X509Certificate;
import java.util.List;

/// A peer who has proved to be these domains.
record Proven(List<Host> domains) implements PeerIdentity {

    static Proven of(String domain) {
        return new Proven(List.of(Addressing.host(domain)));
    }

    @Override
    public X509Certificate certificate() {
        throw new IllegalStateException("There is none");
    }

    @Override
    public boolean isGoodFor(Host domain) {
        return domains.contains(domain);
    }
}
