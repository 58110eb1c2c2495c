package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.Host;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates, keys and trust of the TLS sockets that share them. Thread-safe.
public final class TlsContext {

    /// The platform finds sessions to resume by name and port. Ours are the domain's, whatever its port.
    private static final int SESSION_PORT = 5061;

    /// How many domains of a certificate the message about a wrong one names.
    private static final int NAMED_DOMAINS = 8;

    /// What was read from the files at one time.
    private record Loaded(SSLContext context, List<LoadedIdentity> identities) {}

    private final TlsSettings settings;
    private volatile Loaded loaded;
    private final AtomicLong reloads = new AtomicLong();
    private final AtomicLong failedReloads = new AtomicLong();

    private TlsContext(TlsSettings settings, Loaded loaded) {
        this.settings = settings;
        this.loaded = loaded;
    }

    /// Reads the files. Certificates that are too old or too young are taken: [#expires] tells of the former.
    ///
    /// @throws TlsException if a file is missing or damaged, a key does not fit, or a cipher suite does not exist
    public static TlsContext load(TlsSettings settings) throws TlsException {
        return new TlsContext(settings, read(settings));
    }

    private static Loaded read(TlsSettings settings) throws TlsException {
        List<LoadedIdentity> identities = new ArrayList<>();
        for (TlsIdentity identity : settings.identities()) {
            identities.add(LoadedIdentity.load(identity));
        }
        try {
            PeerTrust trust = PeerTrust.load(settings.authorities(), settings.verifyServers());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new IdentityKeys(List.copyOf(identities))}, new TrustManager[] {trust}, null);
            String[] supported = context.getSupportedSSLParameters().getCipherSuites();
            settings.ciphers().check(List.of(supported), settings.versions());
            return new Loaded(context, List.copyOf(identities));
        } catch (GeneralSecurityException e) {
            throw new TlsException("The Java platform can not use these certificates: " + e.getMessage(), e);
        }
    }

    /// Reads all files again. Engines that are there already go on with what they began with, and sessions of
    /// before are not resumed.
    ///
    /// @throws TlsException if anything is wrong; then all stays as it is
    public synchronized void reload() throws TlsException {
        try {
            loaded = read(settings);
        } catch (TlsException e) {
            failedReloads.incrementAndGet();
            throw e;
        }
        reloads.incrementAndGet();
    }

    /// How often the files were read again and taken.
    public long reloads() {
        return reloads.get();
    }

    /// How often the files were read again and found wrong.
    public long failedReloads() {
        return failedReloads.get();
    }

    /// When the first of our certificates, or of those that vouch for it, ceases to be valid; null if we have
    /// none.
    public @Nullable Instant expires() {
        Instant earliest = null;
        for (LoadedIdentity identity : loaded.identities()) {
            Instant end = identity.expires();
            earliest = earliest == null || end.isBefore(earliest) ? end : earliest;
        }
        return earliest;
    }

    /// The engine for a connection that was accepted.
    @Rfc(number = 5922, section = "7.4")
    public SSLEngine serverEngine() {
        SSLEngine engine = loaded.context().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        switch (settings.clientCertificates()) {
            case NONE -> parameters.setWantClientAuth(false);
            case REQUESTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /// The engine for a connection that we open.
    ///
    /// @param domain what the peer's certificate must be good for, sent as SNI if it is a name
    @Rfc(number = 5922, section = "7.8")
    @Rfc(number = 6066, section = "3")
    public SSLEngine clientEngine(Host domain) {
        Host spelled = CertificateNames.spelled(domain).canonical();
        SSLEngine engine = loaded.context().createSSLEngine(spelled.text(), SESSION_PORT);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        parameters.setServerNames(spelled.isName() ? serverNames(spelled) : List.of());
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static List<SNIServerName> serverNames(Host name) {
        try {
            return List.of(new SNIHostName(name.text()));
        } catch (IllegalArgumentException _) {
            // Such as one with an underscore: hosts may have it, SNI may not.
            return List.of();
        }
    }

    private SSLParameters parameters(SSLEngine engine) {
        List<String> versions = new ArrayList<>();
        for (TlsVersion version : settings.versions()) {
            versions.add(version.text());
        }
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(versions.toArray(new String[0]));
        parameters.setCipherSuites(settings.ciphers().suites().toArray(new String[0]));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setAlgorithmConstraints(new NoRenegotiation(engine));
        return parameters;
    }

    /// Who the peer is, after the handshake; null if it has shown no certificate. A server that need not be
    /// verified is nobody: its identity has no domains.
    ///
    /// @param domain what its certificate must be good for; null if we accepted the connection
    /// @throws CertificateException if the certificate is not good for it
    @Rfc(number = 5922, section = "7.3")
    @Rfc(number = 5922, section = "7.4")
    public @Nullable PeerIdentity identify(SSLSession session, @Nullable Host domain) throws CertificateException {
        X509Certificate certificate = certificate(session);
        if (domain == null) {
            return certificate == null ? null : PeerIdentity.of(certificate, settings.wildcards());
        }
        if (!settings.verifyServers()) {
            return certificate == null ? null : PeerIdentity.unverified(certificate);
        }
        if (certificate == null) {
            throw new CertificateException("No certificate from " + domain);
        }
        PeerIdentity identity = PeerIdentity.of(certificate, settings.wildcards());
        if (!identity.isGoodFor(domain)) {
            // Else it would be resumed, with the certificate that is wrong.
            session.invalidate();
            throw new CertificateException(
                    "The certificate is not good for " + domain + ", but for " + named(identity.domains()));
        }
        return identity;
    }

    private static String named(List<Host> domains) {
        if (domains.isEmpty()) {
            return "no SIP domain";
        }
        int more = domains.size() - NAMED_DOMAINS;
        return more <= 0 ? domains.toString() : domains.subList(0, NAMED_DOMAINS) + " and " + more + " more";
    }

    private static @Nullable X509Certificate certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException _) {
            return null;
        }
    }
}
