package io.sidetone.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the Java programs of the documents as their readers would.
@Timeout(120)
class ProgramsTest {

    /// A program, the command that runs it, what it prints.
    private static final Pattern PROGRAM =
            Pattern.compile("(?s)`(\\w+\\.java)`:\n\n```java\n(.*?)```\n\n`(java [^`]*)`[^`]*```\n(.*?)```");

    /// What each program needs, and what one needs beside it that speaks over the network.
    private static final List<String> CLASS_PATHS =
            List.of("sip/target/classes", "\"sip/target/classes:sip/target/lib/*\"");

    private final Path root = Repository.root();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/library.md"})
    void programsPrintWhatTheDocumentSays(String document) throws Exception {
        List<MatchResult> programs = programs(document);
        assertThat(programs)
                .as("programs, each with its command and its output")
                .isNotEmpty();
        for (MatchResult program : programs) {
            Path source = Files.writeString(folder.resolve(program.group(1)), program.group(2));
            String classPath = program.group(3).replaceFirst("^java -cp ", "").replaceFirst(" .*", "");
            assertThat(classPath).isIn(CLASS_PATHS);
            assertThat(program.group(3)).isEqualTo("java -cp " + classPath + " " + program.group(1));
            assertThat(run(classPath.replace("\"", ""), source))
                    .as(program.group(1))
                    .isEqualTo(program.group(4));
        }
    }

    @Test
    void everyProgramOfADocumentIsRun() throws IOException {
        String library = Files.readString(root.resolve("docs/library.md"));

        assertThat(programs("docs/library.md")).hasSize(library.split("```java\n", -1).length - 1);
    }

    @Test
    void theFirstProgramIsShort() throws IOException {
        assertThat(programs("README.md").getFirst().group(2).strip().lines().count())
                .isLessThanOrEqualTo(15);
    }

    private List<MatchResult> programs(String document) throws IOException {
        return PROGRAM.matcher(Files.readString(root.resolve(document)))
                .results()
                .toList();
    }

    private String run(String classPath, Path source) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = folder.resolve("output");
        Path complaints = folder.resolve("complaints");
        Process process = new ProcessBuilder(List.of(java, "-cp", classPath, source.toString()))
                .directory(root.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text + Files.readString(complaints)).isZero();
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
