package io.sidetone.modules.registrar;

import io.sidetone.server.storage.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that only its owner may read. Thread-safe: only functions.
final class SecretFile {

    private SecretFile() {}

    /// Writes one, in the place of what is there.
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        PrivateFiles.create(file);
        Files.writeString(file, text);
    }
}
