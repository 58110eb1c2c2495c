package io.sidetone.dist.phones;

import io.sidetone.dist.child.Child;
import io.sidetone.dist.child.Patience;
import io.sidetone.dist.child.RunningServer;
import io.sidetone.dist.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The default configuration with TLS: a certificate that nobody has signed, for a day. Thread-safe: only
/// functions.
final class TlsConfiguration {

    private static final String NAME = "sidetone";

    /// Guards a file that is gone with its folder.
    private static final String PASSWORD = "throw-away";

    private TlsConfiguration() {}

    /// Writes one.
    ///
    /// @param home the folder that the program lives in
    /// @param folder for its files
    static Path write(Path home, Path folder) throws CommandException, IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        makeKeys(folder, store);
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate(NAME).getEncoded()));
            Key secret = keys.getKey(NAME, PASSWORD.toCharArray());
            Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys cannot be read back", e);
        }
        return Files.writeString(folder.resolve("tls.cfg"), """
                loadmodule "tls_mgm.so"
                modparam("tls_mgm", "certificate", "%s")
                modparam("tls_mgm", "private_key", "%s")
                modparam("tls_mgm", "verify_cert", 0)
                modparam("tls_mgm", "require_cert", 0)
                include_file "%s"
                """.formatted(
                        certificate, key, home.resolve("conf/sidetone.cfg").toAbsolutePath()));
    }

    private static void makeKeys(Path folder, Path store) throws CommandException, IOException, InterruptedException {
        Child keytool = new Child(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + DemoServer.DOMAIN,
                        "-ext",
                        "san=ip:" + DemoServer.DOMAIN,
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD),
                Map.of());
        try (keytool) {
            if (!Patience.until(() -> !keytool.isAlive(), RunningServer.LIMIT) || !Files.exists(store)) {
                throw CommandException.failed("no certificate could be made: " + keytool.said());
            }
        }
    }

    private static String pem(String what, byte[] octets) {
        String text = Base64.getMimeEncoder().encodeToString(octets);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
    }
}
