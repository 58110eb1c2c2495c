package io.sidetone.dist.phones;

import io.sidetone.dist.child.ThrowAwayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The default configuration with TLS. Thread-safe: only functions.
final class TlsConfiguration {

    private TlsConfiguration() {}

    /// Writes one.
    ///
    /// @param home the folder that the program lives in
    /// @param folder for its files
    static Path write(Path home, Path folder) throws IOException, InterruptedException {
        ThrowAwayKeys keys = new ThrowAwayKeys(folder.resolve("certificate.pem"), folder.resolve("key.pem"))
                .make(folder, DemoServer.DOMAIN);
        return Files.writeString(folder.resolve("tls.cfg"), """
                loadmodule "tls_mgm.so"
                modparam("tls_mgm", "certificate", "%s")
                modparam("tls_mgm", "private_key", "%s")
                modparam("tls_mgm", "verify_cert", 0)
                modparam("tls_mgm", "require_cert", 0)
                include_file "%s"
                """.formatted(
                        keys.certificate(),
                        keys.key(),
                        home.resolve("conf/sidetone.cfg").toAbsolutePath()));
    }
}
