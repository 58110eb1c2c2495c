package io.sidetone.dist.check;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/// What `./sidetone check` starts.
public final class CheckMain {

    private CheckMain() {}

    /// Checks a script, and ends with whether it is good.
    ///
    /// @param words those of the command line
    public static void main(String[] words) {
        int code = Program.run(
                new CommandLine(new CheckCommand(Path.of(""))),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                words);
        System.exit(code);
    }
}
