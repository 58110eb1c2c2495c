package io.sidetone.dist.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A certificate that nobody has signed, for a day, and its private key. Immutable.
///
/// @param certificate the file, as PEM
/// @param key the file of the private key, as PEM
public record ThrowAwayKeys(Path certificate, Path key) {

    private static final String NAME = "sidetone";

    /// Guards a file that is gone with its folder.
    private static final String PASSWORD = "throw-away";

    /// Makes them.
    ///
    /// @param folder for what is needed on the way
    /// @param address whom they are for
    /// @return the same, whose files are written
    /// @throws IOException if they cannot be made, with the reason
    public ThrowAwayKeys make(Path folder, String address) throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        makeStore(folder, store, address);
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate(NAME).getEncoded()));
            Key secret = keys.getKey(NAME, PASSWORD.toCharArray());
            Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys cannot be read back", e);
        }
        return this;
    }

    private static void makeStore(Path folder, Path store, String address) throws IOException, InterruptedException {
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
                        "CN=" + address,
                        "-ext",
                        "san=ip:" + address,
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
                throw new IOException("no certificate could be made: " + keytool.said());
            }
        }
    }

    private static String pem(String what, byte[] octets) {
        String text = Base64.getMimeEncoder().encodeToString(octets);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
    }
}
