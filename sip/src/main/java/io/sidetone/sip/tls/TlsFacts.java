package io.sidetone.sip.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// What the handshake of a connection has agreed on. Immutable.
///
/// @param version as `TLSv1.3`
/// @param suite the cipher suite, as IANA names it
/// @param own the certificate that we have shown; null if none
public record TlsFacts(
        String version, String suite, @Nullable X509Certificate own) {

    /// Those of a session.
    public static TlsFacts of(SSLSession session) {
        Certificate[] chain = session.getLocalCertificates();
        X509Certificate own = chain != null && chain.length > 0 && chain[0] instanceof X509Certificate certificate
                ? certificate
                : null;
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), own);
    }

    /// How many bits the key of the cipher has.
    public int bits() {
        return suite.contains("AES_128") ? 128 : 256;
    }
}
