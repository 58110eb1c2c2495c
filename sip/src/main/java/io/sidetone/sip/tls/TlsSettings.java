package io.sidetone.sip.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What TLS sockets show, whom they trust and how they encrypt. Immutable.
///
/// @param identities our certificates. The first is shown where no other fits better, and to servers that ask for
///     one. Without any there are only clients
/// @param authorities a PEM file with the certificates of those whom we trust to vouch for peers; null for those
///     that come with the Java platform
/// @param clientCertificates what we ask of those who connect to us
/// @param versions the versions of TLS, at least one
/// @param ciphers the cipher suites
/// @param verifyServers whether a server must prove that it is the domain we want; if not, nobody knows who it is
/// @param wildcards whether `*.` in the names of a peer's certificate stands for any one label
public record TlsSettings(
        List<TlsIdentity> identities,
        @Nullable Path authorities,
        ClientCertificates clientCertificates,
        Set<TlsVersion> versions,
        CipherPolicy ciphers,
        boolean verifyServers,
        boolean wildcards) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no version
    public TlsSettings {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("No version of TLS");
        }
        identities = List.copyOf(identities);
        versions = Set.copyOf(versions);
    }

    /// These certificates and everything else as usual: the authorities of the Java platform, no certificates of
    /// clients, both versions, [CipherPolicy#MODERN], servers are verified, no wildcards.
    public static TlsSettings of(TlsIdentity... identities) {
        return new TlsSettings(
                List.of(identities),
                null,
                ClientCertificates.NONE,
                Set.of(TlsVersion.values()),
                CipherPolicy.MODERN,
                true,
                false);
    }

    /// The same with other authorities.
    public TlsSettings withAuthorities(Path other) {
        return new TlsSettings(identities, other, clientCertificates, versions, ciphers, verifyServers, wildcards);
    }

    /// The same with another demand on clients.
    public TlsSettings withClientCertificates(ClientCertificates other) {
        return new TlsSettings(identities, authorities, other, versions, ciphers, verifyServers, wildcards);
    }

    /// The same with other versions.
    public TlsSettings withVersions(TlsVersion... other) {
        return new TlsSettings(
                identities, authorities, clientCertificates, Set.of(other), ciphers, verifyServers, wildcards);
    }

    /// The same with other cipher suites.
    public TlsSettings withCiphers(CipherPolicy other) {
        return new TlsSettings(identities, authorities, clientCertificates, versions, other, verifyServers, wildcards);
    }

    /// The same, and servers are verified or not.
    public TlsSettings withVerifyServers(boolean other) {
        return new TlsSettings(identities, authorities, clientCertificates, versions, ciphers, other, wildcards);
    }

    /// The same with or without wildcards.
    public TlsSettings withWildcards(boolean other) {
        return new TlsSettings(identities, authorities, clientCertificates, versions, ciphers, verifyServers, other);
    }
}
