package io.sidetone.script.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Cases that are files `*.golden`: a source, a line of hyphens, and what comes of it. `-Dgolden=write` writes
/// the last part anew; what has changed is then to be read before it is committed.
public final class GoldenCases {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String LINE = "----------\n";

    private GoldenCases() {}

    /// One test for each file below the package of a class.
    ///
    /// @param result from a source to what comes of it
    public static Stream<DynamicTest> beside(Class<?> beside, UnaryOperator<String> result) throws IOException {
        Path folder = RESOURCES.resolve(beside.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
            assertThat(cases).as("cases in " + folder).isNotEmpty();
            return cases.stream()
                    .map(file ->
                            DynamicTest.dynamicTest(folder.relativize(file).toString(), () -> check(file, result)));
        }
    }

    /// The script of one case.
    ///
    /// @param name the file
    /// @param text without what comes of it
    public record Source(String name, String text) {}

    /// The scripts of all cases of all packages.
    public static Stream<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
            List<Source> sources = new ArrayList<>();
            for (Path file : cases) {
                String text = Files.readString(file);
                int line = text.indexOf(LINE);
                if (line >= 0) {
                    sources.add(new Source(RESOURCES.relativize(file).toString(), text.substring(0, line)));
                }
            }
            return sources.stream();
        }
    }

    private static void check(Path file, UnaryOperator<String> result) throws IOException {
        String text = Files.readString(file);
        int line = text.startsWith(LINE) ? 0 : text.indexOf("\n" + LINE) + 1;
        String source = line > 0 ? text.substring(0, line) : text;
        String actual = result.apply(source);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, source + LINE + actual);
        } else {
            String expected = line == 0 ? "" : text.substring(line + LINE.length());
            assertThat(actual).as(file.toString()).isEqualTo(expected);
        }
    }
}
