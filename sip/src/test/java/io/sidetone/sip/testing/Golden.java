package io.sidetone.sip.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that say what is expected, beside the tests. `-Dgolden=write` writes them anew; what has changed is then
/// to be read before it is committed.
public final class Golden {

    private static final Path RESOURCES = Path.of("src/test/resources");

    private Golden() {}

    /// Compares a text with a file. Lines of the file that begin with `#` are comments, which are kept.
    ///
    /// @param beside a class in whose package the file is
    public static void check(Class<?> beside, String name, String actual) throws IOException {
        Path file = RESOURCES.resolve(beside.getPackageName().replace('.', '/')).resolve(name);
        String known = Files.exists(file) ? Files.readString(file) : "";
        String comments = lines(known, true);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, comments + (comments.isEmpty() ? "" : "\n") + actual);
            return;
        }
        assertThat(actual).as(file.toString()).isEqualTo(lines(known, false).stripLeading());
    }

    private static String lines(String text, boolean comments) {
        StringBuilder kept = new StringBuilder();
        text.lines()
                .filter(line -> line.startsWith("#") == comments)
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }
}
