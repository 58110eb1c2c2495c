package io.sidetone.script.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// The files of one script, within limits. Confined to the thread that reads it.
final class SourceFiles {

    private final Path workingDirectory;
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;
    private int octets;

    SourceFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /// A file that was read.
    ///
    /// @param path where it is
    /// @param name as messages name it
    /// @param old whether it is not in UTF-8, and was read as ISO 8859-1
    record Opened(Path path, String name, String text, boolean old) {}

    /// The file that all begins with.
    Opened root(String file) throws IOException {
        try {
            return read(workingDirectory.resolve(file), file);
        } catch (IOException | InvalidPathException e) {
            throw new IOException(file + ": " + reason(e), e);
        }
    }

    /// Where an included file is: in the working directory, else beside the file that names it.
    ///
    /// @throws InvalidPathException if it is no path
    Path find(String name, Path includer) {
        Path path = workingDirectory.resolve(name);
        return Files.exists(path) ? path : includer.resolveSibling(name);
    }

    /// A file that another one includes. It is to be [closed][#close()].
    ///
    /// @throws IOException whose message says why it cannot be
    Opened include(String name, Path includer) throws IOException {
        try {
            Path path = find(name, includer);
            if (open.contains(path.toRealPath())) {
                throw new IOException("this file includes itself");
            }
            if (open.size() > SourceLoader.DEEPEST) {
                throw new IOException("files include each other more than " + SourceLoader.DEEPEST + " deep");
            }
            return read(path, shown(path));
        } catch (IOException | InvalidPathException e) {
            throw new IOException(reason(e), e);
        }
    }

    /// Says that all of the file that was opened last has been read.
    void close() {
        open.pop();
    }

    private Opened read(Path path, String name) throws IOException {
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            throw new IOException("it is a directory");
        }
        // A device has no size, and no end.
        byte[] content;
        try (InputStream in = Files.newInputStream(real)) {
            content = in.readNBytes(Math.max(0, SourceLoader.MOST_OCTETS - octets) + 1);
        }
        octets += content.length;
        if (octets > SourceLoader.MOST_OCTETS || ++files > SourceLoader.MOST_FILES) {
            throw new IOException("a script has at most " + SourceLoader.MOST_FILES + " files and "
                    + SourceLoader.MOST_OCTETS + " octets");
        }
        open.push(real);
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new Opened(path, name, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded, false);
        } catch (CharacterCodingException _) {
            return new Opened(path, name, new String(content, StandardCharsets.ISO_8859_1), true);
        }
    }

    private String shown(Path path) {
        return (path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString();
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case java.nio.file.AccessDeniedException _ -> "it may not be read";
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
