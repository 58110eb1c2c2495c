package io.sidetone.sip.transport;

import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsException;
import io.sidetone.sip.tls.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;

/// Peers who have proved who they are, by the certificates of the tests of TLS. Only functions.
final class Proven {

    private Proven() {}

    /// The peer with this certificate: `server` and `client` stand for `NAME.example.com`, `host` for
    /// `host.example.net` and 192.0.2.1.
    static PeerIdentity of(String name) {
        try (InputStream file = file(name).openStream()) {
            return PeerIdentity.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For sockets that are only in memory: nobody ever shakes hands.
    static TlsContext context() {
        try {
            return TlsContext.load(
                    TlsSettings.of().withAuthorities(Path.of(file("authorities").toURI())));
        } catch (TlsException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL file(String name) {
        return Objects.requireNonNull(TlsContext.class.getResource("certificates/" + name + ".pem"), name);
    }
}
