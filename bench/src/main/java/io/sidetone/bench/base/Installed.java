package io.sidetone.bench.base;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The programs of this machine. Thread-safe: only functions.
public final class Installed {

    /// Where servers are, which not everybody has on the PATH.
    private static final String SERVERS = "/usr/sbin";

    private Installed() {}

    /// Where a program is; null if it is not installed.
    public static @Nullable Path find(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator, -1)));
        folders.add(SERVERS);
        for (String folder : folders) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }
}
