package io.sidetone.dist;

import java.nio.file.Files;
import java.nio.file.Path;

/// The repository that the tests run in.
public final class Repository {

    private Repository() {}

    /// The folder that the launcher is in.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("sidetone"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("No ./sidetone here or in a folder above.");
            }
        }
        return folder;
    }
}
