package io.sidetone.bench.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A folder for the files of a run, which goes when this is closed. Confined to the thread that uses it.
public final class Scratch implements AutoCloseable {

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /// An empty folder.
    public static Scratch create() throws IOException {
        return new Scratch(Files.createTempDirectory("sidetone-bench"));
    }

    /// Where a file of that name is or would be.
    public Path path(String name) {
        return folder.resolve(name);
    }

    /// Writes a file.
    public Path write(String name, byte[] octets) throws IOException {
        return Files.write(path(name), octets);
    }

    /// Writes what lies beside a class under the same name.
    public Path copy(Class<?> neighbour, String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(neighbour.getResourceAsStream(name), name)) {
            Files.copy(resource, path(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return path(name);
    }

    /// The text of a file, or nothing if it is not there.
    public List<String> lines(String name) throws IOException {
        return Files.exists(path(name)) ? Files.readAllLines(path(name)) : List.of();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
