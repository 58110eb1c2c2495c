package io.sidetone.bench.compare;

import io.sidetone.bench.base.Child;
import io.sidetone.bench.base.Scratch;
import io.sidetone.sip.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A key and a certificate that is its own authority, new in each run, which all sides show. Immutable.
///
/// @param certificate the file with the certificate
/// @param key the file with its key
/// @param context shows it, and believes whoever is on this machine
record Certificate(Path certificate, Path key, SSLContext context) {

    private static final String ALIAS = "bench";
    private static final String PASSWORD = "changeit";

    /// Makes one.
    ///
    /// @param folder takes the files
    static Certificate make(Scratch folder) throws IOException {
        Path file = folder.path("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Child.java().resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        keytool.getOutputStream().close();
        String remarks = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new Trusting()}, null);
            return new Certificate(
                    folder.write(
                            "certificate.pem",
                            pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded())),
                    folder.write(
                            "key.pem",
                            pem(
                                    "PRIVATE KEY",
                                    store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded())),
                    context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("keytool made no key: " + remarks, e);
        }
    }

    private static byte[] pem(String what, byte[] octets) {
        return Text.encode("-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets) + "\n-----END " + what
                + "-----\n");
    }
}
