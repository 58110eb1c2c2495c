package io.sidetone.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.script.ast.Script;
import io.sidetone.script.source.Diagnostics;
import io.sidetone.script.source.Rendering;
import io.sidetone.script.source.Source;
import io.sidetone.script.source.SourceLoader;
import io.sidetone.script.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Files `*.golden`: a script, a line of ten dashes, and the tree that it makes or what is told to its author.
/// `-Dgolden=write` writes the second half anew; what has changed is then to be read before it is committed.
class ParseGoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/sidetone/script/parse");
    private static final String LINE = "----------\n";
    private static final int FEWEST = 300;
    private static final int FEWEST_WITH_ERRORS = 110;

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> readsAsExpected() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        String known = Files.readString(file);
        int line = known.startsWith(LINE) ? 0 : known.indexOf("\n" + LINE) + 1;
        String text = line > 0 ? known.substring(0, line) : known;
        String actual = actual(text);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, text + LINE + actual);
            return;
        }
        assertThat(text.isBlank()).as("the script of " + file + " is empty").isFalse();
        assertThat(line).as("the line of dashes in " + file).isPositive();
        assertThat(actual).as(file.toString()).isEqualTo(known.substring(line + LINE.length()));
        assertThat(actual).as("what is expected in " + file).isNotBlank();
    }

    private static String actual(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Source source = SourceLoader.read("test.cfg", text, SourceOptions.NONE, diagnostics);
        Script script = ScriptParser.parse(source, diagnostics);
        String found = Rendering.of(source, diagnostics);
        return diagnostics.errors() > 0 ? found : found + TreeText.of(script);
    }

    @Test
    void thereAreEnough() throws IOException {
        int errors = 0;
        for (Path file : files()) {
            errors += Files.readString(file).contains(": error: ") ? 1 : 0;
        }
        assertThat(files()).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(errors).isGreaterThanOrEqualTo(FEWEST_WITH_ERRORS);
    }
}
