package io.sidetone.bench.base;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The program `sidetone` at the root of the repository. Thread-safe: only functions.
public final class Launcher {

    private static final String NAME = "sidetone";

    private Launcher() {}

    /// Where it is: in a folder above our classes.
    ///
    /// @throws IOException if there is none
    public static Path file() throws IOException {
        try {
            Path folder = Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (folder != null && !Files.isExecutable(folder.resolve(NAME))) {
                folder = folder.getParent();
            }
            if (folder == null) {
                throw new IOException("there is no launcher above the classes of the benchmarks");
            }
            return folder.resolve(NAME);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
