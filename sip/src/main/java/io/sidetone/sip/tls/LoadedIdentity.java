package io.sidetone.sip.tls;

import io.sidetone.sip.uri.Host;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One of our certificates with its key, read from the files. Immutable.
final class LoadedIdentity {

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final List<Host> names;
    private final List<Host> wildcards;

    private LoadedIdentity(List<X509Certificate> chain, PrivateKey key, List<Host> names, List<Host> wildcards) {
        this.chain = chain;
        this.key = key;
        this.names = names;
        this.wildcards = wildcards;
    }

    static LoadedIdentity load(TlsIdentity identity) throws TlsException {
        List<X509Certificate> chain = PemFile.read(identity.certificates()).certificates();
        X509Certificate own = chain.getFirst();
        PublicKey publicKey = own.getPublicKey();
        PrivateKey key = PemFile.read(identity.key()).privateKey(publicKey.getAlgorithm());
        if (!isPair(publicKey, key)) {
            throw TlsException.of(
                    identity.key(), "the private key does not belong to the certificate in " + identity.certificates());
        }
        List<Host> names = new ArrayList<>();
        List<Host> wildcards = new ArrayList<>();
        if (identity.names().isEmpty()) {
            CertificateNames found = new CertificateNames(own);
            names.addAll(found.uris());
            names.addAll(found.names());
            wildcards.addAll(found.wildcards());
        }
        for (String name : identity.names()) {
            boolean wildcard = name.startsWith(TlsIdentity.ANY_LABEL);
            Host host = CertificateNames.host(wildcard ? name.substring(TlsIdentity.ANY_LABEL.length()) : name);
            assert host != null : "TlsIdentity has checked it";
            (wildcard ? wildcards : names).add(host);
        }
        return new LoadedIdentity(List.copyOf(chain), key, List.copyOf(names), List.copyOf(wildcards));
    }

    private static boolean isPair(PublicKey publicKey, PrivateKey key) {
        if (publicKey instanceof RSAKey one && key instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm(key.getAlgorithm()));
            byte[] sample = new byte[1];
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String signatureAlgorithm(String keyAlgorithm) {
        return keyAlgorithm.equals("EC") ? "SHA256withECDSA" : keyAlgorithm;
    }

    /// What JSSE calls a key of this kind.
    String keyType() {
        return key.getAlgorithm();
    }

    PrivateKey key() {
        return key;
    }

    /// The certificates as they are shown, our own first.
    List<X509Certificate> chain() {
        return chain;
    }

    /// Whether it is for exactly this name.
    boolean serves(Host name) {
        return names.contains(name);
    }

    /// Whether it is for all names beside this one.
    boolean servesParentOf(Host name) {
        Host parent = CertificateNames.parent(name);
        return parent != null && wildcards.contains(parent);
    }

    /// When the first of the certificates ceases to be valid.
    Instant expires() {
        Instant earliest = Instant.MAX;
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            earliest = end.isBefore(earliest) ? end : earliest;
        }
        return earliest;
    }
}
