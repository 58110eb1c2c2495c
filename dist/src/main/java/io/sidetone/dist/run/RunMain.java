package io.sidetone.dist.run;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/// What `./sidetone run` starts.
public final class RunMain {

    private RunMain() {}

    /// Runs the server until it is told to end.
    ///
    /// @param words the folder that the program lives in, then the words of the command line
    public static void main(String[] words) {
        Path home = Path.of(words[0]);
        int code = Program.run(
                new CommandLine(new RunCommand(home)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Arrays.copyOfRange(words, 1, words.length));
        System.exit(code);
    }
}
