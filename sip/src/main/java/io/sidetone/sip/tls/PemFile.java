package io.sidetone.sip.tls;

import io.sidetone.sip.text.SyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/// A file with certificates or keys. Immutable.
final class PemFile {

    /// How large a file may be, in octets: many times all authorities of a usual system.
    static final int MAX_OCTETS = 4 << 20;

    private final Path path;
    private final List<PemBlock> blocks;

    private PemFile(Path path, List<PemBlock> blocks) {
        this.path = path;
        this.blocks = blocks;
    }

    static PemFile read(Path path) throws TlsException {
        try {
            return new PemFile(path, PemBlock.parse(octets(path)));
        } catch (NoSuchFileException e) {
            throw TlsException.of(path, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw TlsException.of(path, "we may not read it", e);
        } catch (IOException e) {
            throw TlsException.of(path, "can not be read: " + e.getMessage(), e);
        } catch (SyntaxException e) {
            throw TlsException.of(path, e.getMessage() + ", at octet " + e.offset(), e);
        }
    }

    private static byte[] octets(Path path) throws IOException, TlsException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Reading a pipe might never end.
            throw TlsException.of(path, "is no file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw TlsException.of(path, "is larger than " + MAX_OCTETS + " octets");
            }
            return octets;
        }
    }

    /// All certificates in it, in their order; at least one.
    List<X509Certificate> certificates() throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : blocks) {
                if (block.isCertificate()) {
                    ByteArrayInputStream in = new ByteArrayInputStream(block.octets());
                    certificates.add((X509Certificate) factory.generateCertificate(in));
                }
            }
        } catch (CertificateException e) {
            throw TlsException.of(path, "the certificate number " + (certificates.size() + 1) + " is damaged", e);
        }
        if (certificates.isEmpty()) {
            throw TlsException.of(path, "holds no certificate");
        }
        return certificates;
    }

    /// The first private key in it.
    ///
    /// @param algorithm what kind of key it must be
    PrivateKey privateKey(String algorithm) throws TlsException {
        for (PemBlock block : blocks) {
            if (block.isPrivateKey()) {
                return privateKey(block, algorithm);
            }
        }
        throw TlsException.of(path, "holds no private key");
    }

    private PrivateKey privateKey(PemBlock block, String algorithm) throws TlsException {
        if (block.isEncrypted()) {
            throw TlsException.of(path, "the private key is encrypted; a server needs it without a password");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(block.pkcs8()));
        } catch (GeneralSecurityException _) {
            // The cause may quote the key.
            throw TlsException.of(path, "the private key is damaged or not of the certificate's kind, " + algorithm);
        } catch (SyntaxException e) {
            throw TlsException.of(path, "the private key is damaged: " + e.getMessage());
        }
    }
}
