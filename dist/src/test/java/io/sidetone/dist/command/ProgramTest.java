package io.sidetone.dist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ProgramTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "try", mixinStandardHelpOptions = true, versionProvider = Version.class)
    private static final class Try implements Callable<Integer> {

        private final Callable<Integer> task;

        @Option(names = "--number")
        private int number;

        Try(Callable<Integer> task) {
            this.task = task;
        }

        @Override
        public Integer call() throws Exception {
            return number + task.call();
        }
    }

    private int run(Callable<Integer> task, String... words) {
        return Program.run(new CommandLine(new Try(task)), new PrintWriter(out), new PrintWriter(err), words);
    }

    @Test
    void endsWithWhatTheCommandReturns() {
        assertThat(run(() -> 3, "--number", "4")).isEqualTo(7);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void badWordsAreSaidInOneSentence() {
        assertThat(run(() -> 0, "--number", "four")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith("sidetone: Invalid value for option '--number'")
                .contains("./sidetone try --help")
                .doesNotContain("\tat ");
    }

    @Test
    void whatFailsIsSaidInOneSentence() {
        assertThat(run(() -> {
                    throw new CommandException(9, "no such thing: " + (char) 0x1B + "[2J");
                }))
                .isEqualTo(9);
        assertThat(err.toString().lines()).containsExactly("sidetone: no such thing: \\x1b[2J");
    }

    @Test
    void aFaultOfTheWorldShowsNoStack() {
        assertThat(run(() -> {
                    throw new IOException("disk full");
                }))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines()).containsExactly("sidetone: IOException: disk full");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run(() -> 0, "--version")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("Sidetone " + Version.number() + ", Java ");
        assertThat(Version.number()).matches("\\d+\\.\\d+.*");
    }
}
