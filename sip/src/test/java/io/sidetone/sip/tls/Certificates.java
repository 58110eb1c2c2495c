package io.sidetone.sip.tls;

import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.uri.Host;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Objects;

/// The certificates of the tests, which `certificates/make` has made.
public final class Certificates {

    private Certificates() {}

    /// A file; where these tests are a jar, it is taken out.
    public static Path file(String name) {
        URL url = Objects.requireNonNull(Certificates.class.getResource("certificates/" + name), name);
        try {
            return url.getProtocol().equals("file") ? Path.of(url.toURI()) : takenOut(url);
        } catch (URISyntaxException | IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static Path takenOut(URL url) throws IOException {
        Path file = Files.createTempFile("certificate", ".pem");
        file.toFile().deleteOnExit();
        try (InputStream in = url.openStream()) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    public static TlsIdentity identity(String name) {
        return TlsIdentity.of(file(name + ".pem"), file(name + "-key.pem"));
    }

    public static X509Certificate certificate(String name) {
        try {
            return PemFile.read(file(name + ".pem")).certificates().getFirst();
        } catch (TlsException e) {
            throw new AssertionError(name, e);
        }
    }

    /// Settings that trust our authorities.
    public static TlsSettings settings(String... identities) {
        TlsIdentity[] all = new TlsIdentity[identities.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = identity(identities[i]);
        }
        return TlsSettings.of(all).withAuthorities(file("authorities.pem"));
    }

    public static TlsContext load(String... identities) throws TlsException {
        return TlsContext.load(settings(identities));
    }

    public static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (SyntaxException e) {
            throw new AssertionError(text, e);
        }
    }
}
