package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whether a peer's certificate can be trusted: the Java platform finds the way to an authority, and here is what
/// it does not know of SIP. Which domain the certificate is for is asked later. Thread-safe.
final class PeerTrust extends X509ExtendedTrustManager {

    private static final String ANY_USE = "2.5.29.37.0";
    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";
    private static final String SIP_USE = "1.3.6.1.5.5.7.3.20";

    private final X509ExtendedTrustManager platform;
    private final boolean verifyServers;

    private PeerTrust(X509ExtendedTrustManager platform, boolean verifyServers) {
        this.platform = platform;
        this.verifyServers = verifyServers;
    }

    /// @param authorities a PEM file; null for the authorities of the Java platform
    static PeerTrust load(@Nullable Path authorities, boolean verifyServers)
            throws TlsException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(
                authorities == null ? null : keyStore(PemFile.read(authorities).certificates()));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager platform) {
                return new PeerTrust(platform, verifyServers);
            }
        }
        throw new IllegalStateException("The Java platform lacks PKIX");
    }

    private static KeyStore keyStore(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing was read", e);
        }
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        return store;
    }

    /// What the Java platform checks, uses of the key included.
    @FunctionalInterface
    private interface PlatformCheck {
        void check() throws CertificateException;
    }

    private void checkServer(X509Certificate[] chain, PlatformCheck check) throws CertificateException {
        if (verifyServers) {
            if (isFor(chain[0], SERVER_USE)) {
                check.check();
            } else {
                checkPath(chain);
            }
        }
    }

    private void checkClient(X509Certificate[] chain, PlatformCheck check) throws CertificateException {
        if (isFor(chain[0], CLIENT_USE)) {
            check.check();
        } else {
            checkPath(chain);
        }
    }

    /// Whether a certificate may be used for that, as the Java platform sees it; if not, it may be used for SIP.
    ///
    /// @throws CertificateException if it may not
    @Rfc(number = 5924)
    private static boolean isFor(X509Certificate certificate, String use) throws CertificateException {
        List<String> uses = certificate.getExtendedKeyUsage();
        // DEVIATION: RFC 5924 refuses certificates for uses of which id-kp-sipDomain is none. Hardly any authority
        // knows that one, so the uses of TLS will do.
        if (uses == null || uses.contains(ANY_USE) || uses.contains(use)) {
            return true;
        }
        // A server connects to other servers and shows them the one certificate it has.
        if (uses.contains(SIP_USE) || (use.equals(CLIENT_USE) && uses.contains(SERVER_USE))) {
            return false;
        }
        throw new CertificateException("The certificate is for other uses than SIP");
    }

    /// Finds the way to an authority as the Java platform does, without its opinion of the uses.
    private void checkPath(X509Certificate[] chain) throws CertificateException {
        boolean[] keyUsage = chain[0].getKeyUsage();
        if (keyUsage != null && !keyUsage[0]) {
            throw new CertificateException("The key of the certificate may not be used for signing");
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain[0]);
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate authority : platform.getAcceptedIssuers()) {
            anchors.add(new TrustAnchor(authority, null));
        }
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClient(chain, () -> platform.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServer(chain, () -> platform.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }

    // What follows is for sockets, which nobody here opens.

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClient(chain, () -> platform.checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServer(chain, () -> platform.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkClient(chain, () -> platform.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkServer(chain, () -> platform.checkServerTrusted(chain, authType));
    }
}
