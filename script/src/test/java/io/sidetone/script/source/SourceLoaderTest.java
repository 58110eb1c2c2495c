package io.sidetone.script.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLoaderTest {

    @TempDir
    Path folder;

    private final Diagnostics diagnostics = new Diagnostics();

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Source load(@Nullable String preprocessor) throws IOException {
        return SourceLoader.load("main.cfg", folder, SourceOptions.filtered(preprocessor), diagnostics);
    }

    private static String place(Source source, String what) {
        int at = source.text().indexOf(what);
        assertThat(at).as(what + " in " + source.text()).isNotNegative();
        return source.place(new Span(at, at + 1)).toString();
    }

    private String rendered(Source source) {
        return Rendering.of(source, diagnostics);
    }

    @Test
    void readsOneFile() throws IOException {
        write("main.cfg", "a\n  b\n");
        Source source = load(null);
        assertThat(source.text()).isEqualTo("a\n  b\n");
        assertThat(place(source, "b")).isEqualTo("main.cfg:2:3");
        assertThat(source.place(new Span(6, 6))).hasToString("main.cfg:3:1");
    }

    @Test
    void anEmptyFileAndOneWithoutLastLineFeedHaveLines() throws IOException {
        write("main.cfg", "");
        assertThat(load(null).text()).isEqualTo("\n");
        write("main.cfg", "a\nb");
        assertThat(load(null).text()).isEqualTo("a\nb\n");
    }

    @Test
    void anIncludeIsReplacedByTheLinesOfItsFile() throws IOException {
        write("main.cfg", "one\n  include_file \"sub/a.cfg\" # x\ntwo\nimport_file 'sub/b.cfg'\nthree\n");
        write("sub/a.cfg", "a1\na2\n");
        write("sub/b.cfg", "b1");
        Source source = load(null);
        assertThat(source.text()).isEqualTo("one\na1\na2\ntwo\nb1\nthree\n");
        assertThat(place(source, "a2")).isEqualTo("sub/a.cfg:2:1");
        assertThat(place(source, "two")).isEqualTo("main.cfg:3:1");
        assertThat(place(source, "three")).isEqualTo("main.cfg:5:1");
        assertThat(diagnostics.list()).isEmpty();
    }

    /// What stands beside a script is not looked for beside what its first line includes.
    @Test
    void aSourceKnowsTheFileThatAllBeginsWith() throws IOException {
        write("sub/first.cfg", "a\n");
        write("main.cfg", "include_file \"sub/first.cfg\"\nb\n");

        assertThat(load(null).place(new Span(0, 0)).file()).isEqualTo("sub/first.cfg");
        assertThat(load(null).file()).isEqualTo(folder.resolve("main.cfg").toString());
        assertThat(load("cat").file()).isEqualTo(folder.resolve("main.cfg").toString());
    }

    @Test
    void aPathIsLookedForInTheWorkingDirectoryAndThenBesideTheFile() throws IOException {
        write("main.cfg", "include_file \"sub/a.cfg\"\n");
        write("sub/a.cfg", "include_file \"near.cfg\"\ninclude_file \"both.cfg\"\n");
        write("sub/near.cfg", "near\n");
        write("sub/both.cfg", "beside\n");
        write("both.cfg", "working\n");
        assertThat(load(null).text()).isEqualTo("near\nworking\n");
    }

    @Test
    void whatOnlyLooksLikeAnIncludeStays() throws IOException {
        write("main.cfg", "include_files \"a\"\n#include_file \"a\"\nx include_file \"aa\"\ninclude_file aa\n");
        assertThat(load(null).text()).contains("include_files", "#include", "x include", "include_file aa");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void missingFilesAreToldAllAtOnceAtTheirLines() throws IOException {
        write("main.cfg", "include_file \"a.cfg\"\nx\n  import_file \"b.cfg\"\n");
        assertThat(rendered(load(null))).isEqualTo("""
                main.cfg:1:1: error: a.cfg: there is no such file
                include_file "a.cfg"
                ^^^^^^^^^^^^^^^^^^^^
                main.cfg:3:3: error: b.cfg: there is no such file
                  import_file "b.cfg"
                  ^^^^^^^^^^^^^^^^^^^
                2 errors, 0 warnings
                """);
    }

    @Test
    void aFileThatIncludesItselfIsTold() throws IOException {
        write("main.cfg", "include_file \"a.cfg\"\n");
        write("a.cfg", "one\ninclude_file \"main.cfg\"\ntwo\n");
        assertThat(rendered(load(null))).contains("a.cfg:2:1: error: main.cfg: this file includes itself");
    }

    @Test
    void filesIncludeEachOtherOnlySoDeep() throws IOException {
        write("main.cfg", "include_file \"f1.cfg\"\n");
        for (int i = 1; i <= SourceLoader.DEEPEST + 1; i++) {
            write("f" + i + ".cfg", "include_file \"f" + (i + 1) + ".cfg\"\n");
        }
        assertThat(rendered(load(null))).contains("f50.cfg:1:1: error: f51.cfg: files include each other more than 50");
    }

    @Test
    void thereIsALimitOfFiles() throws IOException {
        write("main.cfg", "include_file \"aa\"\n".repeat(SourceLoader.MOST_FILES));
        write("aa", "x\n");
        assertThat(rendered(load(null))).contains("main.cfg:1000:1: error: aa: a script has at most 1000 files");
    }

    @Test
    void aDeviceWithoutEndIsNotReadToItsEnd() throws IOException {
        write("main.cfg", "include_file \"/dev/zero\"\n");
        assertThat(rendered(load(null))).contains("main.cfg:1:1: error: /dev/zero: a script has at most 1000 files");
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        write("main.cfg", "include_file \"sub\"\n");
        write("sub/x", "");
        assertThat(rendered(load(null))).contains("error: sub: it is a directory");
    }

    @Test
    void withoutTheFileItselfThereIsNothing() {
        assertThatThrownBy(() -> load(null))
                .isInstanceOf(IOException.class)
                .hasMessage("main.cfg: there is no such file");
        assertThatThrownBy(() -> SourceLoader.load("a\0b", folder, null, diagnostics))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNotUtf8IsLatin() throws IOException {
        Files.write(folder.resolve("main.cfg"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Source source = load(null);
        assertThat(source.text()).isEqualTo("caf\u00e9\n");
        assertThat(rendered(source)).contains("main.cfg:1:1: warning: this file is not in UTF-8");
        write("main.cfg", "\uFEFFa\n");
        assertThat(load(null).text()).isEqualTo("a\n");
    }

    @Test
    void aPreprocessorThatChangesNothingLosesNoPlace() throws IOException {
        write("main.cfg", "one\ninclude_file \"a.cfg\"\n  three\n");
        write("a.cfg", "a1\n\na3\n");
        Source source = load("cat");
        assertThat(source.text()).isEqualTo("one\na1\n\na3\n  three\n");
        assertThat(place(source, "a3")).isEqualTo("a.cfg:3:1");
        assertThat(place(source, "three")).isEqualTo("main.cfg:3:3");
    }

    @Test
    void linesThatComeAndGoKeepThePlacesOfTheOthers() throws IOException {
        write("main.cfg", "one\ntwo\nthree\nfour\nfive\n");
        Source source = load("sed -e '/^two$/d' -e 's/three/three\\nand more/' | sed -e '/^four$/{N;s/\\n/ /}'");
        assertThat(source.text()).isEqualTo("one\nthree\nand more\nfour \nfive\n");
        assertThat(place(source, "and more")).isEqualTo("main.cfg:3:1");
        assertThat(place(source, "five")).isEqualTo("main.cfg:5:1");
    }

    @Test
    void aPreprocessorThatFailsSaysWhy() throws IOException {
        write("main.cfg", "one\n");
        assertThatThrownBy(() -> load("echo broken >&2; exit 3"))
                .isInstanceOf(IOException.class)
                .hasMessage("the preprocessor `echo broken >&2; exit 3` has ended with 3: broken");
        assertThatThrownBy(() -> load("/no/such/program")).hasMessageContaining("has ended with 127");
        assertThatThrownBy(() -> load("cat; cat /dev/zero")).hasMessageContaining("writes more than");
    }

    @Test
    void aPreprocessorThatReadsNothingMayWriteAll() throws IOException {
        write("main.cfg", "x\n".repeat(100_000));
        assertThat(load("echo all").text()).isEqualTo("all\n");
        assertThat(load("true").text()).isEmpty();
    }

    @Test
    void withAMissingFileThePreprocessorDoesNotRun() throws IOException {
        write("main.cfg", "include_file \"a.cfg\"\n");
        assertThat(rendered(load("exit 1"))).contains("a.cfg: there is no such file");
    }
}
