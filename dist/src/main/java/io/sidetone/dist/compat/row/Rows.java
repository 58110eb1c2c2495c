package io.sidetone.dist.compat.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads and writes the files of rows. A file begins with lines `key: value`; a line `--- name` begins a section.
/// Thread-safe: only functions.
public final class Rows {

    /// Where the files are, from the root of the repository.
    public static final String FOLDER = "dist/src/test/resources/compat";

    /// Where the files are that tell of the configuration that Debian's package of Kamailio brings.
    public static final String STOCK = "dist/src/test/resources/stock";

    private static final String MARK = "--- ";

    private Rows() {}

    /// All rows of a repository, in the order of their names; none if it has no such folder.
    ///
    /// @throws IllegalArgumentException if a file is not well-formed
    public static List<Row> of(Path root) {
        return in(root.resolve(FOLDER));
    }

    /// All rows of a folder, in the order of their names; none if it is not there.
    ///
    /// @throws IllegalArgumentException if a file is not well-formed
    public static List<Row> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(Row.ENDING))
                    .sorted()
                    .map(Rows::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads the text of a file.
    ///
    /// @throws IllegalArgumentException with file and line, if it is not well-formed
    static Row parse(Path file, String text) {
        Map<String, String> heads = new LinkedHashMap<>();
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        @Nullable StringBuilder section = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String at = file.getFileName() + ":" + number + ": ";
            if (line.startsWith(MARK)) {
                String name = line.substring(MARK.length()).strip();
                require(Row.SECTIONS.contains(name), at + "there is no section " + name);
                section = new StringBuilder();
                require(sections.put(name, section) == null, at + "a second section " + name);
            } else if (section != null) {
                section.append(line).append('\n');
            } else if (!line.isBlank()) {
                int colon = line.indexOf(':');
                require(colon > 0, at + "write 'key: value'");
                String key = line.substring(0, colon);
                require(Row.HEADS.contains(key), at + "there is no " + key);
                heads.put(key, line.substring(colon + 1).strip());
            }
        }
        String name = file.getFileName() + ": ";
        require(heads.containsKey("title") && heads.containsKey("rule"), name + "it needs title and rule");
        require(
                (sections.containsKey("config") || heads.containsKey("switches")) && sections.containsKey("flow"),
                name + "it needs config and flow");
        require(
                heads.containsKey("differs") == sections.containsKey(Row.OURS),
                name + "'differs' and a section '" + Row.OURS + "' belong together");
        require(heads.containsKey("differs") || !heads.containsKey("about"), name + "'about' belongs to 'differs'");
        Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach((key, value) -> texts.put(key, value.toString()));
        return new Row(file, heads, texts);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// The text of the file of a row.
    static String text(Row row) {
        StringBuilder text = new StringBuilder();
        row.heads()
                .forEach((key, value) ->
                        text.append(key).append(": ").append(value).append('\n'));
        for (String name : Row.SECTIONS) {
            if (row.sections().containsKey(name)) {
                text.append(MARK).append(name).append('\n').append(row.section(name));
            }
        }
        return text.toString();
    }

    /// Writes a row into its file.
    public static void write(Row row) throws IOException {
        Files.writeString(row.file(), text(row));
    }
}
