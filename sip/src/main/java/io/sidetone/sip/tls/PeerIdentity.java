package io.sidetone.sip.tls;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.uri.Host;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who the peer of a TLS connection is, by a certificate that was found trustworthy. Immutable.
public final class PeerIdentity {

    private final X509Certificate certificate;
    private final List<Host> domains;
    private final List<Host> wildcards;
    private final boolean verified;

    private PeerIdentity(X509Certificate certificate, List<Host> domains, List<Host> wildcards, boolean verified) {
        this.certificate = certificate;
        this.domains = domains;
        this.wildcards = wildcards;
        this.verified = verified;
    }

    /// Whom a certificate names. Whether it can be trusted is for others to find out; wildcards name nobody.
    public static PeerIdentity of(X509Certificate certificate) {
        return of(certificate, false);
    }

    /// @param wildcards whether `*.` stands for any one label
    @Rfc(number = 5922, section = "7.1")
    static PeerIdentity of(X509Certificate certificate, boolean wildcards) {
        CertificateNames names = new CertificateNames(certificate);
        // §7.1: DNS names count only where there is no SIP URI.
        boolean hasUris = !names.uris().isEmpty();
        Set<Host> domains = new LinkedHashSet<>(hasUris ? names.uris() : names.names());
        // RFC 5922 knows no addresses; a next hop without a name can be known by nothing else.
        domains.addAll(names.addresses());
        return new PeerIdentity(
                certificate,
                List.copyOf(domains),
                wildcards && !hasUris ? List.copyOf(names.wildcards()) : List.of(),
                true);
    }

    /// Somebody whose certificate was not checked: whatever it says, it speaks for no domain.
    static PeerIdentity unverified(X509Certificate certificate) {
        return new PeerIdentity(certificate, List.of(), List.of(), false);
    }

    /// The certificate itself.
    public X509Certificate certificate() {
        return certificate;
    }

    /// Whether the certificate was checked.
    public boolean isVerified() {
        return verified;
    }

    /// The SIP domains it speaks for: names and addresses. None if nobody has checked the certificate.
    public List<Host> domains() {
        return domains;
    }

    /// Whether it speaks for this domain.
    @Rfc(number = 5922, section = "7.2")
    public boolean isGoodFor(Host domain) {
        Host spelled = CertificateNames.spelled(domain);
        if (domains.contains(spelled)) {
            return true;
        }
        if (wildcards.isEmpty()) {
            return false;
        }
        Host parent = CertificateNames.parent(spelled);
        return parent != null && wildcards.contains(parent);
    }
}
