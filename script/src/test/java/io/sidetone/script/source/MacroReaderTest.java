package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts of the Kamailio dialect in files: what they include, what is defined outside, and where all was
/// written.
class MacroReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private final Diagnostics diagnostics = new Diagnostics();

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Source load(SourceOptions options) throws IOException {
        return SourceLoader.load("main.cfg", folder, options, diagnostics);
    }

    private static String place(Source source, String what) {
        int at = source.text().lastIndexOf(what);
        assertThat(at).as(what + " in " + source.text()).isNotNegative();
        return source.place(new Span(at, at + what.length())).toString();
    }

    private static List<String> lines(Source source) {
        return source.text()
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    @Test
    void includesWhereTheDirectiveStands() throws IOException {
        write(
                "main.cfg",
                "#!KAMAILIO\none\n#!include_file \"sub/a.cfg\"\ntwo; include_file \"sub/a.cfg\" three\nfour\n");
        write("sub/a.cfg", "a1\n#!trydef A x y\n A\nimport_file \"b.cfg\"");
        write("sub/b.cfg", "b1");
        Source source = load(SourceOptions.NONE);
        assertThat(lines(source))
                .containsExactly(
                        "one",
                        "a1",
                        " x y",
                        "b1",
                        "two; #!include_file \"sub/a.cfg\"",
                        "a1",
                        " x y",
                        "b1",
                        " three",
                        "four");
        assertThat(source.dialect()).isEqualTo(Dialect.KAMAILIO);
        assertThat(place(source, "b1")).isEqualTo("sub/b.cfg:1:1");
        assertThat(place(source, "x y")).isEqualTo("sub/a.cfg:3:2");
        assertThat(place(source, "three")).isEqualTo("main.cfg:4:32");
        assertThat(place(source, "four")).isEqualTo("main.cfg:5:1");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void whatIsNotReadIncludesNothing() throws IOException {
        write("main.cfg", "#!ifdef NEVER\ninclude_file \"none.cfg\"\n#!endif\nrest\n");
        assertThat(lines(load(SourceOptions.NONE))).containsExactly("rest");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void aFileThatIncludesItselfIsAnError() throws IOException {
        write("main.cfg", "#!KAMAILIO\ninclude_file \"main.cfg\"\nrest\n");
        Source source = load(SourceOptions.NONE);
        assertThat(Rendering.of(source, diagnostics))
                .contains("main.cfg:2:1: error: main.cfg: this file includes itself");
    }

    @Test
    void definesComeFromTheCommandLine() throws IOException {
        write("main.cfg", "#!ifdef WITH_X\nx=VALUE\n#!endif\n");
        Map<String, String> defines = SourceOptions.defines(List.of("WITH_X", "VALUE=a=b"));
        assertThat(defines).containsEntry("WITH_X", "").containsEntry("VALUE", "a=b");
        assertThat(lines(load(new SourceOptions(null, null, defines)))).containsExactly("x=a=b");
    }

    @Test
    void theDialectCanBeSaid() throws IOException {
        write("main.cfg", "#!define A 1\nA\n");
        assertThat(load(new SourceOptions(null, Dialect.NATIVE, Map.of())).text())
                .isEqualTo("#!define A 1\nA\n");
        assertThat(lines(load(SourceOptions.NONE))).containsExactly("1");
        write("main.cfg", "A\n");
        Source source = load(new SourceOptions(null, Dialect.KAMAILIO, Map.of("A", "2")));
        assertThat(lines(source)).containsExactly("2");
        assertThat(load(SourceOptions.NONE).dialect()).isEqualTo(Dialect.NATIVE);
    }

    @Test
    void aPreprocessorComesFirst() throws IOException {
        write("main.cfg", "#!KAMAILIO\n#!define A 1\nM A\nrest B\n");
        Source source = load(SourceOptions.filtered("sed s/M/A/"));
        assertThat(lines(source)).containsExactly("1 1", "rest B");
        assertThat(place(source, "B")).isEqualTo("main.cfg:4:6");
    }

    @Test
    void aPlaceIsThatOfWhatWasWritten() throws IOException {
        write("main.cfg", "#!define LONG 123456789\n#!define S \"x\"\na LONG b S c\n\"t\" d\n");
        Source source = load(SourceOptions.NONE);
        assertThat(lines(source)).containsExactly("a 123456789 b \"x\" c", "\"t\" d");
        assertThat(place(source, "123")).isEqualTo("main.cfg:3:3");
        assertThat(place(source, "789")).isEqualTo("main.cfg:3:3");
        assertThat(place(source, "b \"x\"")).isEqualTo("main.cfg:3:8");
        assertThat(place(source, "c\n")).isEqualTo("main.cfg:3:12");
        int start = source.text().lastIndexOf("123");
        assertThat(source.width(new Span(start, start + 9))).isEqualTo(4);
        assertThat(source.lineOf(new Span(start, start))).isEqualTo("a LONG b S c");
    }

    @Test
    void stringsOfSeveralLinesKeepTheLinesBehindThem() throws IOException {
        write("main.cfg", "#!subst \"/OLD/new/g\"\nx(\"a\nOLD\nb\", y)\nz\n");
        Source source = load(SourceOptions.NONE);
        assertThat(lines(source).getFirst()).startsWith("x(\"a new b\"");
        assertThat(place(source, "y)")).isEqualTo("main.cfg:4:5");
        assertThat(place(source, "z")).isEqualTo("main.cfg:5:1");
    }

    @Test
    void commentsAndStringsKeepDirectives() throws IOException {
        write("main.cfg", "#!KAMAILIO\n/* #!define A 1\n*/ \"#!define A 2\" // #!define A 3\n##!define A 4\nA\n");
        assertThat(lines(load(SourceOptions.NONE)).getLast()).isEqualTo("A");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void aFileThatIsNotUtf8IsReadAllTheSame() throws IOException {
        Files.write(folder.resolve("main.cfg"), "#!KAMAILIO\n# \u00e9\nx\n".getBytes(StandardCharsets.ISO_8859_1));
        Source source = load(SourceOptions.NONE);
        assertThat(Rendering.of(source, diagnostics)).contains("warning: this file is not in UTF-8");
        assertThat(lines(source)).containsExactly("x");
    }

    @Test
    void substitutionsKnowDefinesAndTheSystem() {
        Map<String, @Nullable String> system = Map.of("HOST", "sip.example.com");
        Macros macros = new Macros(Map.of("PORT", "5070"), system::get);
        macros.substitute("/ADDR/$env(HOST):$def(PORT):$def(NONE)/");
        String text = "\"ADDR ADDR\"";
        assertThat(macros.replaced(text, Piece.at(text, 0))).isEqualTo("\"sip.example.com:5070:$def(NONE) ADDR\"");
    }

    @Test
    void environmentVariablesAreDefined() {
        String name = System.getenv().keySet().stream()
                .filter(key -> key.matches("[A-Z]+"))
                .findFirst()
                .orElseThrow();
        String text =
                "#!defenv " + name + "\n#!defenvs X=" + name + "\n#!trydefenv Y=" + name + "\n#!ifdef Y\nX\n#!endif\n";
        Source source = SourceLoader.read("main.cfg", text, SourceOptions.NONE, diagnostics);
        assertThat(lines(source)).containsExactly('"' + System.getenv(name) + '"');
        assertThat(diagnostics.list()).isEmpty();
    }
}
