package io.sidetone.dist.compat;

import io.sidetone.dist.command.Program;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/// What `./sidetone compat` starts.
public final class CompatMain {

    private CompatMain() {}

    /// Runs rows, and ends with whether all were as they should be.
    ///
    /// @param words the folder that the program lives in, then the words of the command line
    public static void main(String[] words) {
        int code = Program.run(
                new CommandLine(new CompatCommand(Path.of(words[0]))),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Arrays.copyOfRange(words, 1, words.length));
        System.exit(code);
    }
}
