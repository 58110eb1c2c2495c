package io.sidetone.script.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a script with all that it includes, through a preprocessor if one is wanted. Confined to the thread that
/// uses it.
///
/// A line `include_file "path"` or `import_file "path"` is replaced by the lines of that file, wherever it
/// stands. A path that is not absolute is looked for in the working directory, then beside the file that names
/// it. Files are UTF-8; one that is not is read as ISO 8859-1.
public final class SourceLoader {

    /// How deep files may include each other.
    public static final int DEEPEST = 50;

    /// How many files may be read for one script.
    public static final int MOST_FILES = 1_000;

    /// How many octets they may have together, and how many a preprocessor may write.
    public static final int MOST_OCTETS = 32 * 1024 * 1024;

    private static final Pattern INCLUDE =
            Pattern.compile("[ \t]*(include_file|import_file)\\s*(?:\"([^\"]{2,})\"|'([^']{2,})').*", Pattern.DOTALL);

    private final Path workingDirectory;
    private final @Nullable String preprocessor;

    private final StringBuilder text = new StringBuilder();
    private final List<Source.Origin> origins = new ArrayList<>();
    private final List<Diagnostic> found = new ArrayList<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;
    private long octets;

    private SourceLoader(Path workingDirectory, @Nullable String preprocessor) {
        this.workingDirectory = workingDirectory;
        this.preprocessor = preprocessor;
    }

    /// Reads a script.
    ///
    /// @param file as the operator has named it
    /// @param workingDirectory where relative paths are looked for first
    /// @param preprocessor a command line for the shell of the system, or null
    /// @param diagnostics takes what is wrong with includes, each at its line; with an error the text is
    ///     incomplete
    /// @throws IOException if the file cannot be read or the preprocessor fails; its message says why
    public static Source load(
            String file, Path workingDirectory, @Nullable String preprocessor, Diagnostics diagnostics)
            throws IOException {
        SourceLoader loader = new SourceLoader(workingDirectory, preprocessor);
        loader.readRoot(file);
        String root = workingDirectory.resolve(file).toString();
        loader.found.forEach(each -> {
            if (each.severity() == Severity.ERROR) {
                diagnostics.error(each.span(), each.message(), each.help());
            } else {
                diagnostics.warning(each.span(), each.message(), each.help());
            }
        });
        return loader.result(root);
    }

    private void readRoot(String file) throws IOException {
        try {
            Path path = workingDirectory.resolve(file);
            read(path, file, null);
        } catch (IOException | InvalidPathException e) {
            throw new IOException(file + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case java.nio.file.AccessDeniedException _ -> "it may not be read";
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private Source result(String root) throws IOException {
        if (preprocessor != null && found.stream().noneMatch(each -> each.severity() == Severity.ERROR)) {
            return Preprocessor.run(preprocessor, root, text.toString(), origins);
        }
        return source(root, text, origins);
    }

    /// A source of lines that each end with a line feed.
    ///
    /// @param root the file that all begins with
    static Source source(String root, StringBuilder text, List<Source.Origin> origins) {
        List<Source.Origin> all = new ArrayList<>(origins);
        Source.Origin last = origins.isEmpty() ? new Source.Origin("", 0) : origins.getLast();
        all.add(new Source.Origin(last.file(), last.line() + 1));
        String whole = text.toString();
        return new Source(root, whole, all, Dialect.of(whole));
    }

    /// @param line where it is included, or null
    private void read(Path path, String name, @Nullable Span line) throws IOException {
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            throw new IOException("it is a directory");
        }
        octets += Files.size(real);
        if (octets > MOST_OCTETS || ++files > MOST_FILES) {
            throw new IOException("a script has at most " + MOST_FILES + " files and " + MOST_OCTETS + " octets");
        }
        open.push(real);
        int start = text.length();
        String content = decode(Files.readAllBytes(real), line);
        int number = 1;
        int at = 0;
        while (at < content.length()) {
            int feed = content.indexOf('\n', at);
            int end = feed < 0 ? content.length() : feed;
            line(content.substring(at, end), name, number++, path);
            at = end + 1;
        }
        if (text.length() == start && open.size() == 1) {
            origins.add(new Source.Origin(name, 1));
            text.append('\n');
        }
        open.pop();
    }

    private String decode(byte[] content, @Nullable Span line) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException _) {
            Span place = line == null ? new Span(text.length(), text.length()) : line;
            found.add(new Diagnostic(
                    Severity.WARNING, place, "this file is not in UTF-8 and is read as ISO 8859-1", null));
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    private void line(String line, String file, int number, Path path) {
        Matcher include = INCLUDE.matcher(line);
        if (include.matches()) {
            String name = include.group(2) != null ? include.group(2) : include.group(3);
            Span span = new Span(
                    text.length() + include.start(1),
                    text.length() + line.stripTrailing().length());
            String problem = include(name, path, span);
            if (problem == null) {
                return;
            }
            found.add(new Diagnostic(Severity.ERROR, span, name + ": " + problem, null));
        }
        text.append(line).append('\n');
        origins.add(new Source.Origin(file, number));
    }

    /// @return what went wrong, or null
    private @Nullable String include(String name, Path includer, Span span) {
        try {
            Path path = workingDirectory.resolve(name);
            if (!Files.exists(path)) {
                path = includer.resolveSibling(name);
            }
            Path real = path.toRealPath();
            if (open.contains(real)) {
                return "this file includes itself";
            }
            if (open.size() > DEEPEST) {
                return "files include each other more than " + DEEPEST + " deep";
            }
            read(path, shown(path), span);
            return null;
        } catch (IOException | InvalidPathException e) {
            return reason(e);
        }
    }

    private String shown(Path path) {
        return (path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString();
    }
}
