package io.sidetone.script.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a script with all that it includes, through a preprocessor if one is wanted. Confined to the thread that
/// uses it.
///
/// A line `include_file "path"` or `import_file "path"` is replaced by the lines of that file, wherever it
/// stands. A path that is not absolute is looked for in the working directory, then beside the file that names
/// it. Files are UTF-8; one that is not is read as ISO 8859-1. In the Kamailio dialect the directives of that are
/// obeyed, too.
public final class SourceLoader {

    /// How deep files may include each other.
    public static final int DEEPEST = 50;

    /// How many files may be read for one script.
    public static final int MOST_FILES = 1_000;

    /// How many octets they may have together, and how many a preprocessor may write.
    public static final int MOST_OCTETS = 32 * 1024 * 1024;

    private static final Pattern INCLUDE =
            Pattern.compile("[ \t]*(include_file|import_file)\\s*(?:\"([^\"]{2,})\"|'([^']{2,})').*", Pattern.DOTALL);

    static final String OLD = "this file is not in UTF-8 and is read as ISO 8859-1";

    private final SourceFiles files;
    private final SourceOptions options;
    private final SourceBuilder out = new SourceBuilder();

    private SourceLoader(SourceFiles files, SourceOptions options) {
        this.files = files;
        this.options = options;
    }

    /// Reads a script.
    ///
    /// @param file as the operator has named it
    /// @param workingDirectory where relative paths are looked for first
    /// @param diagnostics takes what is wrong with includes and directives, each at its line; with an error the
    ///     text is incomplete
    /// @throws IOException if the file cannot be read or the preprocessor fails; its message says why
    public static Source load(String file, Path workingDirectory, SourceOptions options, Diagnostics diagnostics)
            throws IOException {
        SourceFiles files = new SourceFiles(workingDirectory);
        SourceFiles.Opened root = files.root(file);
        SourceLoader loader = new SourceLoader(files, options);
        return loader.load(root, workingDirectory.resolve(file).toString(), diagnostics);
    }

    /// A text that is no file; what it includes is looked for in the working directory of the process.
    ///
    /// @param file as messages name it
    /// @param diagnostics as for a file
    public static Source read(String file, String text, SourceOptions options, Diagnostics diagnostics) {
        Dialect dialect = options.dialect() == null ? Dialect.of(text) : options.dialect();
        Source source = Source.of(file, text, dialect);
        if (dialect == Dialect.NATIVE) {
            return source;
        }
        SourceLoader loader = new SourceLoader(new SourceFiles(Path.of("").toAbsolutePath()), options);
        loader.macros().read(source, Path.of("").toAbsolutePath().resolve(file));
        loader.tell(diagnostics);
        return loader.out.source(file, dialect);
    }

    private Source load(SourceFiles.Opened root, String whole, Diagnostics diagnostics) throws IOException {
        Dialect dialect = options.dialect() == null ? Dialect.of(root.text()) : options.dialect();
        String preprocessor = options.preprocessor();
        if (dialect == Dialect.KAMAILIO) {
            Source source = Source.of(root.name(), root.text(), dialect);
            Source filtered = preprocessor == null ? source : Preprocessor.run(preprocessor, whole, source);
            warnOfOld(root, null);
            macros().read(filtered, root.path());
        } else {
            lines(root, null);
        }
        tell(diagnostics);
        Source source = out.source(whole, dialect);
        boolean good = out.found().stream().noneMatch(each -> each.severity() == Severity.ERROR);
        return dialect == Dialect.NATIVE && preprocessor != null && good
                ? Preprocessor.run(preprocessor, whole, source)
                : source;
    }

    private MacroReader macros() {
        return new MacroReader(files, new Macros(options.defines(), System::getenv), out);
    }

    private void tell(Diagnostics diagnostics) {
        for (Diagnostic each : out.found()) {
            if (each.severity() == Severity.ERROR) {
                diagnostics.error(each.span(), each.message(), each.help());
            } else {
                diagnostics.warning(each.span(), each.message(), each.help());
            }
        }
    }

    private void warnOfOld(SourceFiles.Opened file, @Nullable Span line) {
        if (file.old()) {
            out.warning(line == null ? new Span(out.length(), out.length()) : line, OLD, null);
        }
    }

    /// @param line where it is included, or null
    private void lines(SourceFiles.Opened file, @Nullable Span line) {
        warnOfOld(file, line);
        List<String> lines = new ArrayList<>(List.of(file.text().split("\n", -1)));
        if (lines.size() > (line == null && file.text().isEmpty() ? 1 : 0)
                && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        int number = 1;
        for (String each : lines) {
            line(each, new Source.Origin(file.name(), number++), file.path());
        }
        files.close();
    }

    private void line(String line, Source.Origin origin, Path path) {
        Matcher include = INCLUDE.matcher(line);
        if (include.matches()) {
            String name = include.group(2) != null ? include.group(2) : include.group(3);
            Span span = new Span(
                    out.length() + include.start(1),
                    out.length() + line.stripTrailing().length());
            try {
                lines(files.include(name, path), span);
                return;
            } catch (IOException e) {
                out.error(span, name + ": " + e.getMessage(), null);
            }
        }
        out.at(origin, line, 1);
        out.copy(line);
        out.end();
    }
}
