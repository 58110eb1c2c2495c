package io.sidetone.sip.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// Keeps a peer from beginning a second handshake on a connection of TLS 1.2, which would cost us work as often
/// as it likes: once there is a session, no algorithm is good enough for another one. The Java platform has a
/// switch for it, but only one for the whole process. TLS 1.3 has no such handshakes.
///
/// Thread-safe.
final class NoRenegotiation implements AlgorithmConstraints {

    private final SSLEngine engine;

    NoRenegotiation(SSLEngine engine) {
        this.engine = engine;
    }

    private boolean permits() {
        // Until the first handshake is over the engine has a session of no version.
        return !engine.getSession().getProtocol().equals(TlsVersion.TLS_1_2.text());
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        return permits();
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return permits();
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return permits();
    }
}
