package io.sidetone.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadmeTest {

    /// A program, the command that runs it, what it prints.
    private static final Pattern PROGRAM =
            Pattern.compile("(?s)`(\\w+\\.java)`:\n\n```java\n(.*?)```\n\n`(java [^`]*)`[^`]*```\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void theProgramPrintsWhatTheReadmeSays() throws Exception {
        Path root = Repository.root();
        Matcher program = PROGRAM.matcher(Files.readString(root.resolve("README.md")));
        assertThat(program.find())
                .as("a program, its command and its output in README.md")
                .isTrue();
        Path source = Files.writeString(folder.resolve(program.group(1)), program.group(2));

        assertThat(program.group(2).strip().lines().count()).as("lines").isLessThanOrEqualTo(15);
        assertThat(program.group(3)).isEqualTo("java -cp sip/target/classes " + program.group(1));
        assertThat(run(root, source)).isEqualTo(program.group(4));
    }

    private String run(Path root, Path source) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(java, "-cp", "sip/target/classes", source.toString()))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
